using Wire;

namespace NanoHost;

/// <summary>The one thread, of priority Normal, on which the callbacks of all timers run, one after another.</summary>
internal sealed class TimerThread : IPowered
{
    private const string Idle = "a timer";

    private readonly Queue<Entry> _due = new();
    private readonly Machine _machine;
    private readonly FirmwareThread _thread;
    private bool _isOff;

    private TimerThread(Machine machine)
    {
        _machine = machine;
        _thread = machine.Scheduler.Create("timers", FirmwareThread.NormalPriority, Run);
    }

    public static TimerThread Of(Machine machine) => machine.Service(static machine => new TimerThread(machine));

    public Entry Create(Action callback) => new(this, callback);

    /// <summary>Sets when it is due and how often from then on; negative is never, a period of zero means once.</summary>
    /// <returns>False if it was disposed.</returns>
    public bool Set(Entry entry, long due, long period)
    {
        if (entry.IsDisposed)
        {
            return false;
        }

        entry.Period = period;
        entry.IsDue = false;
        entry.Alarm.Cancel();
        if (due >= 0)
        {
            entry.Alarm.SetIn(due);
        }

        return true;
    }

    public void Dispose(Entry entry)
    {
        entry.IsDisposed = true;
        entry.IsDue = false;
        entry.Alarm.Cancel();
    }

    public void PowerCut() => _isOff = true;

    private void Expire(Entry entry)
    {
        if (_isOff)
        {
            return;
        }

        if (entry.Period > 0)
        {
            entry.Alarm.SetIn(entry.Period);
        }

        // a callback that has not begun yet is not queued twice, so a slow one delays and does not pile up
        if (!entry.IsDue)
        {
            entry.IsDue = true;
            _due.Enqueue(entry);
        }

        if (!_thread.IsStarted)
        {
            _machine.Scheduler.Start(_thread);
        }
        else if (_thread.WaitsFor == Idle)
        {
            _machine.Scheduler.MakeReady(_thread);
        }
    }

    private void Run()
    {
        while (true)
        {
            while (_due.Count == 0)
            {
                _machine.Scheduler.Block(_thread, Idle, null, Scheduler.Forever);
            }

            var entry = _due.Dequeue();
            if (!entry.IsDue)
            {
                continue; // changed or disposed since
            }

            entry.IsDue = false;
            try
            {
                entry.Callback();
            }
            catch (Exception exception) when (!_thread.IsDoomed && !_thread.IsAborting)
            {
                _machine.AddFault(FaultKind.UnhandledException, _thread, exception.Message, exception);
            }
        }
    }

    internal sealed class Entry
    {
        public Entry(TimerThread timers, Action callback)
        {
            Callback = callback;
            Alarm = new Alarm(timers._machine.Queue, () => timers.Expire(this));
        }

        public Action Callback { get; }

        public Alarm Alarm { get; }

        public long Period { get; set; }

        public bool IsDue { get; set; }

        public bool IsDisposed { get; set; }
    }
}

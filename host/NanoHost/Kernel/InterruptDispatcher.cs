namespace NanoHost;

/// <summary>
/// The one thread that delivers serial, GPIO and custom events to the firmware, strictly one after another: a handler that
/// waits stops all of them.
/// </summary>
internal sealed class InterruptDispatcher
{
    /// <summary>Records that the platform holds; when it is full, the oldest is dropped.</summary>
    public const int Capacity = 128;

    /// <summary>What each event costs, even if nobody listens.</summary>
    public const int EventInstructions = 181;

    public const int EventBytes = 60;

    private readonly Queue<Interrupt> _records = new(Capacity);
    private readonly FirmwareThread _thread;
    private readonly Machine _machine;

    private InterruptDispatcher(Machine machine)
    {
        _machine = machine;
        _thread = machine.Scheduler.Create("events", FirmwareThread.SystemHighestPriority, Run);
    }

    /// <summary>How many records were dropped.</summary>
    public int Dropped { get; private set; }

    public static InterruptDispatcher Of(Machine machine) => machine.Service(static machine => new InterruptDispatcher(machine));

    /// <summary>Queues an event; callable from the hardware as well as from the firmware.</summary>
    public void Post(Action<uint, uint> deliver, uint data1, uint data2, bool isPin = false)
    {
        if (_records.Count == Capacity)
        {
            _records.Dequeue();
            Dropped++;
        }

        _records.Enqueue(new Interrupt(deliver, data1, data2, isPin));
        if (!_thread.IsStarted)
        {
            _machine.Scheduler.Start(_thread);
        }
        else if (_thread.WaitsFor == Idle)
        {
            _machine.Scheduler.MakeReady(_thread);
        }
    }

    private const string Idle = "an event";

    private void Run()
    {
        while (true)
        {
            while (_records.Count == 0)
            {
                _machine.Scheduler.Block(_thread, Idle, null, Scheduler.Forever);
            }

            var record = _records.Dequeue();
            _thread.Events++;
            _thread.PinEvents += record.IsPin ? 1 : 0;
            _thread.EventBytes += EventBytes;
            _thread.EventInstructions += EventInstructions;
            Cpu.Tick(EventInstructions);
            try
            {
                record.Deliver(record.Data1, record.Data2);
            }
            catch (Exception exception) when (!_thread.IsDoomed && !_thread.IsAborting)
            {
                // the platform makes a new dispatcher thread for the next event
                _machine.AddFault(FaultKind.UnhandledException, _thread, exception.Message, exception);
            }
        }
    }
}

using Wire;

namespace NanoHost;

/// <summary>One thread of the firmware: an OS thread of its own, of which only one of the whole machine runs at a time.</summary>
public sealed class FirmwareThread
{
    /// <summary>The one above all that user code can ask for: the dispatcher of hardware events.</summary>
    internal const int SystemHighestPriority = 5;

    internal const int NormalPriority = 2;

    /// <summary>
    /// Recursion without end shall end the thread as on the device and not the process, so half of the stack is kept for what
    /// can be called between two looks at it.
    /// </summary>
    private const int StackBytes = 2 * 1024 * 1024;

    [ThreadStatic]
    private static FirmwareThread? t_current;

    private readonly Gate _gate = new();
    private readonly Action _start;
    private readonly Alarm _timeout;
    private Thread? _thread;
    private nint _stackStart;

    internal FirmwareThread(Scheduler scheduler, int id, string name, int priority, Action start)
    {
        Scheduler = scheduler;
        Id = id;
        Name = name;
        Priority = priority;
        _start = start;
        SignalWait = new SignalWait(this);
        _timeout = new Alarm(scheduler.Queue, TimeOut);
    }

    /// <summary>Counted from 1 in the order in which they were started.</summary>
    public int Id { get; }

    /// <summary>For reports; the platform has no names for threads.</summary>
    public string Name { get; }

    /// <summary>What it has executed and allocated so far.</summary>
    public CounterValues Counters => new(Instructions, OwnBytes, PlatformBytes, EventInstructions, EventBytes, PlatformCalls, Events, PinEvents);

    /// <summary>What it waits for, or null.</summary>
    public string? WaitsFor { get; internal set; }

    internal static FirmwareThread? Current => t_current;

    internal Scheduler Scheduler { get; }

    internal Machine Machine => Scheduler.Machine;

    internal int Priority { get; set; }

    internal ThreadActivity Activity { get; set; }

    /// <summary>The object that stands for this thread in the firmware.</summary>
    internal object? Facade { get; set; }

    /// <summary>Thrown at its next instruction or out of its wait, once.</summary>
    internal Exception? Abort { get; set; }

    internal bool IsAborting { get; set; }

    internal bool IsSuspended { get; set; }

    internal bool IsReadyOnResume { get; set; }

    internal bool IsStarted => ReadySequence != 0;

    /// <summary>Where it stands in line.</summary>
    internal IWaiting? Waiting { get; set; }

    internal bool IsDoomed { get; private set; }

    internal bool TimedOut { get; private set; }

    /// <summary>How much of the processor it may still claim before its equals: less after each used-up quantum.</summary>
    internal long Credit { get; set; }

    /// <summary>The order in which the ready ones became ready.</summary>
    internal long ReadySequence { get; set; }

    internal List<ObjectLock> Locks { get; } = [];

    internal WaitList Joiners { get; } = new();

    /// <summary>What it waits for when it waits for signals.</summary>
    internal SignalWait SignalWait { get; }

    // Fields, for they change with every basic block.
    internal long Instructions;
    internal long Checkpoint;
    internal long SyncedInstructions;
    internal long QuantumEnd;
    internal long SpinEnd;
    internal long OwnBytes;
    internal long PlatformBytes;
    internal long EventInstructions;
    internal long EventBytes;
    internal long PlatformCalls;
    internal long Events;
    internal long PinEvents;

    /// <summary>
    /// A call from the firmware into the platform begins: time catches up with what was executed, and a machine that was
    /// stopped ends its thread here.
    /// </summary>
    /// <returns>The thread that calls, or null if that is the host itself.</returns>
    internal static FirmwareThread? EnterPlatform()
    {
        var thread = t_current;
        if (thread is not null)
        {
            thread.PlatformCalls++;
            thread.Scheduler.Sync(thread);
        }

        return thread;
    }

    /// <summary>The same for calls that only make sense on a firmware thread.</summary>
    internal static FirmwareThread Enter() =>
        EnterPlatform() ?? throw new InvalidOperationException("Only a thread of the firmware can do this.");

    /// <summary>The platform's stack overflow.</summary>
    internal void CheckStack()
    {
        if (_stackStart - StackPosition() > StackBytes / 2)
        {
            throw new OutOfMemoryException();
        }
    }

    /// <summary>Lets it go on; its OS thread is made when it is needed first.</summary>
    internal void Resume()
    {
        if (_thread is null)
        {
            _thread = new Thread(Run, StackBytes) { IsBackground = true, Name = Name };
            _thread.Start();
        }

        _gate.Open();
    }

    /// <summary>Waits for its turn; the end of the machine comes as an exception.</summary>
    internal void WaitForTurn()
    {
        _gate.Wait();
        if (IsDoomed)
        {
            throw new PowerCutException();
        }
    }

    internal void SetTimeout(long nanoseconds)
    {
        TimedOut = false;
        if (nanoseconds >= 0)
        {
            _timeout.SetIn(nanoseconds);
        }
    }

    internal void CancelTimeout() => _timeout.Cancel();

    /// <summary>Ends it, from the thread that has the turn.</summary>
    /// <returns>Whether it has anything to unwind.</returns>
    internal bool Doom()
    {
        IsDoomed = true;
        Checkpoint = long.MinValue;
        _timeout.Cancel();
        return _thread is not null;
    }

    private static unsafe nint StackPosition()
    {
        byte here;
        return (nint)(&here);
    }

    private void TimeOut()
    {
        TimedOut = true;
        Scheduler.MakeReady(this);
    }

    private void Run()
    {
        t_current = this;
        _stackStart = StackPosition();
        try
        {
            RunToFault();
            Scheduler.Sync(this);
        }
        catch (Exception) when (IsDoomed)
        {
            // whatever unwound it: there is nobody left to tell
        }

        t_current = null;
        Scheduler.End(this);
    }

    private void RunToFault()
    {
        try
        {
            WaitForTurn();
            _start();
        }
        catch (Exception exception) when (!IsDoomed)
        {
            if (!IsAborting)
            {
                Scheduler.Sync(this);
                Machine.AddFault(FaultKind.UnhandledException, this, exception.Message, exception);
            }
        }
    }
}

using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Wire;

namespace NanoHost;

/// <summary>
/// One virtual microcontroller: firmware threads of which one runs at a time, the board they are on, and simulated time.
/// Its methods are for the host's thread that drives it; several machines may run on several of these. Same seed, same run.
/// </summary>
public sealed class Machine : IDisposable
{
    private readonly Scheduler _scheduler;
    private readonly List<FirmwareFault> _faults = [];
    private readonly Dictionary<Type, object> _services = [];
    private readonly DateTime _utcStart;
    private TimeSpan _utcCorrection;
    private string _line = "";
    private WakeUp? _wakeUp;
    private DeepSleep? _sleep;
    private long _sleptBefore;
    private long _startedAt;

    public Machine(EventQueue queue, Board board, MachineOptions options)
    {
        Queue = queue;
        Board = board;
        Options = options;
        Counters = new Counters(this);
        Random = new Dice(options.Seed ^ 0x5EED);
        _utcStart = options.UtcStart;
        _scheduler = new Scheduler(this, queue, options);
    }

    /// <summary>A whole line, or what <c>Debug.Write</c> left of one when the program ends it.</summary>
    public event Action<string>? ConsoleLine;

    /// <summary>The machine of the calling firmware thread.</summary>
    public static Machine Current => FirmwareThread.Current?.Machine ?? throw new InvalidOperationException("This thread does not belong to a firmware.");

    public EventQueue Queue { get; }

    public Board Board { get; }

    public MachineOptions Options { get; }

    /// <summary>What the firmware has cost so far.</summary>
    public Counters Counters { get; }

    /// <summary>What each of its methods has cost, if it was rewritten to count that (<see cref="RewriteOptions.CountsMethods"/>).</summary>
    public MethodCounters? Methods { get; internal set; }

    /// <summary>The threads that have not ended.</summary>
    public IReadOnlyList<FirmwareThread> Threads => _scheduler.Threads;

    /// <summary>What went wrong in the firmware and what the device would not tell.</summary>
    public IReadOnlyList<FirmwareFault> Faults => _faults;

    /// <summary>Who waits for what: for the message of a test that waited in vain.</summary>
    public IReadOnlyList<string> Waiting => _scheduler.Waiting;

    /// <summary>Starts the program again after the firmware has asked for a restart; without it the machine stays silent.</summary>
    public Action? Restart { get; set; }

    /// <summary>Whether the board is in deep sleep.</summary>
    public bool IsInDeepSleep => _sleep is not null;

    /// <summary>How long it has been in deep sleep so far, in nanoseconds.</summary>
    public long TimeInDeepSleep => _sleptBefore + (_sleep is null ? 0 : Queue.Now - _sleep.Began);

    /// <summary>For how long the program runs, in nanoseconds: it begins anew with each start.</summary>
    public long Uptime => Queue.Now - _startedAt;

    /// <summary>What has started the program that runs.</summary>
    public WakeReason WokenBy { get; private set; }

    /// <summary>Those of <see cref="WakeUp.Pins"/> that have started it.</summary>
    public IReadOnlyList<int> WokenByPins { get; private set; } = [];

    /// <summary>What the real-time clock shows. Setting it does not move <c>TickCount64</c>.</summary>
    public DateTime UtcNow
    {
        get
        {
            FirmwareThread.EnterPlatform();
            return _utcStart + _utcCorrection + TimeSpan.FromTicks(Queue.Now / TimeSpan.NanosecondsPerTick);
        }

        set => _utcCorrection += value - UtcNow;
    }

    /// <summary>For what the firmware itself draws from the machine's seed.</summary>
    internal Dice Random { get; }

    internal Scheduler Scheduler => _scheduler;

    /// <summary>The assemblies of the firmware that was booted, until power is cut.</summary>
    internal IReadOnlyList<Assembly> Firmware { get; set; } = [];

    /// <summary>Makes the first firmware thread; it runs with the next <see cref="RunUntil"/>.</summary>
    /// <returns>False if a program runs already.</returns>
    public bool Start(Action main, string name)
    {
        if (Threads.Count > 0)
        {
            return false;
        }

        _startedAt = Queue.Now;
        _scheduler.Start(_scheduler.Create(name, FirmwareThread.NormalPriority, main));
        return true;
    }

    /// <summary>Runs firmware and events up to that instant, in nanoseconds.</summary>
    public void RunUntil(long time) => Run(time, false);

    /// <summary>Runs until the main thread has ended.</summary>
    /// <returns>False if it has not ended at the given instant.</returns>
    /// <exception cref="DeadlockException">It never will.</exception>
    public bool RunToEnd(long limit)
    {
        if (_scheduler.Main is null && _sleep is null)
        {
            throw new InvalidOperationException("No program was started.");
        }

        Run(limit, true);
        return _sleep is null && _scheduler.Main is null or { Activity: ThreadActivity.Ended };
    }

    /// <summary>
    /// A power cut: every firmware thread ends, pins are let go, ports fall silent. Catch-alls in the firmware cannot stop
    /// it, finally blocks run up to their first instruction that the platform sees. It can be started again.
    /// </summary>
    public void Stop()
    {
        if (FirmwareThread.Current is not null)
        {
            throw new InvalidOperationException("Firmware cannot cut its own power.");
        }

        Halt();
        EndSleep();
        WokenBy = WakeReason.None;
        WokenByPins = [];
    }

    /// <summary>
    /// Deep sleep, entered from outside: for boards whose API for it is not at hand. Ends the program as a power cut does, and has <see cref="Restart"/> start it
    /// when something wakes the board, during a run.
    /// </summary>
    public void EnterDeepSleep(WakeUp wakeUp)
    {
        if (FirmwareThread.Current is not null)
        {
            throw new InvalidOperationException("Firmware enters deep sleep by its own API.");
        }

        Halt();
        EndSleep();
        _sleep = new DeepSleep(this, wakeUp);
    }

    public void Dispose() => Stop();

    /// <summary>The calling firmware thread puts the board into deep sleep; nothing of the program runs any more.</summary>
    internal void EnterDeepSleep(FirmwareThread thread, WakeUp wakeUp)
    {
        _wakeUp = wakeUp;
        _scheduler.RequestRestart(thread);
    }

    // Ends the program, whatever comes next.
    private void Halt()
    {
        _scheduler.Stop();
        foreach (var service in _services.Values)
        {
            (service as IPowered)?.PowerCut();
        }

        _services.Clear();
        _line = "";
        _wakeUp = null;
        Unload();
    }

    /// <summary>A part of the machine that is made when it is needed first and lasts until power is cut.</summary>
    internal T Service<T>(Func<Machine, T> make)
        where T : class
    {
        if (!_services.TryGetValue(typeof(T), out var service))
        {
            _services.Add(typeof(T), service = make(this));
        }

        return (T)service;
    }

    internal FirmwareFault AddFault(FaultKind kind, FirmwareThread thread, string message, Exception? exception)
    {
        var stack = exception?.StackTrace ?? new StackTrace(2, true).ToString();
        var fault = new FirmwareFault(kind, thread.Name, Queue.Now, message, stack, exception);
        _faults.Add(fault);
        return fault;
    }

    /// <summary>The firmware writes to its console.</summary>
    internal void Write(string? text)
    {
        var lines = (_line + text).Split('\n');
        _line = lines[^1];
        foreach (var line in lines.AsSpan(0, lines.Length - 1))
        {
            if (ConsoleLine is { } handler)
            {
                _scheduler.CallOutside(handler, line.TrimEnd('\r'));
            }
        }
    }

    // A context that nobody unloads stays for good, and each boot takes longer than the one before.
    private void Unload()
    {
        if (Firmware.Count > 0)
        {
            AssemblyLoadContext.GetLoadContext(Firmware[0])!.Unload();
            Firmware = [];
        }
    }

    private void Run(long limit, bool mainEnds)
    {
        if (FirmwareThread.Current is not null)
        {
            throw new InvalidOperationException("Only the host can run the machine.");
        }

        if (_sleep is null)
        {
            _scheduler.Run(limit, mainEnds);
        }

        while (_scheduler.RestartRequested || _sleep is not null)
        {
            if (_sleep is null)
            {
                var wakeUp = _wakeUp;
                Halt();
                WokenBy = WakeReason.None;
                WokenByPins = [];
                _sleep = wakeUp is null ? null : new DeepSleep(this, wakeUp);
            }

            if (_sleep is { } sleep && !AwaitWakeUp(sleep, limit))
            {
                return;
            }

            Restart?.Invoke();
            _scheduler.Run(limit, mainEnds && _scheduler.Main is not null);
        }
    }

    private bool AwaitWakeUp(DeepSleep sleep, long limit)
    {
        WakeReason reason;
        while ((reason = sleep.Reason(Queue.Now)) == WakeReason.None)
        {
            if (Queue.Now >= limit)
            {
                return false;
            }

            _scheduler.Run(Math.Min(Math.Min(limit, sleep.Due), Math.Max(Queue.NextDue, Queue.Now + 1)), mainEnds: false);
        }

        WokenBy = reason;
        WokenByPins = reason == WakeReason.Pins ? [.. sleep.Pins] : [];
        EndSleep();
        return true;
    }

    private void EndSleep()
    {
        _sleptBefore = TimeInDeepSleep;
        _sleep = null;
    }
}

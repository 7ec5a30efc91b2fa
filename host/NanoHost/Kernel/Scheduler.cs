using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Wire;

namespace NanoHost;

/// <summary>
/// Gives the processor to one firmware thread at a time and moves simulated time. There is one turn: the host's thread has
/// it outside of a run, one firmware thread during it. Who cannot go on looks for the next thread itself; while none is ready
/// it takes time forward, event by event, on its own OS thread, and only then hands over, so that waiting costs no switch.
/// </summary>
internal sealed class Scheduler
{
    public const long Forever = -1;

    /// <summary>The platform's c_TimeQuantum_Milliseconds.</summary>
    private const long Quantum = 20 * Nanoseconds.PerMillisecond;

    /// <summary>What a used-up quantum costs a thread of priority Normal; each priority above halves it.</summary>
    private const int NormalDebit = 8;

    /// <summary>So few that recursion does not run through the stack unseen.</summary>
    private const int InstructionsPerCheck = 5_000;

    private readonly MachineOptions _options;
    private readonly PacedClock _clock;
    private readonly Dice? _dice;
    private readonly Dice _preemptionDice;
    private readonly Gate _hostGate = new();
    private readonly List<FirmwareThread> _threads = [];
    private readonly List<FirmwareThread> _ready = [];
    private readonly ConditionalWeakTable<object, ObjectLock> _locks = [];
    private readonly long _quantum;
    private readonly long _spinLimit;
    private readonly Action<long> _advance;
    private readonly Action<PacedClock> _askClock;
    private readonly Action<EventQueue> _runPosted;
    private FirmwareThread? _running;
    private ExceptionDispatchInfo? _failure;
    private long _limit;
    private long _readySequence;
    private int _accesses;
    private int _lastId;
    private bool _outside;
    private bool _stopping;
    private bool _mainEnds;
    private bool _isPaced;
    private bool _hadPosted;

    public Scheduler(Machine machine, EventQueue queue, MachineOptions options)
    {
        Machine = machine;
        Queue = queue;
        _options = options;
        _clock = new PacedClock(queue, options);
        _dice = options.Seed == 0 ? null : new Dice(options.Seed);
        _preemptionDice = new Dice(~options.Seed);
        _advance = queue.AdvanceTo;
        _askClock = clock => _isPaced = clock.Rules();
        _runPosted = posted => _hadPosted = posted.RunPosted();
        _quantum = Math.Max(1, Quantum / options.NanosecondsPerInstruction);
        _spinLimit = Math.Max(1, options.SpinLimit / options.NanosecondsPerInstruction);
    }

    public Machine Machine { get; }

    public EventQueue Queue { get; }

    public IReadOnlyList<FirmwareThread> Threads => _threads;

    /// <summary>The thread whose end is the end of the program.</summary>
    public FirmwareThread? Main { get; private set; }

    public bool RestartRequested { get; private set; }

    /// <summary>Who waits for what.</summary>
    public IReadOnlyList<string> Waiting =>
        [.. _threads.Where(thread => thread.WaitsFor is not null).Select(thread => $"{thread.Name} waits for {thread.WaitsFor}")];

    // ---- the host's side

    /// <summary>Runs up to the limit, or, if asked to, up to the end of the main thread.</summary>
    public void Run(long limit, bool mainEnds)
    {
        _limit = limit;
        _mainEnds = mainEnds;
        _clock.Restart();
        var next = _running ?? Next();
        if (next is not null)
        {
            next.Resume();
            _hostGate.Wait();
        }

        if (Interlocked.Exchange(ref _failure, null) is { } failure)
        {
            failure.Throw();
        }
    }

    /// <summary>Ends all threads, one after another, from the host's thread.</summary>
    public void Stop()
    {
        _stopping = true;
        foreach (var thread in _threads.ToArray())
        {
            if (thread.Doom())
            {
                _running = thread;
                thread.Resume();
                _hostGate.Wait();
            }
            else
            {
                Forget(thread);
            }
        }

        _stopping = false;
        _ready.Clear();
        _locks.Clear();
        _running = null;
        Main = null;
        RestartRequested = false;
    }

    // ---- threads

    /// <summary>Makes a thread; it does not run before <see cref="Start"/>.</summary>
    public FirmwareThread Create(string? name, int priority, Action start)
    {
        var id = ++_lastId;
        return new FirmwareThread(this, id, name ?? $"thread {id}", priority, start);
    }

    public void Start(FirmwareThread thread)
    {
        Main ??= thread;
        _threads.Add(thread);
        thread.Credit = _running?.Credit ?? 0;
        thread.SpinEnd = _spinLimit;
        Enqueue(thread);
    }

    /// <summary>Its code is done; called on its own OS thread, which then ends.</summary>
    public void End(FirmwareThread thread)
    {
        Forget(thread);
        if (_stopping)
        {
            _hostGate.Open();
            return;
        }

        foreach (var held in thread.Locks)
        {
            held.Release();
        }

        while (thread.Joiners.Next is { } joiner)
        {
            MakeReady(joiner);
        }

        _running = null;
        Pass(Next());
    }

    /// <summary>The thread that runs waits.</summary>
    /// <param name="thread">The calling thread.</param>
    /// <param name="what">For what, in words.</param>
    /// <param name="waiting">Where it stands in line.</param>
    /// <param name="timeout">For how many nanoseconds at most; negative for ever.</param>
    /// <returns>Whether somebody made it ready before the time was over.</returns>
    public bool Block(FirmwareThread thread, string what, IWaiting? waiting, long timeout)
    {
        thread.Activity = ThreadActivity.Blocked;
        thread.WaitsFor = what;
        thread.Waiting = waiting;
        thread.SetTimeout(timeout);
        _running = null;
        GiveTurn(thread);
        thread.SpinEnd = thread.Instructions + _spinLimit;
        ThrowAbort(thread);
        return !thread.TimedOut;
    }

    /// <summary>What it waited for has come, or its time is over.</summary>
    public void MakeReady(FirmwareThread thread)
    {
        if (thread.Activity != ThreadActivity.Blocked)
        {
            return;
        }

        thread.CancelTimeout();
        thread.Waiting?.Leave(thread);
        thread.Waiting = null;
        if (thread.IsSuspended)
        {
            thread.WaitsFor = "Resume";
            thread.IsReadyOnResume = true;
        }
        else
        {
            Enqueue(thread);
        }
    }

    /// <summary>Gives the rest of the quantum to others that are ready.</summary>
    public void Yield(FirmwareThread thread)
    {
        Enqueue(thread);
        _running = null;
        GiveTurn(thread);
    }

    public void Suspend(FirmwareThread thread)
    {
        thread.IsSuspended = true;
        if (thread == _running)
        {
            thread.IsReadyOnResume = true;
            Block(thread, "Resume", null, Forever);
        }
        else if (_ready.Remove(thread))
        {
            thread.Activity = ThreadActivity.Blocked;
            thread.WaitsFor = "Resume";
            thread.IsReadyOnResume = true;
        }
    }

    public void Resume(FirmwareThread thread)
    {
        thread.IsSuspended = false;
        if (thread.IsReadyOnResume)
        {
            thread.IsReadyOnResume = false;
            MakeReady(thread);
        }
    }

    /// <summary>Throws the exception in the thread at its next instruction, or out of its wait.</summary>
    public void Abort(FirmwareThread thread, Exception exception)
    {
        thread.Abort = exception;
        thread.Checkpoint = 0;
        thread.IsSuspended = false;
        MakeReady(thread);
        if (thread == _running)
        {
            ThrowAbort(thread);
        }
    }

    public ObjectLock LockOf(object target) => _locks.GetOrCreateValue(target);

    /// <summary>A choice where order is free: the first, or what the seed says.</summary>
    public int Choose(int count) => _dice is null || count == 1 ? 0 : _dice.Below(count);

    // ---- time

    /// <summary>Time catches up with what the running thread has executed; events that became due on the way happen at their instant.</summary>
    public void Sync(FirmwareThread thread)
    {
        if (thread.IsDoomed)
        {
            throw new PowerCutException();
        }

        if (_outside)
        {
            return;
        }

        var target = Queue.Now + ((thread.Instructions - thread.SyncedInstructions) * _options.NanosecondsPerInstruction);
        thread.SyncedInstructions = thread.Instructions;
        thread.Checkpoint = 0; // what the platform does now may bring the next event nearer
        AdvanceEvents(Math.Min(target, _limit));
        while (_failure is not null || target > _limit)
        {
            PauseForHost(thread);
            AdvanceEvents(Math.Min(target, _limit));
        }
    }

    /// <summary>The running thread has reached its checkpoint: an event, the end of its quantum, or the call before may have brought one nearer.</summary>
    public void Check(FirmwareThread thread)
    {
        Sync(thread);
        thread.CheckStack();
        var paced = IsPaced();
        if (paced)
        {
            KeepPace(thread);
        }

        ThrowAbort(thread);
        if (thread.Instructions >= thread.SpinEnd)
        {
            Spins(thread);
        }

        if (thread.Instructions >= thread.QuantumEnd)
        {
            thread.Credit -= Debit(thread);
            Yield(thread);
        }

        var due = Math.Min(Queue.NextDue, _limit);
        if (paced)
        {
            due = Math.Min(due, Queue.Now + Nanoseconds.PerMillisecond);
        }

        var instructions = (due - Queue.Now + _options.NanosecondsPerInstruction - 1) / _options.NanosecondsPerInstruction;
        instructions = Math.Clamp(instructions, 1, InstructionsPerCheck);
        thread.Checkpoint = Math.Min(thread.Instructions + instructions, Math.Min(thread.QuantumEnd, thread.SpinEnd));
    }

    /// <summary>A point at which the test mode may switch threads.</summary>
    public void MayPreempt()
    {
        if (!_options.SeededPreemption || --_accesses > 0 || _outside || _running is not { } thread)
        {
            return;
        }

        _accesses = 1 + _preemptionDice.Below(2 * _options.AccessesPerPreemption);
        Sync(thread);
        if (_ready.Count > 0)
        {
            var next = _ready[_preemptionDice.Below(_ready.Count)];
            Enqueue(thread);
            Dispatch(next);
            next.Resume();
            thread.WaitForTurn();
        }
    }

    /// <summary>
    /// Calls what does not belong to the firmware (a module's reaction to a line, an event, a handler of the host) from
    /// the firmware's thread. What it throws is the host's, not the firmware's.
    /// </summary>
    public void CallOutside<T>(Action<T> action, T argument)
    {
        var before = _outside;
        _outside = true;
        try
        {
            action(argument);
        }
        catch (Exception exception)
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
        }

        _outside = before;
        if (_failure is not null && !_outside && FirmwareThread.Current is { } thread && thread == _running)
        {
            PauseForHost(thread);
        }
    }

    /// <summary>The firmware asks for a restart: nothing of it runs any more.</summary>
    public void RequestRestart(FirmwareThread thread)
    {
        RestartRequested = true;
        while (true)
        {
            PauseForHost(thread);
        }
    }

    private static int Debit(FirmwareThread thread) => 1 << (FirmwareThread.SystemHighestPriority - thread.Priority);

    private static void ThrowAbort(FirmwareThread thread)
    {
        if (thread.Abort is { } abort)
        {
            thread.Abort = null;
            thread.IsAborting = true;
            throw abort;
        }
    }

    private void Forget(FirmwareThread thread)
    {
        thread.Activity = ThreadActivity.Ended;
        _threads.Remove(thread);
        Machine.Counters.Ended(thread);
    }

    private void Enqueue(FirmwareThread thread)
    {
        // who slept for long comes before those who were busy, but not with the whole time as credit
        var top = _running is null || _running == thread ? long.MinValue : _running.Credit;
        foreach (var other in _ready)
        {
            top = Math.Max(top, other.Credit);
        }

        if (top != long.MinValue)
        {
            thread.Credit = Math.Min(thread.Credit, top + NormalDebit);
        }

        thread.Activity = ThreadActivity.Ready;
        thread.WaitsFor = null;
        thread.ReadySequence = ++_readySequence;
        _ready.Add(thread);
    }

    /// <summary>The calling thread does not run any more; comes back when it does.</summary>
    private void GiveTurn(FirmwareThread thread)
    {
        var next = Next();
        if (next != thread)
        {
            Pass(next);
            thread.WaitForTurn();
        }
    }

    private void Pass(FirmwareThread? next)
    {
        if (next is null)
        {
            _hostGate.Open();
        }
        else
        {
            next.Resume();
        }
    }

    private void PauseForHost(FirmwareThread thread)
    {
        _hostGate.Open();
        thread.WaitForTurn();
    }

    /// <summary>Whose turn it is: a ready thread, at once or after the events that make one ready; null for the host.</summary>
    private FirmwareThread? Next()
    {
        while (_failure is null && Queue.Now < _limit && !(_mainEnds && Main is { Activity: ThreadActivity.Ended }))
        {
            if (_ready.Count > 0)
            {
                var next = Best();
                Dispatch(next);
                return next;
            }

            AdvanceIdle();
        }

        return null;
    }

    private FirmwareThread Best()
    {
        var best = _ready[0];
        var equals = 1;
        foreach (var thread in _ready)
        {
            var order = thread.Credit.CompareTo(best.Credit);
            order = order == 0 ? thread.Priority.CompareTo(best.Priority) : order;
            if (order > 0)
            {
                best = thread;
                equals = 1;
            }
            else if (order == 0 && thread != best)
            {
                equals++;
            }
        }

        // the list is in the order of readiness: the first of the equals is the one that waited longest
        var chosen = Choose(equals);
        return _ready.FindAll(thread => thread.Credit == best.Credit && thread.Priority == best.Priority)[chosen];
    }

    private void Dispatch(FirmwareThread thread)
    {
        _ready.Remove(thread);
        _running = thread;
        thread.Activity = ThreadActivity.Running;
        thread.QuantumEnd = thread.Instructions + _quantum;
        thread.Checkpoint = 0;
    }

    /// <summary>
    /// Nothing is ready: time goes on to the next event. What the world outside has posted by then comes first, so that
    /// a time-out does not fire over an answer that was already there.
    /// </summary>
    private void AdvanceIdle()
    {
        if (RunPosted())
        {
            return;
        }

        var target = Math.Min(Queue.NextDue, _limit);
        if (IsPaced())
        {
            if (_clock.WaitUntil(target))
            {
                AdvanceEvents(Math.Min(_clock.Now, target - 1));
                RunPosted();
                return;
            }
        }
        else if (_mainEnds && _options.Pacing == Pacing.Simulated && Queue.NextDue == long.MaxValue)
        {
            _failure = ExceptionDispatchInfo.Capture(new DeadlockException(Waiting));
            return;
        }

        AdvanceEvents(target);
    }

    private void AdvanceEvents(long time)
    {
        if (time > Queue.Now || Queue.NextDue <= time)
        {
            CallOutside(_advance, time);
        }
    }

    private bool RunPosted()
    {
        _hadPosted = false;
        CallOutside(_runPosted, Queue);
        return _hadPosted;
    }

    /// <summary>The host says whether the PC's clock rules.</summary>
    private bool IsPaced()
    {
        if (_options.Pacing != Pacing.Simulated)
        {
            CallOutside(_askClock, _clock);
        }

        return _isPaced;
    }

    /// <summary>A busy thread serves the world outside too, and is not faster than the PC's clock.</summary>
    private void KeepPace(FirmwareThread thread)
    {
        do
        {
            RunPosted();
        }
        while (_clock.WaitUntil(Queue.Now - Nanoseconds.PerMillisecond));
    }

    private void Spins(FirmwareThread thread)
    {
        var message = $"{thread.Name} executed {_options.SpinLimit / 1e9:F3} s without waiting for anything";
        var fault = Machine.AddFault(FaultKind.Spins, thread, message, null);
        _failure = ExceptionDispatchInfo.Capture(new FirmwareSpinsException(fault));
        while (true)
        {
            PauseForHost(thread); // for good: whoever runs the machine again meets the fault again
            _failure ??= ExceptionDispatchInfo.Capture(new FirmwareSpinsException(fault));
        }
    }
}

using NanoHost;

namespace System.Threading;

/// <summary>A firmware thread.</summary>
public sealed class Thread
{
    private readonly FirmwareThread _thread;
    private bool _isStarted;

    public Thread(ThreadStart start)
    {
        if (start is null)
        {
            throw Platform.Error(new ArgumentNullException());
        }

        _thread = FirmwareThread.Enter().Scheduler.Create(null, FirmwareThread.NormalPriority, () => start());
        _thread.Facade = this;
    }

    private Thread(FirmwareThread thread)
    {
        _thread = thread;
        _isStarted = true;
        thread.Facade = this;
    }

    public static Thread CurrentThread
    {
        get
        {
            var current = FirmwareThread.Enter();
            return (Thread)(current.Facade ?? new Thread(current));
        }
    }

    public bool IsAlive
    {
        get
        {
            FirmwareThread.Enter();
            return _isStarted && _thread.Activity != ThreadActivity.Ended;
        }
    }

    public int ManagedThreadId => _thread.Id;

    public ThreadPriority Priority
    {
        get => (ThreadPriority)_thread.Priority;
        set
        {
            FirmwareThread.Enter();
            _thread.Priority = (int)value;
        }
    }

    public ThreadState ThreadState
    {
        get
        {
            FirmwareThread.Enter();
            if (!_isStarted)
            {
                return ThreadState.Unstarted;
            }

            if (_thread.Activity == ThreadActivity.Ended)
            {
                return _thread.IsAborting ? ThreadState.Stopped | ThreadState.Aborted : ThreadState.Stopped;
            }

            var state = ThreadState.Running;
            state |= _thread.IsSuspended ? ThreadState.Suspended : 0;
            state |= _thread.Abort is not null || _thread.IsAborting ? ThreadState.AbortRequested : 0;
            state |= _thread.Activity == ThreadActivity.Blocked && !_thread.IsSuspended ? ThreadState.WaitSleepJoin : 0;
            return state;
        }
    }

    /// <summary>Zero gives the rest of the quantum to others.</summary>
    public static void Sleep(int millisecondsTimeout)
    {
        var current = FirmwareThread.Enter();
        var time = Durations.FromMilliseconds(millisecondsTimeout);
        if (time == 0)
        {
            current.Scheduler.Yield(current);
        }
        else
        {
            current.Scheduler.Block(current, "Sleep", null, time);
        }
    }

    public static void Sleep(TimeSpan timeout) => Sleep(Durations.ToMilliseconds(timeout));

    public static void SpinWait(int iterations)
    {
        FirmwareThread.Enter();
        Cpu.Tick(Math.Max(0, iterations));
    }

    /// <exception cref="ThreadStateException">It was started before.</exception>
    public void Start()
    {
        var current = FirmwareThread.Enter();
        if (_isStarted)
        {
            throw Platform.Error(new ThreadStateException());
        }

        _isStarted = true;
        current.Scheduler.Start(_thread);
    }

    public void Join() => Join(Timeout.Infinite);

    public bool Join(int millisecondsTimeout)
    {
        var current = FirmwareThread.Enter();
        var time = Durations.FromMilliseconds(millisecondsTimeout);
        if (!_isStarted)
        {
            throw Platform.Error(new ThreadStateException());
        }

        if (_thread.Activity == ThreadActivity.Ended || time == 0)
        {
            return _thread.Activity == ThreadActivity.Ended;
        }

        _thread.Joiners.Join(current);
        return current.Scheduler.Block(current, $"the end of {_thread.Name}", _thread.Joiners, time);
    }

    public bool Join(TimeSpan timeout) => Join(Durations.ToMilliseconds(timeout));

    /// <summary>
    /// Throws a <see cref="ThreadAbortException"/> in it, once: at its next instruction or out of its wait. Unlike the
    /// device, the host does not throw it again at the end of a catch block.
    /// </summary>
    public void Abort()
    {
        var current = FirmwareThread.Enter();
        if (_isStarted && _thread.Activity != ThreadActivity.Ended)
        {
            current.Scheduler.Abort(_thread, Platform.Error(new ThreadAbortException()));
        }
    }

    public void Suspend()
    {
        var current = FirmwareThread.Enter();
        if (_isStarted && _thread.Activity != ThreadActivity.Ended)
        {
            current.Scheduler.Suspend(_thread);
        }
    }

    public void Resume() => FirmwareThread.Enter().Scheduler.Resume(_thread);
}

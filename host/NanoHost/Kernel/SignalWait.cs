namespace NanoHost;

/// <summary>A thread's wait for one, any or all of some signals. One object a thread, used again and again.</summary>
internal sealed class SignalWait(FirmwareThread thread) : IWaiting
{
    private readonly Signal[] _single = new Signal[1];
    private Signal[] _signals = [];
    private bool _all;
    private int _result;

    public bool IsSatisfied => _all ? Array.TrueForAll(_signals, signal => signal.IsSet) : First() >= 0;

    /// <param name="signal">What to wait for.</param>
    /// <param name="timeout">In nanoseconds; negative for ever.</param>
    /// <returns>Whether it came in time.</returns>
    public bool One(Signal signal, long timeout)
    {
        _single[0] = signal;
        return Wait(_single, false, timeout) >= 0;
    }

    /// <param name="signals">What to wait for.</param>
    /// <param name="all">All of them at one instant, or any one.</param>
    /// <param name="timeout">In nanoseconds; negative for ever.</param>
    /// <returns>The index of the first that is set, or a negative number after the time-out.</returns>
    public int Wait(Signal[] signals, bool all, long timeout)
    {
        _signals = signals;
        _all = all;
        _result = -1;
        if (IsSatisfied)
        {
            Complete();
        }
        else if (timeout != 0)
        {
            foreach (var signal in signals)
            {
                signal.Waiters.Join(thread);
            }

            thread.Scheduler.Block(thread, all ? "all of several signals" : signals.Length > 1 ? "one of several signals" : "a signal", this, timeout);
        }

        return _result;
    }

    /// <summary>It is satisfied: takes what automatic signals give only once.</summary>
    public void Complete()
    {
        if (_all)
        {
            _result = 0;
            Array.ForEach(_signals, signal => signal.Consume());
        }
        else
        {
            _result = First();
            _signals[_result].Consume();
        }
    }

    public void Leave(FirmwareThread leaving)
    {
        foreach (var signal in _signals)
        {
            signal.Waiters.Leave(leaving);
        }
    }

    private int First() => Array.FindIndex(_signals, signal => signal.IsSet);
}

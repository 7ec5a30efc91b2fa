namespace Sim800.Simulator.Timing;

/// <summary>
/// What the machine intends to do later, ordered by time and then by the order in which it was decided. It has no clock: the
/// owner of the machine says what time it is.
/// </summary>
internal sealed class Timers(Action<long> deadlineChanged)
{
    private readonly PriorityQueue<Timer, (long Due, long Sequence)> _queue = new();
    private long _sequence;
    private long _announced = long.MaxValue;

    /// <summary>The present instant in nanoseconds.</summary>
    public long Now { get; set; }

    /// <summary>When the machine wants to be called next, or <see cref="long.MaxValue"/>.</summary>
    public long NextDue
    {
        get
        {
            while (_queue.TryPeek(out var timer, out _))
            {
                if (!timer.IsCancelled)
                {
                    return timer.Due;
                }

                _queue.Dequeue();
            }

            return long.MaxValue;
        }
    }

    /// <summary>Runs the action when the given number of nanoseconds have passed.</summary>
    public Timer After(long delay, Action action) => At(Now + delay, action);

    /// <summary>Runs the action at the given instant, or as soon as possible if it has passed.</summary>
    /// <param name="due">The instant.</param>
    /// <param name="action">What to do.</param>
    /// <param name="lasting">Whether it survives a restart of the module.</param>
    public Timer At(long due, Action action, bool lasting = false)
    {
        var timer = new Timer(Math.Max(due, Now), action, lasting);
        _queue.Enqueue(timer, (timer.Due, ++_sequence));
        Announce();
        return timer;
    }

    /// <summary>The module loses its memory: only what lasts is still intended.</summary>
    public void CancelAll()
    {
        foreach (var (timer, _) in _queue.UnorderedItems)
        {
            if (!timer.IsLasting)
            {
                timer.Cancel();
            }
        }
    }

    /// <summary>Runs everything that is due.</summary>
    public void Run(long now)
    {
        for (var due = NextDue; due <= now; due = NextDue)
        {
            var timer = _queue.Dequeue();
            Now = Math.Max(Now, due);
            timer.Fire();
        }

        Now = Math.Max(Now, now);
        if (_announced <= now)
        {
            _announced = long.MaxValue;
        }

        Announce();
    }

    private void Announce()
    {
        var next = NextDue;
        if (next < _announced)
        {
            _announced = next;
            deadlineChanged(next);
        }
    }
}

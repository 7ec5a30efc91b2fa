namespace Wire;

/// <summary>
/// The one queue of future events of a simulation, ordered by time and, within one instant, by the order in which
/// they were set. Times are nanoseconds since the start of the run. Only one thread may use it at a time;
/// <see cref="Post"/> alone may be called from any thread.
/// </summary>
public sealed class EventQueue
{
    private readonly PriorityQueue<Alarm, (long Time, long Sequence)> _queue = new();
    private readonly Queue<Action> _posted = new();
    private readonly ManualResetEventSlim _arrived = new();
    private long _sequence;

    /// <summary>The present instant, in nanoseconds since the start.</summary>
    public long Now { get; private set; }

    /// <summary>When the next event is due, or <see cref="long.MaxValue"/> if there is none.</summary>
    public long NextDue
    {
        get
        {
            while (_queue.TryPeek(out var alarm, out var key))
            {
                if (alarm.IsSetFor(key.Sequence))
                {
                    return key.Time;
                }

                _queue.Dequeue();
            }

            return long.MaxValue;
        }
    }

    /// <summary>Runs everything that is due up to <paramref name="time"/>, each event at its own instant, and ends there.</summary>
    public void AdvanceTo(long time)
    {
        for (var due = NextDue; due <= time; due = NextDue)
        {
            var alarm = _queue.Dequeue();
            Now = Math.Max(Now, due);
            alarm.Fire();
        }

        Now = Math.Max(Now, time);
    }

    /// <summary>Hands an action of the world outside (a socket, a real serial port) to the simulation; callable from any thread.</summary>
    public void Post(Action action)
    {
        lock (_posted)
        {
            _posted.Enqueue(action);
            _arrived.Set();
        }
    }

    /// <summary>Runs what was posted so far, at the present instant.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool RunPosted()
    {
        var any = false;
        while (true)
        {
            Action? action;
            lock (_posted)
            {
                if (!_posted.TryDequeue(out action))
                {
                    _arrived.Reset();
                    return any;
                }
            }

            any = true;
            action();
        }
    }

    /// <summary>Blocks the calling thread until something is posted, at most for the given time.</summary>
    /// <returns>Whether something was posted.</returns>
    public bool WaitForPost(TimeSpan timeout) => _arrived.Wait(timeout);

    internal long Enqueue(Alarm alarm, long time)
    {
        var sequence = ++_sequence;
        _queue.Enqueue(alarm, (Math.Max(time, Now), sequence));
        return sequence;
    }
}

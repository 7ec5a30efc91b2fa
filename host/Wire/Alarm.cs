namespace Wire;

/// <summary>
/// One recurring purpose for which somebody wants to be called: made once, set and cancelled as often as needed.
/// Setting it again replaces the earlier time.
/// </summary>
public sealed class Alarm(EventQueue queue, Action action)
{
    private long _sequence;

    /// <summary>Whether it is set and has not fired yet.</summary>
    public bool IsSet => _sequence != 0;

    /// <summary>When it is due; meaningful only while <see cref="IsSet"/>.</summary>
    public long Due { get; private set; }

    /// <summary>Fires at the given instant (nanoseconds since the start), or at once in the queue's order if that has passed.</summary>
    public void SetAt(long time)
    {
        Due = Math.Max(time, queue.Now);
        _sequence = queue.Enqueue(this, Due);
    }

    /// <summary>Fires after the given number of nanoseconds.</summary>
    public void SetIn(long nanoseconds) => SetAt(queue.Now + nanoseconds);

    /// <summary>Takes the setting back; harmless when not set.</summary>
    public void Cancel() => _sequence = 0;

    internal bool IsSetFor(long sequence) => _sequence == sequence;

    internal void Fire()
    {
        _sequence = 0;
        action();
    }
}

namespace Sim800.Simulator.Timing;

/// <summary>Something that the machine will do at an instant, unless it is cancelled before.</summary>
internal sealed class Timer(long due, Action action, bool lasting)
{
    private bool _isFired;

    public long Due => due;

    /// <summary>Whether it survives a restart of the module.</summary>
    public bool IsLasting => lasting;

    public bool IsCancelled { get; private set; }

    /// <summary>Whether it will still do it.</summary>
    public bool IsPending => !IsCancelled && !_isFired;

    public void Cancel() => IsCancelled = true;

    public void Fire()
    {
        _isFired = true;
        action();
    }
}

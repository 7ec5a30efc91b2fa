namespace Sim800.Simulator.Timing;

/// <summary>Something that the machine will do at an instant, unless it is cancelled before.</summary>
internal sealed class Timer(long due, Action action, bool lasting)
{
    public long Due => due;

    /// <summary>Whether it survives a restart of the module.</summary>
    public bool IsLasting => lasting;

    public bool IsCancelled { get; private set; }

    public void Cancel() => IsCancelled = true;

    public void Fire() => action();
}

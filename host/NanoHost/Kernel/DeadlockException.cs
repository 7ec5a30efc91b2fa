namespace NanoHost;

/// <summary>The main thread has not ended, no thread is ready and no event will ever come.</summary>
public sealed class DeadlockException(IReadOnlyList<string> waiting)
    : Exception("No thread can go on and no event is due: " + string.Join("; ", waiting))
{
    /// <summary>Who waits for what.</summary>
    public IReadOnlyList<string> Waiting { get; } = waiting;
}

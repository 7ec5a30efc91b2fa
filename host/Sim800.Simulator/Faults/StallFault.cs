namespace Sim800.Simulator.Faults;

/// <summary>
/// The module says nothing for a while and reads nothing: its receive buffer fills, and runs over unless flow control holds the
/// host. What was going on inside goes on, and everything is said at once at the end.
/// </summary>
/// <param name="At">Nanoseconds since the machine was started.</param>
/// <param name="Duration">In nanoseconds.</param>
public sealed record StallFault(long At, long Duration) : TimedFault(At);

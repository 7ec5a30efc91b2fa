namespace Sim800.Simulator.Faults;

/// <summary>The peers of all connections end them.</summary>
/// <param name="At">Nanoseconds since the machine was started.</param>
/// <param name="Resets">Whether what is still on its way is lost with them, as after a reset.</param>
public sealed record RemoteEndFault(long At, bool Resets) : TimedFault(At);

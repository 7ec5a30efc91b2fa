namespace Sim800.Simulator.Faults;

/// <summary>From an instant on every packet is late, in both directions.</summary>
/// <param name="At">Nanoseconds since the machine was started.</param>
/// <param name="Delay">Nanoseconds, each way; 0 ends it.</param>
public sealed record NetworkDelayFault(long At, long Delay) : TimedFault(At);

namespace Sim800.Simulator.Faults;

/// <summary>A burst of bytes that nobody has sent, chosen by the seed of the options.</summary>
/// <param name="At">Nanoseconds since the machine was started.</param>
/// <param name="Direction">Who hears them.</param>
/// <param name="Count">How many.</param>
public sealed record NoiseFault(long At, LineDirection Direction, int Count) : TimedFault(At);

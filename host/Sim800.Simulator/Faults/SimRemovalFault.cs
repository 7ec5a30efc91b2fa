namespace Sim800.Simulator.Faults;

/// <summary>The SIM card loses contact. When it has it again the module finds it at its next start.</summary>
/// <param name="At">Nanoseconds since the machine was started.</param>
/// <param name="Duration">Nanoseconds; <see cref="long.MaxValue"/> is for ever.</param>
public sealed record SimRemovalFault(long At, long Duration = long.MaxValue) : TimedFault(At);

namespace Sim800.Simulator.Faults;

/// <summary>The supply has another voltage from now on: warnings, power-down or cut-off follow (fact sheet 5.2).</summary>
/// <param name="At">Nanoseconds since the machine was started.</param>
/// <param name="Millivolts">At VBAT.</param>
public sealed record SupplyFault(long At, int Millivolts) : TimedFault(At);

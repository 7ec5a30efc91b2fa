namespace Sim800.Simulator.Power;

/// <summary>What one state has taken so far.</summary>
/// <param name="State">The state.</param>
/// <param name="Time">How long, in nanoseconds.</param>
/// <param name="Charge">How much, in mAh.</param>
public sealed record EnergyShare(EnergyState State, long Time, double Charge);

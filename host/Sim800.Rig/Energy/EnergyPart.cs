using Sim800.Simulator.Power;

namespace Sim800.Rig.Energy;

/// <summary>One state's part of a report.</summary>
/// <param name="State">The state of the module.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Charge">How much, in mAh.</param>
internal sealed record EnergyPart(EnergyState State, double Seconds, double Charge);

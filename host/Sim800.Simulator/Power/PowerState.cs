namespace Sim800.Simulator.Power;

/// <summary>Whether the module runs.</summary>
public enum PowerState
{
    Off,
    Booting,
    On,
    GoingOff,
    HeldInReset,
}

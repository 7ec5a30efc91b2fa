using Sim800.Simulator.Power;

namespace Sim800.Rig.Energy;

/// <summary>The states of the module as tables call them.</summary>
internal static class EnergyWords
{
    public static string Of(EnergyState state) => state switch
    {
        EnergyState.Off => "off",
        EnergyState.Booting => "booting",
        EnergyState.Searching => "searching",
        EnergyState.Idle => "idle",
        EnergyState.Sleeping => "asleep",
        EnergyState.SleepingConnected => "asleep, connected",
        EnergyState.Receiving => "GPRS, receiving",
        EnergyState.Transmitting => "GPRS, sending",
        _ => "in a call",
    };
}

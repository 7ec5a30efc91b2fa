using Sim800.Simulator.Power;

namespace Sim800.Rig.Energy;

/// <summary>Under which conditions a node reports.</summary>
internal sealed record EnergySettings
{
    /// <summary>From one report to the next, in seconds.</summary>
    public IReadOnlyList<int> Intervals { get; init; } = [60, 600, 3_600, 86_400];

    /// <summary>The length of a report.</summary>
    public int Bytes { get; init; } = 32;

    /// <summary>How many reports are averaged, behind the first, which pays for the start.</summary>
    public int Reports { get; init; } = 3;

    /// <summary>What the microcontroller draws while its program runs, in mA: the lowest that the ESP32's data sheet has for 240 MHz without radio. [?]</summary>
    public double Awake { get; init; } = 30;

    /// <summary>What it draws in deep sleep, in mA: ESP32, timer and memory of the real-time clock. Most boards draw more. [?]</summary>
    public double DeepSleep { get; init; } = 0.01;

    /// <summary>What a battery holds, in mAh.</summary>
    public double Battery { get; init; } = 2_600;

    /// <summary>What the module draws.</summary>
    public Currents Currents { get; init; } = Currents.Sim800L;
}

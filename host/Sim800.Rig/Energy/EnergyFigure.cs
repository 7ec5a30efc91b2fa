namespace Sim800.Rig.Energy;

/// <summary>What a report costs in one way of working, with all that lies between it and the next.</summary>
/// <param name="Way">The way.</param>
/// <param name="Interval">The interval in seconds.</param>
/// <param name="Module">What the module takes, in mAh a report.</param>
/// <param name="Board">What the microcontroller takes, in mAh a report.</param>
/// <param name="Seconds">The time from one report to the next.</param>
/// <param name="Parts">What the module takes in each of its states, in mAh a report.</param>
internal sealed record EnergyFigure(WayOfWorking Way, int Interval, double Module, double Board, double Seconds, IReadOnlyList<EnergyPart> Parts)
{
    /// <summary>Both, in mAh a report.</summary>
    public double Total => Module + Board;

    /// <summary>Both, in mA on average.</summary>
    public double Average => Total * 3_600 / Seconds;
}

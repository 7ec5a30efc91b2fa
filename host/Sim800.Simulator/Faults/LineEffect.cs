namespace Sim800.Simulator.Faults;

/// <summary>What can happen to a byte on its way.</summary>
public enum LineEffect
{
    /// <summary>It never arrives.</summary>
    Lost,

    /// <summary>One of its bits is the other way round.</summary>
    Flipped,

    /// <summary>It arrives twice.</summary>
    Duplicated,
}

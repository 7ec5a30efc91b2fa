namespace Sim800.Rig.Bench;

/// <summary>What a figure may be.</summary>
/// <param name="Operation">The row, or <c>assembly</c> or <c>heapAfterOpen</c>.</param>
/// <param name="Figure">The column.</param>
/// <param name="Limits">What it may be at most, on each board; for the efficiency, at least.</param>
/// <param name="Target">What it shall be, on any board, where that is known.</param>
/// <param name="Reason">Why it is what it is.</param>
internal sealed record Budget(string Operation, string Figure, IReadOnlyDictionary<string, double> Limits, double? Target, string Reason)
{
    /// <summary>Whether a value keeps within a limit: for the efficiency more is better.</summary>
    public bool Holds(double value, double limit) => Figure == Figures.LineEfficiency ? value >= limit : value <= limit;
}

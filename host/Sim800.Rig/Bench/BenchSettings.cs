namespace Sim800.Rig.Bench;

/// <summary>What was asked for on the command line.</summary>
internal sealed record BenchSettings
{
    public bool WantsJson { get; init; }

    public string? Json { get; init; }

    public string? Svg { get; init; }

    public string? Methods { get; init; }

    public bool Check { get; init; }

    public bool WriteBudgets { get; init; }

    public bool WritePage { get; init; }
}

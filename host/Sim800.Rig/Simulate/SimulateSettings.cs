namespace Sim800.Rig.Simulate;

/// <summary>What was asked for on the command line.</summary>
internal sealed record SimulateSettings
{
    /// <summary>--pty.</summary>
    public string? Link { get; init; }

    /// <summary>--tcp; 0 takes any port that is free.</summary>
    public int? TcpPort { get; init; }

    /// <summary>--control; 0 takes any port that is free.</summary>
    public int? ControlPort { get; init; }

    /// <summary>--profile, --seed, --rate, --off and --fault.</summary>
    public ModuleChoice Module { get; init; } = new();

    /// <summary>--record.</summary>
    public string? Record { get; init; }

    /// <summary>--trace.</summary>
    public string? Trace { get; init; }

    /// <summary>--vcd.</summary>
    public string? Waveform { get; init; }

    /// <summary>--host.</summary>
    public IReadOnlyDictionary<string, string> Hosts { get; init; } = new Dictionary<string, string>();

    /// <summary>--any-host.</summary>
    public bool ReachesAnyHost { get; init; }
}

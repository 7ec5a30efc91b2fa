using static Wire.Nanoseconds;

namespace Sim800.Simulator;

/// <summary>
/// How long commands execute, by name (<c>+CIPSHUT</c>), in nanoseconds. Typical figures are measured ones where the fact sheet
/// (5.8) has them; the maxima are the manual's.
/// </summary>
public sealed record Latencies
{
    /// <summary>As in field logs.</summary>
    public static readonly Latencies Typical = new()
    {
        Default = 5 * PerMillisecond,
        ByCommand = new Dictionary<string, long>
        {
            ["+CIICR"] = 900 * PerMillisecond,
            ["+CIPSHUT"] = 20 * PerMillisecond,
            ["+CIPCLOSE"] = 20 * PerMillisecond,
            ["+CGATT"] = 400 * PerMillisecond,
            ["+COPS"] = 2 * PerSecond,
            ["+COPS=?"] = 15 * PerSecond,
            ["+CFUN"] = 5_050 * PerMillisecond,
            ["+CPIN"] = 20 * PerMillisecond,
            ["+CMGS"] = 2_500 * PerMillisecond,
            ["+CPOWD"] = 500 * PerMillisecond,
        },
    };

    /// <summary>No command takes any time.</summary>
    public static readonly Latencies None = new() { Default = 0, ByCommand = new Dictionary<string, long>() };

    /// <summary>Each command takes as long as the manual allows; those without a maximum stay typical.</summary>
    public static readonly Latencies Maximum = new()
    {
        Default = 5 * PerMillisecond,
        ByCommand = new Dictionary<string, long>
        {
            ["+CIICR"] = 85 * PerSecond,
            ["+CIPSHUT"] = 65 * PerSecond,
            ["+CGATT"] = 75 * PerSecond,
            ["+COPS"] = 120 * PerSecond,
            ["+COPS=?"] = 45 * PerSecond,
            ["+CLIP"] = 15 * PerSecond,
            ["+CSCA"] = 5 * PerSecond,
            ["+CMGDA"] = 25 * PerSecond,
            ["+CFUN"] = 10 * PerSecond,
            ["+CPIN"] = 5 * PerSecond,
            ["+CMGS"] = 60 * PerSecond,
            ["+CMSS"] = 60 * PerSecond,
            ["+CMGD"] = 5 * PerSecond,
            ["+CMGL"] = 20 * PerSecond,
            ["+CMGR"] = 5 * PerSecond,
            ["+CMGW"] = 5 * PerSecond,
            ["D"] = 20 * PerSecond,
            ["A"] = 20 * PerSecond,
            ["H"] = 20 * PerSecond,
            ["+CIMI"] = 20 * PerSecond,
            ["+CCID"] = 2 * PerSecond,
        },
    };

    /// <summary>For every command that is not listed.</summary>
    public required long Default { get; init; }

    /// <summary>By name, with its plus sign.</summary>
    public required IReadOnlyDictionary<string, long> ByCommand { get; init; }

    /// <summary>How long a command executes.</summary>
    public long For(string command) => ByCommand.TryGetValue(command, out var latency) ? latency : Default;

    /// <summary>The same with one command changed.</summary>
    public Latencies With(string command, long latency) =>
        this with { ByCommand = new Dictionary<string, long>(ByCommand) { [command] = latency } };
}

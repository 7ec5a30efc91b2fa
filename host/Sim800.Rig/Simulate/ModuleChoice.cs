using System.Globalization;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Settings;

namespace Sim800.Rig.Simulate;

/// <summary>Which module: everything that decides, together with the input, what a run does.</summary>
internal sealed record ModuleChoice
{
    /// <summary>One of <see cref="OptionProfiles.Names"/>.</summary>
    public string Profile { get; init; } = "default";

    public int Seed { get; init; }

    /// <summary>The stored rate, 0 for autobauding.</summary>
    public int Rate { get; init; } = 115200;

    public bool IsOff { get; init; }

    /// <summary>As <see cref="FaultSyntax"/> reads them.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    public Sim800Options ToOptions() => OptionProfiles.Find(Profile) with
    {
        Seed = Seed,
        Faults = [.. Faults.Select(FaultSyntax.Parse)],
        StartsOn = !IsOff,
        Stored = new Profile { BaudRate = Rate },
    };

    /// <summary>One line for each choice.</summary>
    public IEnumerable<string> ToLines() =>
    [
        $"profile {Profile}",
        string.Create(CultureInfo.InvariantCulture, $"seed {Seed}"),
        string.Create(CultureInfo.InvariantCulture, $"rate {Rate}"),
        $"off {(IsOff ? 1 : 0)}",
        .. Faults.Select(fault => $"fault {fault}"),
    ];

    /// <summary>The same with one line of <see cref="ToLines"/> applied.</summary>
    public ModuleChoice With(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var value = line[(space + 1)..];
        return line[..Math.Max(space, 0)] switch
        {
            "profile" => this with { Profile = value },
            "seed" => this with { Seed = int.Parse(value, CultureInfo.InvariantCulture) },
            "rate" => this with { Rate = int.Parse(value, CultureInfo.InvariantCulture) },
            "off" => this with { IsOff = value == "1" },
            "fault" => this with { Faults = [.. Faults, value] },
            _ => throw new FormatException($"'{line}' chooses nothing"),
        };
    }
}

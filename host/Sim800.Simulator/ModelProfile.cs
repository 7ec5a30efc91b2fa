namespace Sim800.Simulator;

/// <summary>What differs between the members of the series, as data (fact sheet 2.30, 5.1, 5.3).</summary>
public sealed record ModelProfile
{
    /// <summary>The one on most boards.</summary>
    public static readonly ModelProfile Sim800L = new()
    {
        Name = "SIM800L",
        Revision = "1418B05SIM800L24",
        HighestDetectableRate = 57600,
        HighestRate = 115200,
        PowerOffPress = Wire.Nanoseconds.PerSecond,
    };

    /// <summary>Without RESET pin.</summary>
    public static readonly ModelProfile Sim800C = new()
    {
        Name = "SIM800C",
        Revision = "1418B06SIM800C24",
        HighestDetectableRate = 115200,
        HighestRate = 460800,
        PowerOffPress = Wire.Nanoseconds.PerSecond,
        RestartPress = 33 * Wire.Nanoseconds.PerSecond,
        HasReset = false,
        RingIndicator = 2,
    };

    /// <summary>Switches off after a longer press.</summary>
    public static readonly ModelProfile Sim800H = new()
    {
        Name = "SIM800H",
        Revision = "1418B05SIM800H32",
        HighestDetectableRate = 115200,
        HighestRate = 460800,
        PowerOffPress = 1_500 * Wire.Nanoseconds.PerMillisecond,
        RestartPress = 33 * Wire.Nanoseconds.PerSecond,
    };

    /// <summary>As AT+GMM spells it, without the maker.</summary>
    public required string Name { get; init; }

    /// <summary>As AT+GMR spells it, without <c>Revision:</c>.</summary>
    public required string Revision { get; init; }

    /// <summary>Release in the answer to ATI.</summary>
    public string Release { get; init; } = "R14.18";

    /// <summary>Autobauding finds 1200 up to this rate.</summary>
    public required int HighestDetectableRate { get; init; }

    /// <summary>AT+IPR accepts rates up to this.</summary>
    public required int HighestRate { get; init; }

    /// <summary>How long PWRKEY must be low to switch on.</summary>
    public long PowerOnPress { get; init; } = Wire.Nanoseconds.PerSecond;

    /// <summary>How long PWRKEY must be low to switch off.</summary>
    public required long PowerOffPress { get; init; }

    /// <summary>PWRKEY held for longer than this restarts the module, on or off; null if the documents say nothing of it.</summary>
    public long? RestartPress { get; init; }

    /// <summary>Whether there is a RESET pin.</summary>
    public bool HasReset { get; init; } = true;

    /// <summary>Default of AT+CFGRI.</summary>
    public int RingIndicator { get; init; }
}

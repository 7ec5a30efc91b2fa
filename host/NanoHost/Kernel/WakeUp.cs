namespace NanoHost;

/// <summary>What ends a deep sleep. It looks at levels, as an ESP32 does: a pin that is at its level already wakes at once.</summary>
public sealed record WakeUp
{
    /// <summary>After so many nanoseconds; <see cref="long.MaxValue"/> is never.</summary>
    public long After { get; init; } = long.MaxValue;

    /// <summary>A pin that wakes alone, and at which level.</summary>
    public (int Pin, bool High)? Single { get; init; }

    /// <summary>Pins that wake together: any of them high, or all of them low.</summary>
    public IReadOnlyList<int> Pins { get; init; } = [];

    /// <summary>Whether any of <see cref="Pins"/> must be high, and not all of them low.</summary>
    public bool AnyHigh { get; init; }
}

namespace Wire;

/// <summary>The unit of all times here, spelled out where a number would need a comment.</summary>
public static class Nanoseconds
{
    public const long PerMicrosecond = 1_000;
    public const long PerMillisecond = 1_000_000;
    public const long PerSecond = 1_000_000_000;

    public static long FromMilliseconds(double milliseconds) => (long)(milliseconds * PerMillisecond);

    public static long FromSeconds(double seconds) => (long)(seconds * PerSecond);
}

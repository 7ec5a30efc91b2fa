using NanoHost;
using Wire;

namespace System.Threading;

/// <summary>Time-outs as the API states them, in the unit of the scheduler.</summary>
internal static class Durations
{
    public static long FromMilliseconds(int milliseconds)
    {
        if (milliseconds < Timeout.Infinite)
        {
            throw Platform.Error(new ArgumentOutOfRangeException());
        }

        return milliseconds == Timeout.Infinite ? Scheduler.Forever : milliseconds * Nanoseconds.PerMillisecond;
    }

    /// <summary>Whole milliseconds, as the platform converts it.</summary>
    public static int ToMilliseconds(TimeSpan span)
    {
        var milliseconds = span.Ticks / TimeSpan.TicksPerMillisecond;
        if (milliseconds is < Timeout.Infinite or > int.MaxValue)
        {
            throw Platform.Error(new ArgumentOutOfRangeException());
        }

        return (int)milliseconds;
    }
}

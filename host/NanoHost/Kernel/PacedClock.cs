using System.Diagnostics;
using Wire;

namespace NanoHost;

/// <summary>
/// Ties simulated time to the PC's clock where the options ask for it. Simulated time is never ahead of it then; what a
/// busy PC falls behind is made up at once.
/// </summary>
internal sealed class PacedClock(EventQueue queue, MachineOptions options)
{
    private long _anchor;
    private long _anchorTime;
    private bool _paced;

    /// <summary>The instant that the PC's clock has reached; none, if time is free to jump.</summary>
    public long Now => _paced ? _anchorTime + (long)Stopwatch.GetElapsedTime(_anchor).TotalNanoseconds : long.MaxValue;

    /// <summary>Time may have stood still since the last run: that pause does not count.</summary>
    public void Restart() => _paced = false;

    /// <summary>Finds out whether the clock rules now.</summary>
    public bool Rules()
    {
        var paced = options.Pacing == Pacing.RealTime || (options.Pacing == Pacing.RealTimeWhile && options.PacedWhile!());
        if (paced && !_paced)
        {
            _anchor = Stopwatch.GetTimestamp();
            _anchorTime = queue.Now;
        }

        return _paced = paced;
    }

    /// <summary>Lets real time pass up to the given instant, or until the world outside posts something.</summary>
    /// <returns>Whether something was posted.</returns>
    public bool WaitUntil(long time)
    {
        for (var left = time - Now; left > 0; left = time - Now)
        {
            // rounded up: a timer that fires early would make this loop spin through the last millisecond
            var milliseconds = Math.Min((left / Nanoseconds.PerMillisecond) + 1, 3_600_000);
            if (queue.WaitForPost(TimeSpan.FromMilliseconds(milliseconds)))
            {
                return true;
            }
        }

        return false;
    }
}

using System.Diagnostics;
using Wire;

namespace Sim800.Rig.Simulate;

/// <summary>Lets simulated time follow the PC's clock: never ahead of it, and what a busy PC falls behind is made up at once.</summary>
internal sealed class RealTimePump(EventQueue queue)
{
    /// <summary>Called after each step, with everything done that was due.</summary>
    public event Action? Stepped;

    /// <summary>By how many nanoseconds simulated time was behind the PC's clock when all that was due had been done.</summary>
    public long Behind { get; private set; }

    /// <summary>Runs until it is told to stop.</summary>
    public void Run(CancellationToken stop)
    {
        using var waking = stop.Register(() => queue.Post(() => { }));
        var begun = Stopwatch.GetTimestamp();
        var origin = queue.Now;
        while (!stop.IsCancellationRequested)
        {
            // Always forward, however coarse the clock: what is posted now comes behind everything that was due before.
            queue.AdvanceTo(Math.Max(Clock(), queue.Now + 1));
            queue.RunPosted();
            Behind = Clock() - queue.Now;
            Stepped?.Invoke();
            Wait();
        }

        long Clock() => origin + (long)Stopwatch.GetElapsedTime(begun).TotalNanoseconds;

        void Wait()
        {
            // asked again: what was posted to end the wait may have been taken in this step
            var left = queue.NextDue - Clock();
            if (left > 0 && !stop.IsCancellationRequested)
            {
                // rounded up: a wait that ends early would spin through the last millisecond
                queue.WaitForPost(TimeSpan.FromMilliseconds(Math.Min((left / Nanoseconds.PerMillisecond) + 1, 3_600_000)));
            }
        }
    }
}

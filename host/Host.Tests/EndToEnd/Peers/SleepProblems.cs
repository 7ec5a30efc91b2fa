using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.Peers;

/// <summary>What users of other libraries report about sleep.</summary>
public class SleepProblems
{
    /// <summary>
    /// CSCLK and DTR are left to the user; behind the wake-up the first command is lost and no prompt comes: a send just after the sleep works each time, whatever of the first
    /// question is lost, how long the module takes to wake, and whether DTR is wired.
    /// </summary>
    [Theory]
    [Boards(0, 1, 6, 12, 20)]
    public void Problem16_TheFirstCommandBehindTheSleepIsLost(string profile, int lost)
    {
        foreach (var byDtr in new[] { true, false })
        {
            using var bench = new Bench(profile, Bench.FixedRate with { WakeTime = 90 * PerMillisecond, AutomaticWakeTime = 200 * PerMillisecond });
            bench.Serve(new EchoServer());
            if (lost > 0)
            {
                bench.Marker.Changed += _ => bench.Module.Strike(new LineFault(LineEffect.Lost, LineDirection.ToModule, Count: lost));
            }

            bench.Play("Dozer", "Cycles", 900, byDtr, 0, 8_000, 10);

            bench.Succeeds("cycles", 150_000);
            Assert.DoesNotContain("restart", bench.Trace);
        }
    }
}

using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

public class AllocationTests
{
    private const int Operations = 10_000;

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void SendPollReceiveAndReportsAllocateNothing(string profile)
    {
        var open = false;
        var codes = new UnsolicitedCodes(() => open);
        using var bench = new Bench(profile, Bench.FixedRate with { Inject = codes.Inject });
        bench.Serve(new EchoServer());
        var counters = bench.Machine.Counters;
        var marks = 0;
        bench.Marker.Changed += _ =>
        {
            if (marks++ == 0)
            {
                open = true;
                counters.StartLaps();
            }
            else if (marks <= Operations + 1)
            {
                counters.Lap();
            }
        };

        bench.Run("Steady", 3_600);

        Assert.Equal(["reports many"], bench.Console);
        Assert.Equal(Operations, counters.Laps);
        Assert.True(codes.Count > Operations, $"only {codes.Count} codes");
        Assert.True(counters.MaximumLap.Bytes == 0, $"one of the operations allocated {counters.MaximumLap}");
        Assert.True(counters.MaximumLap.EventBytes > 0, "the bytes of platform events are shown apart, and there were none");
    }
}

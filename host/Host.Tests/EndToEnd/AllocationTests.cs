using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

public class AllocationTests
{
    private const int Operations = 10_000;
    private const int FewOperations = 1_000;

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void SendPollReceiveAndReportsAllocateNothing(string profile) =>
        AllocateNothing(profile, Operations, bench => bench.Run("Steady", 3_600));

    [Theory]
    [Boards("hex stream", "push stream", "push datagrams")]
    public void OtherWaysOfReceivingAllocateNothing(string profile, string mode)
    {
        var words = mode.Split(' ');
        AllocateNothing(profile, FewOperations, bench => bench.Play("Steady", "RunIn", 3_600, words[0], words[1] == "datagrams", FewOperations));
    }

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void RecordingAllocatesNothing(string profile) =>
        AllocateNothing(profile, FewOperations, bench => bench.Play("Steady", "RunRecorded", 3_600, FewOperations));

    private static void AllocateNothing(string profile, int operations, Action<Bench> run)
    {
        var open = false;
        var codes = new UnsolicitedCodes(() => open);
        using var bench = new Bench(profile, Bench.FixedRate with { Inject = codes.Inject });
        bench.Serve(new EchoServer());
        bench.Network.Serve(Bench.Address, Bench.Port, new DatagramServer(datagram => datagram));
        bench.Network.Serve("203.0.113.8", Bench.Port, new DatagramServer(datagram => datagram));
        var counters = bench.Machine.Counters;
        var marks = 0;
        bench.Marker.Changed += _ =>
        {
            if (marks++ == 0)
            {
                open = true;
                counters.StartLaps();
            }
            else if (marks <= operations + 1)
            {
                counters.Lap();
            }
        };

        run(bench);

        Assert.Equal(["reports many"], bench.Console);
        Assert.Equal(operations, counters.Laps);
        Assert.True(codes.Count > operations, $"only {codes.Count} codes");
        Assert.True(counters.MaximumLap.Bytes == 0, $"one of the operations allocated {counters.MaximumLap}");
        Assert.True(counters.MaximumLap.EventBytes > 0, "the bytes of platform events are shown apart, and there were none");
    }
}

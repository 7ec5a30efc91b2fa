using Sim800.Simulator;
using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

/// <summary>Not a byte is lost, doubled or taken for something else, with a code of the module between any two of its units.</summary>
public class IntegrityTests
{
    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void AMebibyteComesBackIdentical(string profile) => Run(profile, "EchoMebibyte", 1024 * 1024, 3_600);

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void HostilePayloadComesBackIdentical(string profile) => Run(profile, "EchoHostile", 98, 600);

    private static void Run(string profile, string scenario, int identical, long limitSeconds)
    {
        var open = false;
        var codes = new UnsolicitedCodes(() => open);
        using var bench = new Bench(profile, Bench.FixedRate with { Inject = codes.Inject });
        bench.Serve(new NotedEchoServer(() => open = true));

        bench.Run(scenario, limitSeconds);

        Assert.Equal([$"identical {identical}"], bench.Console);
        Assert.True(codes.Count > 500, $"only {codes.Count} codes were put between");
    }

    /// <summary>Begins when the connection stands: what the module says during bring-up is another test's.</summary>
    private sealed class NotedEchoServer(Action opened) : MemoryServer
    {
        public override void OnOpen(ServerEnd client) => opened();

        public override void OnData(ServerEnd client, ReadOnlySpan<byte> data) => client.Send(data);
    }
}

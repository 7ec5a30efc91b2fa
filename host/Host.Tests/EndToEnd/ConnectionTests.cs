using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

public class ConnectionTests
{
    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void ALineGoesOutAndComesBack(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());

        bench.Run("HelloEcho");

        Assert.Equal(["echoed 6"], bench.Console);
    }
}

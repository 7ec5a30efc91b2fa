using Sim800.Nano;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.DataMode;

/// <summary>The transparent connection: open, read, write, close, with and without DTR (1) and DCD (2).</summary>
public class StreamTests
{
    private const int Total = 20_000;
    private const int Tcp = 0;
    private const int Udp = 1;

    [Theory]
    [Boards(0, 1, 2, 3)]
    public void AnEchoComesBack(string profile, int wires)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());

        bench.Play("Transparent", "Echo", 600, wires, Tcp, Total);

        bench.Succeeds("connect", 1_000);
        bench.Fails("refused", ModemError.InDataMode, ModemWait.None, 0, 1);
        bench.Succeeds("close", 3_000);
        bench.Succeeds("signal", 500);
        bench.Succeeds("again", 1_000);
        bench.Succeeds("close again", 3_000);
    }

    [Theory]
    [Boards]
    public void DatagramsComeBack(string profile)
    {
        using var bench = new Bench(profile);
        bench.Network.Serve(Bench.Address, Bench.Port, new DatagramServer(data => data));

        bench.Play("Transparent", "Echo", 600, 3, Udp, 1_000);

        bench.Succeeds("connect", 1_000);
        bench.Succeeds("again", 1_000);
    }

    [Theory]
    [Boards(0, 1, 2, 3)]
    public void AClientIsServed(string profile, int wires)
    {
        using var bench = new Bench(profile);
        var client = new TalkingClient();
        bench.At(40 * PerSecond, () => bench.Network.Dial("10.0.0.1", 4000, Bench.Port, client));

        bench.Play("Transparent", "ServeToEnd", 600, wires, 256);

        bench.Succeeds("listen", 1_000);
        bench.Fails("refused", ModemError.InDataMode, ModemWait.None, 0, 1);
        bench.Succeeds("accept");
        Assert.Contains("from 10.0.0.1", bench.Console);
        Assert.Contains("read 6869", bench.Console);
        bench.Succeeds("close", 1_000);
        bench.Succeeds("signal", 3_500);
    }

    /// <summary>Says hi to whoever says hi, and goes.</summary>
    private sealed class TalkingClient : MemoryServer
    {
        public override void OnData(ServerEnd client, ReadOnlySpan<byte> data)
        {
            client.Send(data);
            client.Close();
        }
    }
}

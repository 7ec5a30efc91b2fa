using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.DataMode;

/// <summary>RI in data mode: 50 ms is a call, 120 ms a message (application note 3.2.5); the module tells which only in command mode.</summary>
public class RingTests
{
    private const int Call = 1;
    private const int Message = 2;

    [Theory]
    [Boards(1, 3)]
    public void ACallAndAMessageAreToldApartAndAskedFor(string profile, int wires)
    {
        using var bench = new Bench(profile);
        var server = bench.Serve(new SinkServer());
        bench.At(30 * PerSecond, () => bench.Module.Machine.ReceiveMessage("+491701234567", "hello", bench.Queue.Now));
        bench.At(50 * PerSecond, () => bench.Module.Machine.Call("+491707654321", bench.Queue.Now));

        bench.Play("Transparent", "Incoming", 600, wires, 2);

        Assert.Contains(bench.Console, line => line.StartsWith($"ring {Message} of 1", StringComparison.Ordinal));
        Assert.Contains(bench.Console, line => line.StartsWith($"ring {Call} of ", StringComparison.Ordinal));
        Assert.Contains("rings 0 caller  messages 1 index 1", bench.Console);
        Assert.Contains("rings 1 caller +491707654321 messages 0 index -1", bench.Console);
        Assert.Equal(20, server.Received.Count);
    }

    /// <summary>A message is read and removed in a scope while both sides talk: neither loses a byte.</summary>
    [Theory]
    [Boards(1, 3)]
    public void AMessageIsReadWhileDataFlow(string profile, int wires)
    {
        using var bench = new Bench(profile);
        var server = bench.Serve(new PatternServer(60_000, 300, 100 * PerMillisecond));
        bench.At(30 * PerSecond, () => bench.Module.Machine.ReceiveMessage("+491701234567", "hello\r\nOK\r\nCLOSED", bench.Queue.Now));

        bench.Play("Transparent", "Message", 600, wires);

        Assert.Contains(bench.Console, line => line.Contains("+CMGR: \"REC UNREAD\",\"+491701234567\"", StringComparison.Ordinal));
        Assert.Contains("left 0", bench.Console);
        Assert.Contains($"written {server.Received.Count} lost 0", bench.Console);
        Assert.Equal(Pattern.Of(0, 0, server.Received.Count), server.Received);
        bench.Succeeds("close", 3_000);
    }
}

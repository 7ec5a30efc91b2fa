using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.DataMode;

/// <summary>RI in data mode: 50 ms is a call, 120 ms a message (application note 3.2.5); the module tells which only in command mode.</summary>
public class RingTests
{
    private const int Unknown = 0;
    private const int Call = 1;
    private const int Message = 2;
    private const int MessageOrCode = 3;

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

    /// <summary>
    /// Ten thousand pulses of 50 and 120 ms on the pin, each edge late by up to a bound, or lost. Within the bound each class is right and none is unknown; with a long bound, and with
    /// lost edges, none is wrong.
    /// </summary>
    [Theory]
    [Boards("within the bound", "data and codes too", "data too", "a long bound", "lost edges")]
    public void PulsesAreToldApart(string profile, string what)
    {
        const int Pulses = 10_000;
        const int Spacing = 700;
        using var bench = new Bench(profile);
        bench.Serve(new SinkServer());
        var random = new Random(1);
        var (bound, late) = what == "a long bound" ? (200, 195) : (30, 25);
        var lost = what == "lost edges" ? 20 : int.MaxValue;
        var more = what switch { "data and codes too" => 1, "data too" => 2, _ => 0 };
        var pulse = -1;
        var isCall = false;
        var told = new int[Pulses];
        var calls = new bool[Pulses];
        var line = bench.Module.Lines.Ri;
        void Edge(bool high, long after) => bench.At(bench.Queue.Now + (after * PerMillisecond), () =>
        {
            // The level is there even where nobody tells of the edge.
            if (random.Next(lost) != 0 || line.High == high)
            {
                line.Drive(global::Wire.Side.Module, high);
            }
        });
        void Pulse()
        {
            if (++pulse < Pulses)
            {
                isCall = random.Next(2) == 0;
                calls[pulse] = isCall;
                Edge(false, random.Next(late + 1));
                Edge(true, (isCall ? 50 : 120) + random.Next(late + 1));
                bench.At(bench.Queue.Now + (Spacing * PerMillisecond), Pulse);
            }
        }

        bench.Machine.ConsoleLine += text =>
        {
            if (text == "ready")
            {
                Assert.Contains($"+CFGRI={more};", bench.Trace, StringComparison.Ordinal);
                Pulse();
            }
            else if (text.StartsWith("pulse ", StringComparison.Ordinal))
            {
                told[pulse] = int.Parse(text.AsSpan(6), System.Globalization.CultureInfo.InvariantCulture);
            }
        };

        bench.Play("Transparent", "Pulses", 100_000, bound, more, (Pulses * Spacing / 1_000) + 2);

        Assert.Equal(Pulses, pulse);
        var message = more != 0 ? MessageOrCode : Message;
        for (var i = 0; i < Pulses; i++)
        {
            var expected = calls[i] ? Call : message;
            Assert.True(told[i] == expected || (what is "a long bound" or "lost edges" && told[i] == Unknown), $"pulse {i}: {told[i]} instead of {expected}");
        }

        Assert.True(what != "lost edges" || told.Count(ring => ring == Unknown) < Pulses / 5);
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

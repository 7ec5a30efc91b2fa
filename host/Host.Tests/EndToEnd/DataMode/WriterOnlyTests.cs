using System.Globalization;
using System.Text;
using Sim800.Nano;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.DataMode;

/// <summary>A program that only writes: the end of the connection is noticed though nobody reads, and what nobody has read stays, in order.</summary>
public class WriterOnlyTests
{
    private const string Lookalike = "\r\nCLOSED\r\n";

    private static readonly byte[] s_words = [.. Enumerable.Range(0, 300).Select(i => (byte)(i * 7)), .. "\r\nOK\r\n"u8];

    /// <summary>Within 2.5 s of the text, whatever is written and how often; with DCD within 50 ms of its edge. An echo may spoil the first texts of a module that restarts: the last comes 4.5 s later. A telemetry text may be a command to a module that has left data mode, and is refused.</summary>
    [Theory]
    [Boards("remote-close 50 100", "remote-reset 50 100", "pdp-deact 50 100", "restart 50 500", "remote-close 1460 0", "remote-close 1 30000", "pdp-deact 1460 0", "remote-close DATA=17\r\n 40")]
    public void TheEndIsNoticed(string profile, string how)
    {
        var words = how.Split(' ');
        var (fault, interval) = (words[0], int.Parse(words[2], CultureInfo.InvariantCulture));
        var text = int.TryParse(words[1], CultureInfo.InvariantCulture, out var size) ? string.Empty : words[1];
        foreach (var (wires, phase) in new[] { (0, 0), (0, 13), (0, 26), (1, 0), (1, 20), (2, 0), (3, 0) })
        {
            using var bench = new Bench(profile);
            var server = bench.Serve(new SinkServer());
            bench.At(25 * PerSecond, () => server.Client!.Send(s_words));
            bench.At((30 * PerSecond) + (phase * PerMillisecond), () => bench.Module.Strike(FaultSyntax.Parse(fault)));

            bench.Play("Transparent", "WriteToEnd", 600, wires, size, interval, text);

            var hasCarrier = (wires & 2) != 0;
            var told = fault switch { "restart" => "\\r\\nRDY", "pdp-deact" => "+PDP: DEACT", _ => "CLOSED" };
            var late = Time(bench, "firmware: gone") - Time(bench, hasCarrier ? "DCD high" : told);
            Assert.True(late > 0 && late <= (hasCarrier ? 0.05m : fault == "restart" ? 7 : 2.5m), $"{wires}, {phase}: {late}\n{bench.Tail()}");

            // A module that starts makes a few bytes of noise and echoes; those are no payload, but nobody can know.
            var read = bench.Console.Single(line => line.StartsWith("read ", StringComparison.Ordinal));
            Assert.StartsWith("read " + Convert.ToHexString(s_words), read, StringComparison.Ordinal);
            Assert.True(hasCarrier || fault == "restart" || read.Length == 5 + (2 * s_words.Length), $"{wires}, {phase}: {read}");
            Assert.Contains("lost 0", bench.Console);
            Assert.True(bench.Step("writes").Error is ModemError.ConnectionClosed or ModemError.ContextLost or ModemError.Restarted, bench.Step("writes").ToString());
            bench.Succeeds("close", 3_500);
        }
    }

    /// <summary>What nobody has read looks like the end: each text is asked about once, at most, and all of it is read later. More than is looked at waits in the port.</summary>
    [Theory]
    [Boards(100, 700, 1_500)]
    public void PayloadThatLooksLikeTheEndIsKept(string profile, int size)
    {
        const int Rounds = 3;
        foreach (var wires in new[] { 0, 1 })
        {
            using var bench = new Bench(profile);
            var server = bench.Serve(new SinkServer());
            var said = new List<byte>();
            for (var i = 0; i < Rounds; i++)
            {
                byte[] piece = [.. Pattern.Of(Pattern.OfServer, i * size, size), .. Encoding.Latin1.GetBytes(Lookalike)];
                said.AddRange(piece);
                bench.At((25 + (i * 10)) * PerSecond, () => server.Client!.Send(piece));
            }

            bench.Play("Transparent", "WriteThenRead", 600, wires, 60, said.Count);

            Assert.Equal("read " + Convert.ToHexString([.. said]), bench.Console.Single(line => line.StartsWith("read ", StringComparison.Ordinal)));
            Assert.Contains("lost 0", bench.Console);
            Assert.Equal(Pattern.Of(0, 0, server.Received.Count), server.Received);

            // Those that were looked at, those that the reader asks about, and Close.
            var asked = bench.Trace.Split('\n').Count(line => line.EndsWith("leaves data mode", StringComparison.Ordinal)) - 1;
            Assert.InRange(asked, size < 1_000 ? Rounds - 1 : 1, Rounds);
        }
    }

    /// <summary>Somebody reads, leaves data mode or closes while the module is asked: he waits his turn, and no byte is lost.</summary>
    [Theory]
    [Boards("read", "escape", "close")]
    public void WhoComesMeanwhileWaits(string profile, string how)
    {
        foreach (var wires in new[] { 0, 1 })
        {
            foreach (var isEnd in new[] { false, true })
            {
                for (var time = 500; time <= 3_500; time += 250)
                {
                    using var bench = new Bench(profile);
                    var server = bench.Serve(new TextServer(isEnd));

                    bench.Play("Transparent", "Interfere", 600, wires, how, time, isEnd ? 1_000 : 3 + Lookalike.Length + 4);

                    var what = $"{wires}, {isEnd}, {time}: {string.Join('\n', bench.Console)}\n{bench.Tail()}";
                    if (how != "close")
                    {
                        var expected = "abc" + (isEnd ? string.Empty : Lookalike + "more");
                        Assert.True(bench.Console.Contains("read " + Convert.ToHexString(Encoding.Latin1.GetBytes(expected))), what);
                        Assert.True(bench.Console.Contains("lost 0"), what);
                        Assert.True(bench.Step("read").Error == ModemError.None, what);
                    }

                    if (how == "escape")
                    {
                        Assert.True(bench.Step("escape").Error == (isEnd ? ModemError.ConnectionClosed : ModemError.None), what);
                        Assert.True(bench.Step("escape").Milliseconds < 5_000, what);
                    }

                    bench.Succeeds("close", 3_500);
                    bench.Succeeds("signal", 3_500);
                }
            }
        }
    }

    /// <summary>Looking, asking and writing allocate nothing.</summary>
    [Theory]
    [Boards(0, 1)]
    public void LookingAllocatesNothing(string profile, int wires)
    {
        using var bench = new Bench(profile);
        var server = bench.Serve(new SinkServer());
        for (var i = 0; i < 5; i++)
        {
            bench.At((25 + (i * 5)) * PerSecond, () => server.Client!.Send(Encoding.Latin1.GetBytes("abc" + Lookalike)));
        }

        var counters = bench.Machine.Counters;
        var marks = 0;
        bench.Marker.Changed += _ =>
        {
            // The first ask makes what lives for ever.
            if (bench.Queue.Now > 30 * PerSecond && marks++ == 0)
            {
                counters.StartLaps();
            }
            else if (marks is > 1 and < 100)
            {
                counters.Lap();
            }
        };

        bench.Play("Transparent", "WriteThenRead", 600, wires, 60, 5 * 13);

        Assert.True(bench.Trace.Split('\n').Count(line => line.EndsWith("leaves data mode", StringComparison.Ordinal)) > 5);
        Assert.True(counters.MaximumLap.Bytes == 0, $"allocated {counters.MaximumLap}");
    }

    private static decimal Time(Bench bench, string note) =>
        decimal.Parse(bench.Trace.Split('\n').Last(line => line.Contains(note, StringComparison.Ordinal)).AsSpan(0, 15), CultureInfo.InvariantCulture);

    /// <summary>Says what may be the end, and goes on, or ends.</summary>
    private sealed class TextServer(bool isEnd) : MemoryServer
    {
        public override void OnData(ServerEnd client, ReadOnlySpan<byte> data)
        {
            client.After(PerSecond / 2, () =>
            {
                client.Send(Encoding.Latin1.GetBytes("abc" + (isEnd ? string.Empty : Lookalike)));
                if (isEnd)
                {
                    client.Close();
                }
            });
            client.After(10 * PerSecond, () => client.Send("more"u8));
        }
    }
}

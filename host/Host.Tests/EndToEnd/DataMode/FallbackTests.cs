using System.Globalization;
using Sim800.Nano;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.DataMode;

/// <summary>What ends data mode by itself (application note 3.2.4): the last bytes are delivered, the text that says so is not.</summary>
public class FallbackTests
{
    private static readonly byte[] s_lastWords = [.. Enumerable.Range(0, 300).Select(i => (byte)(i * 7)), .. "\r\nOK\r\n"u8];

    [Theory]
    [Boards(0, 1, 2, 3)]
    public void TheRemoteClose(string profile, int wires) => Run(profile, wires, new ClosingServer { AfterTime = 5 * PerSecond, LastWords = s_lastWords }, 512);

    [Theory]
    [Boards(0, 1, 2, 3)]
    public void TheRemoteCloseSeenThroughOneByte(string profile, int wires) => Run(profile, wires, new ClosingServer { AfterTime = 5 * PerSecond, LastWords = s_lastWords }, 1);

    [Theory]
    [Boards(0, 1, 2, 3)]
    public void TheLossOfTheContext(string profile, int wires)
    {
        using var bench = new Bench(profile);
        var server = bench.Serve(new SinkServer());
        bench.At(30 * PerSecond, () => server.Client!.Send("last"u8));
        bench.At((30 * PerSecond) + (200 * PerMillisecond), () => bench.Module.Machine.LoseContext(bench.Queue.Now));

        bench.Play("Transparent", "ReadToEnd", 600, wires, 512);

        Assert.Contains("read 6C617374", bench.Console);
        Assert.Equal(ModemError.ContextLost, bench.Step("end").Error);
        bench.Succeeds("signal", 3_500);
    }

    /// <summary>The peer closes just before, inside and just after each part of an escape, which begins 3 s after the connection.</summary>
    [Theory]
    [Boards(0, 1, 2, 3)]
    public void TheRemoteCloseAroundAnEscape(string profile, int wires)
    {
        for (var time = 2_950; time <= 5_700; time += 125)
        {
            using var bench = new Bench(profile);
            var words = s_lastWords[..^6];
            bench.Serve(new ClosingServer { AfterTime = time * PerMillisecond, LastWords = words });

            bench.Play("Transparent", "EscapeAgainstClose", 600, wires, (wires & 1) ^ 1);

            // What the module holds in command mode when the peer closes it drops.
            var escape = bench.Step("escape").Error;
            var read = bench.Console.Single(line => line.StartsWith("read ", StringComparison.Ordinal))["read ".Length..];
            Assert.True(
                escape == ModemError.None ? Convert.ToHexString(words).StartsWith(read, StringComparison.Ordinal) : read == Convert.ToHexString(words),
                $"{time}: {string.Join('\n', bench.Console)}\n{bench.Trace[^3000..]}");
            Assert.True(escape is ModemError.None or ModemError.ConnectionClosed, $"{time}: {escape}");
            bench.Succeeds("end");
            bench.Succeeds("signal", 5_000);
        }
    }

    private static void Run(string profile, int wires, MemoryServer server, int size)
    {
        using var bench = new Bench(profile);
        bench.Serve(server);

        bench.Play("Transparent", "ReadToEnd", 600, wires, size);

        Assert.Contains("read " + Convert.ToHexString(s_lastWords), bench.Console);
        bench.Succeeds("end");

        // With DCD within 50 ms of its edge and of what was on the line then, without it within 2.5 s.
        var line = (s_lastWords.Length + 10) * 10 / 115_200m;
        var oneByOne = size == 1 ? 0.02m : 0;
        Assert.InRange(Time(bench, "firmware: end:") - Time(bench, "DCD high"), 0, line + oneByOne + ((wires & 2) != 0 ? 0.05m : 2.5m));
        bench.Succeeds("close", 1_500);
        bench.Succeeds("signal", 3_500);
    }

    private static decimal Time(Bench bench, string note) =>
        decimal.Parse(bench.Trace.Split('\n').Last(line => line.Contains(note, StringComparison.Ordinal)).AsSpan(0, 15), CultureInfo.InvariantCulture);
}

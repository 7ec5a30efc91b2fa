using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.DataMode;

/// <summary>A restart of the microcontroller in the middle of data mode: the connection is found and goes on, or is closed, and the peer hears nothing of it.</summary>
public class RestartTests
{
    [Theory]
    [Boards(0, 1, 2, 3)]
    public void TheConnectionGoesOn(string profile, int wires)
    {
        using var bench = new Bench(profile);
        var server = bench.Serve(new PatternServer(20_000, 200, 100 * PerMillisecond));

        bench.Play("Transparent", "Restart", 600, wires, 1, 1, 0);

        bench.Succeeds("recover", 5_500);
        Assert.Contains("found yes, data mode yes", bench.Console);
        Assert.Equal(Pattern.Of(0, 0, 200), server.Received);
        bench.Succeeds("read");
        bench.Succeeds("close", 4_000);
        bench.Succeeds("signal");
        bench.Succeeds("context");
    }

    [Theory]
    [Boards(0, 1, 2, 3)]
    public void TheConnectionIsClosed(string profile, int wires)
    {
        using var bench = new Bench(profile);
        var server = bench.Serve(new PatternServer(20_000, 200, 100 * PerMillisecond));

        bench.Play("Transparent", "Restart", 600, wires, (wires & 1) ^ 1, 0, 0);

        bench.Succeeds("recover", 5_500);
        Assert.Contains("found yes, data mode no", bench.Console);
        Assert.Equal(Pattern.Of(0, 0, 100), server.Received);
        Assert.True(bench.Module.Lines.Dcd.High);
        bench.Succeeds("signal");
        bench.Succeeds("context");
    }

    /// <summary>It restarts while the line is in command mode, and the connection is alive.</summary>
    [Theory]
    [Boards(0, 1, 2, 3)]
    public void ItHadJustLeftDataMode(string profile, int wires)
    {
        foreach (var resume in new[] { 1, 0 })
        {
            using var bench = new Bench(profile);
            var server = bench.Serve(new PatternServer(20_000, 200, 100 * PerMillisecond));

            bench.Play("Transparent", "Restart", 600, wires, (wires & 1) ^ 1, resume, 1);

            bench.Succeeds("recover", 9_000);
            Assert.Contains($"found yes, data mode {(resume != 0 ? "yes" : "no")}", bench.Console);
            Assert.Equal(Pattern.Of(0, 0, resume != 0 ? 200 : 100), server.Received);
            if (resume != 0)
            {
                bench.Succeeds("read");
                bench.Succeeds("close", 4_000);
            }

            Assert.True(bench.Module.Lines.Dcd.High);
            bench.Succeeds("signal");
            bench.Succeeds("context");
        }
    }

    [Theory]
    [Boards(0, 1, 2, 3)]
    public void ThereWasNone(string profile, int wires)
    {
        using var bench = new Bench(profile);
        bench.Serve(new SinkServer());

        bench.Play("Transparent", "RecoverNothing", 600, wires);

        // With DCD nothing is asked that AT does not answer at once.
        bench.Succeeds("recover", (wires & 2) != 0 ? 1_000 : 8_000);
        Assert.Contains("found no", bench.Console);
        bench.Succeeds("signal");
    }
}

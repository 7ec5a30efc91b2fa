using Sim800.Nano;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.Peers;

/// <summary>What users of other libraries report about transparent mode.</summary>
public class TransparentProblems
{
    private const int Rounds = 4;
    private const int Signal = 17;

    /// <summary>Between the data the signal and a message are asked for; every byte passes, Ctrl-Z and +++ too; nothing but the program leaves data mode; and the end is noticed, whatever is wired.</summary>
    [Theory]
    [Boards("remote-close 0", "remote-close 1", "remote-close 2", "remote-close 3", "remote-reset 0", "remote-reset 3", "pdp-deact 0", "pdp-deact 1", "pdp-deact 2", "pdp-deact 3")]
    public void Problem24_TransparentModeCannotBeAskedAndLosesTheLinkUnnoticed(string profile, string loss)
    {
        var wires = loss[^1] - '0';
        using var bench = new Bench(profile, Bench.FixedRate with { SignalStrength = Signal });
        bench.Serve(new EchoServer());
        var told = false;
        long lost = 0;
        bench.Machine.ConsoleLine += line =>
        {
            if (line.StartsWith("echo: ", StringComparison.Ordinal) && !told)
            {
                told = true;
                bench.At(bench.Queue.Now + (100 * PerMillisecond), () => Assert.True(bench.Module.Machine.ReceiveMessage("+491701234567", "turn it off", bench.Queue.Now)));
            }
            else if (line == "waiting")
            {
                // Long after the last byte, so that nobody is just about to look.
                bench.At(bench.Queue.Now + (20 * PerSecond), () =>
                {
                    lost = bench.Queue.Now;
                    bench.Module.Strike(FaultSyntax.Parse(loss[..^2]));
                });
            }
            else if (line.StartsWith("end: ", StringComparison.Ordinal))
            {
                Assert.InRange(bench.Queue.Now - lost, 1, 4 * PerSecond);
            }
        };

        bench.Play("Transparent", "Routine", 600, wires, (wires & 1) ^ 1, Rounds);

        Assert.Equal(Rounds, bench.Console.Count(line => line == $"signal {Signal}"));
        Assert.Equal(Rounds, bench.Console.Count(line => line == "message turn it off"));
        Assert.Equal(Rounds, bench.Trace.Split('\n').Count(line => line.EndsWith("leaves data mode", StringComparison.Ordinal) && Before(bench, line, lost)));
        Assert.Equal(loss.StartsWith("pdp", StringComparison.Ordinal) ? ModemError.ContextLost : ModemError.None, bench.Step("end").Error);
        Assert.Contains("connected no", bench.Console);
        bench.Succeeds("signal", 4_000);
    }

    private static bool Before(Bench bench, string line, long time) =>
        decimal.Parse(line.AsSpan(0, 15), System.Globalization.CultureInfo.InvariantCulture) * PerSecond < time;
}

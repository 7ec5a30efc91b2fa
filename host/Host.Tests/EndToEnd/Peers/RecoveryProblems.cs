using Sim800.Nano;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.Peers;

/// <summary>What users of other libraries report about states out of which nothing but a reset leads.</summary>
public class RecoveryProblems
{
    private const int Hours = 6;
    private const int Reports = (6 * Hours) + 1;

    /// <summary>The network takes the context away each hour, and STATE: PDP DEACT refuses every connect until somebody shuts it: each time the context is renewed, nothing else is, and no record is lost.</summary>
    [Theory]
    [Boards(true, false)]
    public void Problem19_PdpDeactEveryHour(string profile, bool announced)
    {
        // Between two reports, perhaps unheard.
        var faults = Enumerable.Range(1, Hours).Select(hour => (Fault)new ContextLossFault(((hour * 3_600) - 300) * PerSecond)).ToList();
        if (!announced)
        {
            faults.Add(new LostCodeFault("+PDP: DEACT"));
        }

        using var bench = new Bench(profile, Bench.FixedRate with { Faults = faults });
        var server = bench.Serve(new LineServer(_ => null));
        bench.Play("Telemetry", "Run", (Reports + 1) * 600, Reports, 6, false);

        Assert.Equal(Enumerable.Range(1, Reports).Select(n => $"{n};{n}"), server.Lines.Distinct());
        var commands = bench.Trace.Split('\n').Where(line => line.Contains("> AT+", StringComparison.Ordinal)).ToList();
        Assert.Equal(1 + Hours, commands.Count(line => line.EndsWith(@"> AT+CIICR\r", StringComparison.Ordinal)));
        Assert.DoesNotContain(commands, line => line.Contains("+CFUN", StringComparison.Ordinal) || line.Contains("+CGATT=", StringComparison.Ordinal));
        Assert.Single(bench.Trace.Split('\n'), line => line.EndsWith("  boot", StringComparison.Ordinal));
    }

    /// <summary>Bytes of the escape are lost, so that the module stays in data mode when the program believes that it has left it: it is found out, and asked again, and the stream goes on.</summary>
    [Theory]
    [Boards(0, 1, 2, 3)]
    public void Problem25_TheEscapeFails(string profile, int lost)
    {
        using var bench = new Bench(profile, Bench.FixedRate);
        bench.Serve(new EchoServer());
        bench.Machine.ConsoleLine += line =>
        {
            if (line == "escaping")
            {
                bench.Module.Strike(new LineFault(LineEffect.Lost, LineDirection.ToModule, Count: lost));
            }
        };
        bench.Play("Complaints", "Escape", 600, 4);

        for (var i = 0; i < 4; i++)
        {
            var escape = bench.Step($"escape {i}");
            Assert.True(escape.Error is ModemError.None || escape.Wait is ModemWait.Escape, escape.ToString());
            Assert.True(escape.Milliseconds <= 20_000, escape.ToString());
        }

        bench.Succeeds("close");
        bench.Succeeds("signal", 5_000);
        bench.Succeeds("again", 3_000);
        Assert.Single(bench.Trace.Split('\n'), line => line.EndsWith("  boot", StringComparison.Ordinal));
    }
}

using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.Recovery;

/// <summary>
/// An exchange loses its way while the module still answers: each way of repair, without a restart. Whoever was struck is told; nobody else gets what was meant for another.
/// </summary>
public class DesynchronisedTests
{
    private const int Signal = 5_000;
    private const int Repair = 3_500;

    /// <summary>An answer that is owed comes when it is not waited for any more: it is kept apart, and answers nobody else.</summary>
    [Theory]
    [Boards(5_100, 6_000, 7_500)]
    public void AnOwedAnswerIsQuarantined(string profile, int late)
    {
        using var bench = Play(profile, "command", new CommandFault("+CSQ", CommandEffect.LateAnswer, late * PerMillisecond, Count: 1));

        bench.Fails("struck", ModemError.TimedOut, ModemWait.Answer, Signal, Signal + 1_000);
        IsRepaired(bench);
        Assert.Contains("+CSQ: 20", bench.Trace);
    }

    /// <summary>The prompt of a text comes late, or when the repair has begun: it is ended by ESC, and nothing is sent.</summary>
    [Theory]
    [Boards(10_100, 11_000, 12_000)]
    public void APromptWithoutLengthIsLeftByEscape(string profile, int late)
    {
        using var bench = Play(profile, "text", new CommandFault("+CIPSEND", CommandEffect.LateAnswer, late * PerMillisecond, Skip: Skipped, Count: 1));

        bench.Fails("struck", ModemError.TimedOut, ModemWait.Prompt, 10_000, 20_000);
        Assert.Contains($"state {(int)ModemSocketState.Failed}", bench.Console);
        Assert.Contains(@"> \x1B", bench.Trace);
        IsRepaired(bench);
        Assert.DoesNotContain("xxx", bench.Trace);
    }

    /// <summary>The prompt of a counted send comes late: it takes its bytes whatever they are, so it gets them, and the connection is given up, because the peer does.</summary>
    [Theory]
    [Boards(10_100, 11_000, 12_000)]
    public void ACountedPromptIsFilledAndTheConnectionGivenUp(string profile, int late)
    {
        using var bench = Play(profile, "send", new CommandFault("+CIPSEND", CommandEffect.LateAnswer, late * PerMillisecond, Skip: Skipped, Count: 1));

        bench.Fails("struck", ModemError.TimedOut, ModemWait.Prompt, 10_000, 20_000);
        Assert.Contains($"state {(int)ModemSocketState.Failed}", bench.Console);
        IsRepaired(bench);
    }

    /// <summary>Bytes of the payload are lost on the line, and the module waits for the rest: the send is completed, and the connection given up.</summary>
    [Theory]
    [Boards(1, 7, 40)]
    public void ACountedSendIsCompletedAndTheConnectionGivenUp(string profile, int lost)
    {
        // Behind "AT+CIPSEND=5,100\r".
        using var bench = Play(profile, "send", struck: new LineFault(LineEffect.Lost, LineDirection.ToModule, Skip: 30, Count: lost));

        bench.Fails("struck", ModemError.TimedOut, ModemWait.SendResult, 10_000, 20_000);
        Assert.Contains($"state {(int)ModemSocketState.Failed}", bench.Console);
        Assert.Contains("DATA ACCEPT:5,100", bench.Trace);
        IsRepaired(bench);
    }

    /// <summary>The module is silent for a while, and is then asked what no other command answers until it does.</summary>
    [Theory]
    [Boards(2_000, 4_900, 5_500, 8_000)]
    public void SilenceIsAskedUntilItEnds(string profile, int milliseconds)
    {
        using var bench = Play(profile, "command", struck: new StallFault(0, milliseconds * PerMillisecond));

        var step = bench.Step("struck");
        Assert.True(milliseconds < Signal ? step.Error == ModemError.None : step.Error == ModemError.TimedOut, step.ToString());
        IsRepaired(bench);
    }

    /// <summary>Nobody knows what it was: a command that is swallowed, an answer that is garbled.</summary>
    [Theory]
    [Boards("swallowed", "garbled", "cut", "doubled")]
    public void ACommandOrAnswerThatIsDamagedHarmsNobodyElse(string profile, string how)
    {
        Fault struck = how switch
        {
            "swallowed" => new CommandFault("+CSQ", CommandEffect.NoAnswer, Count: 1),
            "garbled" => new LineFault(LineEffect.Flipped, LineDirection.ToHost, Count: 14),
            "cut" => new LineFault(LineEffect.Lost, LineDirection.ToHost, Skip: 4, Count: 9),
            _ => new LineFault(LineEffect.Duplicated, LineDirection.ToHost, Count: 14),
        };
        using var bench = Play(profile, "command", struck: struck);

        var step = bench.Step("struck");
        Assert.True(step.Milliseconds <= Signal + 1_000 && step.Error is ModemError.None or ModemError.TimedOut, step.ToString());
        IsRepaired(bench);
    }

    /// <summary>AT+CIPSEND? of the two connects comes before.</summary>
    private const int Skipped = 2;

    private static void IsRepaired(Bench bench)
    {
        var next = bench.Step("next");
        Assert.True(next.Error is ModemError.None || (next.Error, next.Wait) == (ModemError.TimedOut, ModemWait.Resynchronise), next.ToString());
        Assert.True(next.Milliseconds <= Signal + Repair, next.ToString());
        bench.Succeeds("after", Signal);
        bench.Succeeds("other", 2_000);
        bench.Succeeds("again", 3_000);
        Assert.Single(bench.Trace.Split('\n'), line => line.EndsWith("  boot", StringComparison.Ordinal));
        Assert.Single(bench.Trace.Split('\n'), line => line.EndsWith("PWRKEY low", StringComparison.Ordinal));
    }

    private static Bench Play(string profile, string what, Fault? fault = null, Fault? struck = null)
    {
        var bench = new Bench(profile, fault is null ? Bench.FixedRate : Bench.FixedRate with { Faults = [fault] });
        bench.Serve(new EchoServer());
        bench.Machine.ConsoleLine += line =>
        {
            if (line == "now" && struck is not null)
            {
                bench.Module.Strike(struck);
            }
        };
        bench.Play("Desynchronised", "Run", 600, what);
        return bench;
    }
}

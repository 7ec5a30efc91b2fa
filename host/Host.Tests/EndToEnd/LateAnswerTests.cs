using Sim800.Nano;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>
/// Who has given up is told so; what comes for it later meets nobody else, neither the command in whose answer it lands nor the next connection
/// on the same link. The scenarios check every answer that the others get.
/// </summary>
public class LateAnswerTests
{
    /// <summary>Around the moment at which the driver gives up and closes, in milliseconds after CIPSTART's OK.</summary>
    private static readonly int[] s_aroundClose = [1_970, 1_980, 1_985, 1_990, 1_995, 2_000, 2_005, 2_010, 2_015, 2_020];

    /// <summary>Transcript T07: the failure of a connect that was given up lands in the answer of another command.</summary>
    [Theory]
    [Boards(3_000, 11_990, 11_995, 12_000, 12_003, 12_006, 12_009, 12_012, 12_015)]
    public void ConnectFailAfterACloseThatWasNotHeard(string profile, int delay)
    {
        using var bench = Connect(profile, CommandEffect.FailedResult, delay, new CommandFault("+CIPCLOSE", CommandEffect.NoAnswer, Count: 1));

        Assert.Contains("5, CONNECT FAIL", bench.Trace);
        bench.Fails("connect", ModemError.TimedOut, ModemWait.Connect, 2_000, 12_000 + 13_500);
        EverybodyElseIsUnharmed(bench);
    }

    /// <summary>The delays above are chosen so that some land between the victim's command and its answer.</summary>
    [Theory]
    [Boards]
    public void ConnectFailLandsInTheAnswerOfTheVictim(string profile)
    {
        var landed = 0;
        for (var delay = 12_005; delay < 12_020; delay += 2)
        {
            using var bench = Connect(profile, CommandEffect.FailedResult, delay, new CommandFault("+CIPCLOSE", CommandEffect.NoAnswer, Count: 1));

            var lines = bench.Trace.Split('\n');
            var at = Array.FindIndex(lines, line => line.Contains("5, CONNECT FAIL", StringComparison.Ordinal));
            landed += at > 0 && lines[at - 1].EndsWith("> AT+GSN\\r", StringComparison.Ordinal) && lines[at + 1].Contains("8677170", StringComparison.Ordinal) ? 1 : 0;
            EverybodyElseIsUnharmed(bench);
        }

        Assert.NotEqual(0, landed);
    }

    [Theory]
    [Boards(3_000, 11_990, 11_995, 12_000, 12_003, 12_006, 12_009, 12_012, 12_015, 12_020, 12_500)]
    public void ConnectOkAfterACloseThatWasNotHeard(string profile, int delay)
    {
        using var bench = Connect(profile, CommandEffect.LateResult, delay, new CommandFault("+CIPCLOSE", CommandEffect.NoAnswer, Count: 1));

        bench.Fails("connect", ModemError.TimedOut, ModemWait.Connect, 2_000, 12_000 + 13_500);
        EverybodyElseIsUnharmed(bench);
    }

    [Theory]
    [Boards(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)]
    public void ConnectFailWhileItIsBeingGivenUp(string profile, int at)
    {
        using var bench = Connect(profile, CommandEffect.FailedResult, s_aroundClose[at]);

        Assert.True(bench.Step("connect").Error is ModemError.TimedOut or ModemError.ConnectFailed or ModemError.HostUnreachable);
        EverybodyElseIsUnharmed(bench);
    }

    [Theory]
    [Boards(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)]
    public void ConnectOkWhileItIsBeingGivenUp(string profile, int at)
    {
        // The network needs 100 ms more.
        using var bench = Connect(profile, CommandEffect.LateResult, s_aroundClose[at] - 100);

        Assert.True(bench.Step("connect").Error is ModemError.TimedOut or ModemError.None);
        EverybodyElseIsUnharmed(bench);
    }

    [Theory]
    [Boards(10, 100, 500, 990, 1_000, 1_005, 1_010, 1_500, 1_990)]
    public void OkOfACommand(string profile, int lateBy)
    {
        using var bench = Answer(profile, CommandEffect.LateAnswer, lateBy, false);

        bench.Fails("slow", ModemError.TimedOut, ModemWait.Answer, 1_000, 1_050);
        bench.Succeeds("next", 5_000 + 3_500);
        bench.Succeeds("echo");
    }

    /// <summary>A module that is busy for longer than it is asked whether it listens again: the next caller is told so, in time, and no answer is mistaken.</summary>
    [Theory]
    [Boards(2_000, 2_010, 2_300, 2_990, 3_000, 3_010, 5_000, 9_000)]
    public void OkOfACommandOfAModuleThatIsBusyForLong(string profile, int lateBy)
    {
        foreach (var keepsInput in new[] { false, true })
        {
            using var bench = Answer(profile, CommandEffect.LateAnswer, lateBy, keepsInput);

            bench.Fails("slow", ModemError.TimedOut, ModemWait.Answer, 1_000, 1_050);
            var next = bench.Step("next");
            Assert.True(next.Error is ModemError.None || (next.Error, next.Wait) == (ModemError.TimedOut, ModemWait.Resynchronise), next.ToString());
            Assert.True(next.Milliseconds <= 3_500 + 5_000);
            bench.Succeeds("after");
            bench.Succeeds("echo");
        }
    }

    [Theory]
    [Boards(10, 500, 1_000, 1_500)]
    public void OkOfACommandOfAModuleThatKeepsWhatItHearsMeanwhile(string profile, int lateBy)
    {
        using var bench = Answer(profile, CommandEffect.LateAnswer, lateBy, true);

        bench.Fails("slow", ModemError.TimedOut, ModemWait.Answer, 1_000, 1_050);
        bench.Succeeds("next", 5_000 + 3_500);
        bench.Succeeds("echo");
    }

    [Theory]
    [Boards(100, 5_000, 9_000, 9_990, 10_000, 10_010)]
    public void SendResult(string profile, int lateBy)
    {
        using var bench = new Bench(profile, Bench.FixedRate with
        {
            Faults = [new CommandFault("+CIPSEND", CommandEffect.LateResult, (10_000 + lateBy) * PerMillisecond, Count: 1)],
        });
        bench.Serve(new EchoServer());
        bench.Play("LateAnswers", "Send", 600, 12);

        Assert.Contains("DATA ACCEPT:5,200", bench.Trace);
        bench.Fails("send", ModemError.TimedOut, ModemWait.SendResult, 10_000, 20_000);
        bench.Succeeds("victims");
        bench.Succeeds("echo");
    }

    [Theory]
    [Boards(0, 1_000, 1_003, 1_006, 1_009, 1_012, 1_015)]
    public void NameResolution(string profile, int delay)
    {
        using var bench = new Bench(profile, Bench.FixedRate with
        {
            Faults = [new CommandFault("+CDNSGIP", CommandEffect.LateResult, delay * PerMillisecond)],
        });
        bench.Serve(new EchoServer());
        bench.Play("LateAnswers", "Resolve", 600, 3);

        Assert.Contains("+CDNSGIP: 1,\"" + Bench.Host, bench.Trace);
        bench.Succeeds("victims");
        bench.Succeeds("echo");
    }

    private static Bench Connect(string profile, CommandEffect effect, int delay, params Fault[] others)
    {
        var bench = new Bench(profile, Bench.FixedRate with
        {
            Faults = [new CommandFault("+CIPSTART", effect, delay * PerMillisecond, Count: 1), .. others],
        });
        bench.Serve(new EchoServer());
        bench.Play("LateAnswers", "Connect", 600, 1);
        return bench;
    }

    private static Bench Answer(string profile, CommandEffect effect, int lateBy, bool keepsInput)
    {
        var bench = new Bench(profile, Bench.FixedRate with
        {
            KeepsInputWhileBusy = keepsInput,
            Faults = [new CommandFault("+CBC", effect, (1_000 + lateBy) * PerMillisecond, Count: 1)],
        });
        bench.Serve(new EchoServer());
        bench.Play("LateAnswers", "Answer", 600, "AT+CBC", 1_000);
        return bench;
    }

    private static void EverybodyElseIsUnharmed(Bench bench)
    {
        bench.Succeeds("victims");
        bench.Succeeds("echo");
        Assert.Contains("six links", bench.Console);
    }
}

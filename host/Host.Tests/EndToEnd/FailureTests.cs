using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>
/// A module that answers ERROR, one that answers nothing, and a peer that does not cooperate: each ends in a typed exception within the documented
/// time, and after what the documentation asks for the next connection works.
/// </summary>
public class FailureTests
{
    // Documented: an exchange is finished, at most 10 s; before it 3.5 s if an earlier answer is owed.
    private const long Exchange = 10_000 + Moment;
    private const long Owed = 3_500;

    // What the firmware itself takes to notice that a time is over.
    private const long Moment = 50;

    [Theory]
    [Boards]
    public void NothingFails(string profile)
    {
        using var bench = Session(profile, 5_000);

        bench.Succeeds("power on", 23_000);
        bench.Succeeds("context", 25_000);
        bench.Succeeds("receive");
        Assert.Contains("received 5000", bench.Console);
        Assert.Contains("open yes, context yes", bench.Console);
        bench.Succeeds("close", Exchange);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void ConnectIsRefusedByThePeer(string profile)
    {
        using var bench = Session(profile, server: new SinkServer { Accepts = false });

        bench.Fails("connect", ModemError.ConnectFailed, ModemWait.Connect, 0, 80_000);
    }

    [Theory]
    [Boards]
    public void ConnectIsNotAnsweredByThePeer(string profile)
    {
        using var bench = Session(profile, server: new SinkServer { AnswersConnect = false });

        bench.Fails("connect", ModemError.HostUnreachable, ModemWait.Connect, 75_000, 80_000);
    }

    [Theory]
    [Boards]
    public void ConnectHasNoResultAtAll(string profile)
    {
        using var bench = Session(profile, faults: new CommandFault("+CIPSTART", CommandEffect.NoResult, Count: 1));

        bench.Fails("connect", ModemError.TimedOut, ModemWait.Connect, 80_000, 80_000 + Exchange);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void ConnectHasAResultOnlyAfterAMinute(string profile)
    {
        using var bench = Session(profile, faults: new CommandFault("+CIPSTART", CommandEffect.LateResult, 60 * PerSecond, Count: 1));

        bench.Succeeds("connect", 80_000);
        bench.Succeeds("receive");
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void ThePeerClosesBeforeConnectIsOver(string profile)
    {
        // Accepted and closed at once, while the driver still asks for the size.
        using var bench = Session(profile, server: new ClosingServer { AfterTime = 0 });

        bench.Succeeds("connect", Exchange);
        bench.Succeeds("receive", Exchange);
        Assert.Contains("received 0", bench.Console);
    }

    [Theory]
    [Boards]
    public void ConnectIsAnsweredWithError(string profile)
    {
        using var bench = Session(profile, faults: new CommandFault("+CIPSTART", CommandEffect.Error, Count: 1));

        bench.Fails("connect", ModemError.Rejected, ModemWait.Answer, 0, Exchange);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void ConnectIsNotAnsweredByTheModule(string profile)
    {
        using var bench = Session(profile, faults: new CommandFault("+CIPSTART", CommandEffect.NoAnswer, Count: 1));

        bench.Fails("connect", ModemError.TimedOut, ModemWait.Answer, 10_000, Exchange + Owed + Exchange);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void SendIsAnsweredWithError(string profile)
    {
        // Both of them: the prompt, and the question what it would take.
        using var bench = Session(profile, faults: new CommandFault("+CIPSEND", CommandEffect.Error, Skip: 1, Count: 2));

        bench.Fails("send", ModemError.Rejected, ModemWait.Answer, 0, Exchange);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void SendHasNoPrompt(string profile)
    {
        using var bench = Session(profile, faults: new CommandFault("+CIPSEND", CommandEffect.NoAnswer, Skip: 1, Count: 1));

        bench.Fails("send", ModemError.TimedOut, ModemWait.Prompt, 0, 20_000);
        bench.Succeeds("close", Exchange + Owed);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards(0, 3, 7)]
    public void SendHasALatePrompt(string profile, int lateBy)
    {
        // The prompt comes when nobody expects it any more, perhaps in the middle of the repair.
        using var bench = Session(profile, faults: new CommandFault("+CIPSEND", CommandEffect.LateAnswer, (10_000 + (lateBy * 300)) * PerMillisecond, Skip: 1, Count: 1));

        bench.Fails("send", ModemError.TimedOut, ModemWait.Prompt, 0, 20_000);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void SendHasNoResult(string profile)
    {
        using var bench = Session(profile, faults: new CommandFault("+CIPSEND", CommandEffect.NoResult, Count: 1));

        bench.Fails("send", ModemError.TimedOut, ModemWait.SendResult, 0, 20_000);
        bench.Succeeds("close", Exchange + Owed);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void SendFails(string profile)
    {
        using var bench = Session(profile, faults: new CommandFault("+CIPSEND", CommandEffect.FailedResult, 500 * PerMillisecond, Count: 1));

        bench.Fails("send", ModemError.SendFailed, ModemWait.SendResult, 500, 20_000);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void ReceiveIsAnsweredWithError(string profile)
    {
        using var bench = Session(profile, faults: new CommandFault("+CIPRXGET", CommandEffect.Error, Skip: 1, Count: 2));

        // Both of them: the read, and the question whether the link is there at all.
        bench.Fails("receive", ModemError.ConnectionClosed, ModemWait.Data, 0, 5_000);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void ReceiveIsNotAnswered(string profile)
    {
        using var bench = Session(profile, faults: new CommandFault("+CIPRXGET", CommandEffect.NoAnswer, Skip: 1, Count: 1));

        bench.Fails("receive", ModemError.TimedOut, ModemWait.Answer, 0, 6_000);
        bench.Succeeds("close", Exchange + Owed);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards(1, 2, 5, 6, 50)]
    public void PayloadIsShorterThanAnnounced(string profile, int missing)
    {
        using var bench = Session(profile, faults: new PayloadFault(missing, Stalls: false));

        // What is missing is made up from what follows, until that ends too.
        var receive = bench.Step("receive");
        Assert.True(receive.Error is ModemError.DataLost or ModemError.TimedOut, receive.ToString());
        Assert.True(receive.Milliseconds <= 30_000 + 5_000);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards(0, 50, 99)]
    public void PayloadStopsInTheMiddle(string profile, int missing)
    {
        using var bench = Session(profile, faults: new PayloadFault(missing, Stalls: true));

        bench.Fails("receive", missing == 0 ? ModemError.TimedOut : ModemError.DataLost, missing == 0 ? ModemWait.Answer : ModemWait.Payload, 0, 6_000);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void CloseIsAnsweredWithError(string profile)
    {
        using var bench = Session(profile, faults: new CommandFault("+CIPCLOSE", CommandEffect.Error, Count: 1));

        bench.Succeeds("close", Exchange);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void CloseIsNotAnswered(string profile)
    {
        using var bench = Session(profile, faults: new CommandFault("+CIPCLOSE", CommandEffect.NoAnswer, Count: 1));

        bench.Succeeds("close", Exchange);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards("+CSTT", "+CIICR", "+CIFSR", "+CIPMUX", "+CIPQSEND", "+CIPRXGET")]
    public void ContextIsAnsweredWithError(string profile, string command)
    {
        // The driver itself tries a second time, because a context of a life before must be closed first. It asks for CIPMUX already when it opens.
        var count = command is "+CIICR" or "+CIFSR" ? 1 : 2;
        using var bench = Session(profile, faults: new CommandFault(command, CommandEffect.Error, Skip: command == "+CIPMUX" ? 1 : 0, Count: count));

        bench.Fails("context", ModemError.Rejected, ModemWait.Answer, 0, 25_000);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards("+CSTT", "+CIICR", "+CIFSR", "+CIPMUX")]
    public void ContextIsNotAnswered(string profile, string command)
    {
        using var bench = Session(profile, faults: new CommandFault(command, CommandEffect.NoAnswer, Skip: command == "+CIPMUX" ? 1 : 0, Count: 1));

        bench.Fails("context", ModemError.TimedOut, ModemWait.Answer, 0, command == "+CIICR" ? 110_000 : 25_000);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards("+CPIN", "+CREG", "+CGATT")]
    public void NetworkIsNotAnswered(string profile, string command)
    {
        using var bench = Session(profile, faults: new CommandFault(command, CommandEffect.NoAnswer, Count: 1));

        bench.Fails("network", ModemError.TimedOut, ModemWait.Answer, 0, 60_000 + Exchange);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void RegistrationIsDenied(string profile)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { RegistrationStatus = 3 });
        bench.At(150 * PerSecond, () => bench.Module.Machine.SetRegistration(1, bench.Queue.Now));
        bench.Serve(new EchoServer());
        bench.Play("Session", "Run", 600, 100, 100);

        bench.Fails("network", ModemError.RegistrationDenied, ModemWait.Network, 60_000, 60_000 + Exchange);
    }

    [Theory]
    [Boards]
    public void ThereIsNoSimCard(string profile)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { HasSim = false });
        bench.Serve(new EchoServer());
        bench.Play("FindModule", "Run", 600, true);

        bench.Fails("work", ModemError.SimMissing, ModemWait.Network, 0, 60_000 + Exchange);
    }

    [Theory]
    [Boards]
    public void ThePeerClosesWhileSending(string profile)
    {
        using var bench = Session(profile, 20_000, new ClosingServer { AfterBytes = 5_000 });

        // It depends on where in the dialogue it happens.
        var send = bench.Step("send");
        Assert.True(send.Error is ModemError.ConnectionClosed or ModemError.SendFailed, send.ToString());
        Assert.True(send.Milliseconds <= 20_000);
    }

    [Theory]
    [Boards(0, 25, 50, 75, 100, 125, 150)]
    public void TheContextIsLostWhileSending(string profile, int delay)
    {
        using var bench = Struck(profile, 20_000, delay, machine => machine.LoseContext);

        // While payload is typed the module says SEND FAIL first.
        var send = bench.Step("send");
        Assert.True(send.Error is ModemError.ContextLost or ModemError.SendFailed, send.ToString());
        Assert.True(send.Milliseconds <= 20_000);
        Assert.Contains("open yes, context no", bench.Console);
        bench.Succeeds("close", Exchange + Owed);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void TheContextIsLostWhileReceiving(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new ScriptedServer((client, segment) =>
        {
            if (segment == 0)
            {
                client.After(3 * PerSecond, () => bench.Module.Machine.LoseContext(bench.Queue.Now));
            }
            else
            {
                client.Send(Pattern.Of(1, 0, 100));
            }
        }));
        bench.Play("Session", "Run", 600, 100, 100);

        bench.Fails("receive", ModemError.ContextLost, ModemWait.Data, 2_500, 4_000);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void TheModuleNeverComesUp(string profile)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { Boot = new BootTimes { Uart = 3_600 * PerSecond } });
        bench.Play("FindModule", "Run", 600, true);

        bench.Fails("open", ModemError.TimedOut, ModemWait.Boot, 0, 50_000);
    }

    [Theory]
    [Boards]
    public void NobodyIsThereToAttach(string profile)
    {
        using var bench = new Bench(profile);
        bench.Play("FindModule", "Run", 600, false);

        bench.Fails("open", ModemError.TimedOut, ModemWait.Probe, 0, 11_000);
    }

    private static Bench Session(string profile, int count = 100, MemoryServer? server = null, params Fault[] faults)
    {
        var bench = new Bench(profile, Bench.FixedRate with { Faults = faults });
        bench.Serve(server ?? new EchoServer());
        if (server is null)
        {
            bench.Play("Session", "Run", 900, count, count);
            return bench;
        }

        // After the connection that this is about somebody better answers at the same place.
        bench.Machine.ConsoleLine += line =>
        {
            if (line.StartsWith("close: ", StringComparison.Ordinal))
            {
                bench.Serve(new EchoServer());
            }
        };
        bench.Play("Session", "Run", 900, count, count);
        NextConnectionWorks(bench);
        return bench;
    }

    private static Bench Session(string profile, params Fault[] faults) => Session(profile, 100, null, faults);

    /// <summary>An echo that, so many milliseconds after the third block has arrived, does something to the module.</summary>
    private static Bench Struck(string profile, int count, int delay, Func<Sim800Machine, Action<long>> strike)
    {
        var bench = new Bench(profile);
        bench.Serve(new StrikingServer(3, client => client.After(delay * PerMillisecond, () => strike(bench.Module.Machine)(bench.Queue.Now))));
        bench.Play("Session", "Run", 900, count, count);
        return bench;
    }

    private static void NextConnectionWorks(Bench bench)
    {
        bench.Succeeds("recover", 4_000 + 19_000 + 60_000 + 85_000 + 65_000 + 25_000);
        bench.Succeeds("again", 80_000);
    }
}

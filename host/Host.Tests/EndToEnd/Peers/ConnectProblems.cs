using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.Peers;

/// <summary>What users of other libraries report about connecting, and connecting again.</summary>
public class ConnectProblems
{
    private const int Exchange = 10_000;

    /// <summary>The way back after a loss of the signal is three calls, as often as it happens, with the same objects.</summary>
    [Theory]
    [Boards]
    public void Problem01_ReconnectAfterTheSignalIsLost(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        bench.Machine.ConsoleLine += line =>
        {
            if (line.StartsWith("before ", StringComparison.Ordinal))
            {
                bench.Module.Strike(new RegistrationFault(5 * PerSecond, 2));
                bench.Module.Strike(new RegistrationFault(30 * PerSecond, 5));
            }
        };
        bench.Play("Complaints", "Reconnect", 900, 5);

        for (var i = 0; i < 5; i++)
        {
            bench.Succeeds($"before {i}", 1_000);
            bench.Fails($"lost {i}", ModemError.ContextLost, ModemWait.Data, 4_900, 5_100);
            bench.Succeeds($"close {i}", 100);
            bench.Succeeds($"network {i}", 40_000, from: 24_000);
            bench.Succeeds($"context {i}", 5_000);
            bench.Succeeds($"connect {i}", 1_000);
        }

        bench.Succeeds("after", 1_000);
    }

    /// <summary>CIPSTART brings no result any more until the module is reset: each attempt ends in time, and what helps is a call.</summary>
    [Theory]
    [Boards]
    public void Problem02_ConnectFailsUntilTheModuleIsReset(string profile)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { Faults = [new CommandFault("+CIPSTART", CommandEffect.NoResult, Skip: 1, Count: 3)] });
        bench.Serve(new EchoServer());
        bench.Play("Complaints", "EscalateToRestart", 900);

        foreach (var attempt in new[] { "first", "second", "third" })
        {
            bench.Fails(attempt, ModemError.TimedOut, ModemWait.Connect, 20_000, 20_000 + Exchange);
        }

        bench.Succeeds("off", Exchange);
        bench.Succeeds("on", 60_000);
        bench.Succeeds("fourth", 1_000);
        bench.Succeeds("echo", 1_000);
    }

    /// <summary>A server that stays, and that does not take part in the end of a connection.</summary>
    [Theory]
    [Boards(true, false)]
    public void Problem06_ConnectsOnceThenHangs(string profile, bool answersClose)
    {
        using var bench = new Bench(profile);
        bench.Serve(new StayingServer { AnswersClose = answersClose });
        bench.Play("Complaints", "ConnectAgainAndAgain", 900, 25, 0);

        for (var i = 0; i < 25; i++)
        {
            bench.Succeeds($"echo {i}", 1_000);
            bench.Succeeds($"close {i}", 1_000);
            bench.Succeeds($"connect {i}", 1_000);
        }
    }

    /// <summary>Connecting again, and asking for the network before, leaves attachment and context alone; only after a loss there is a new context.</summary>
    [Theory]
    [Boards]
    public void Problem20_EveryReconnectDetaches(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        bench.Play("Complaints", "ConnectAgainAndAgain", 900, 10, 0);

        bench.Succeeds("connect 9", 1_000);
        Assert.Equal(1, Commands(bench, "AT+CIICR"));
        Assert.Equal(0, Commands(bench, "AT+CIPSHUT"));
        Assert.Equal(0, Commands(bench, "AT+CGATT="));
        Assert.Equal(11, Commands(bench, "AT+CIPSTART="));
    }

    /// <summary>The module still holds an old connection on the link: it is closed, and the connect succeeds.</summary>
    [Theory]
    [Boards(true, false)]
    public void Problem21_AlreadyConnect(string profile, bool afterOk)
    {
        using var bench = new Bench(profile, Bench.FixedRate with
        {
            AlreadyConnectAfterOk = afterOk,

            // Until the driver believes that nothing is there to be closed.
            Faults = [new CommandFault("+CIPCLOSE", CommandEffect.Error, Count: 2)],
        });
        bench.Serve(new EchoServer());
        bench.Play("Complaints", "ConnectAgainAndAgain", 900, 3, 12_000);

        Assert.Contains("ALREADY CONNECT", bench.Trace);
        for (var i = 0; i < 3; i++)
        {
            bench.Succeeds($"close {i}", 1_000);
            bench.Succeeds($"connect {i}", 1_000);
        }

        bench.Succeeds("echo 2", 1_000);
    }

    /// <summary>Transcript T07: who gives up after exactly 75 s is answered half a second later, in the middle of somebody else's command.</summary>
    [Theory]
    [Boards(73_000, 74_990, 75_000, 75_190, 75_200, 76_000)]
    public void Problem22_LateConnectFailAnswersTheNextCommand(string profile, int timeout)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { Faults = [new CommandFault("+CIPCLOSE", CommandEffect.NoAnswer, Skip: 1, Count: 1)] });
        bench.Serve(new EchoServer());
        bench.Serve(new SinkServer { AnswersConnect = false }, Bench.Port + 1);
        bench.Play("Complaints", "GiveUpConnecting", 900, timeout);

        var silent = bench.Step("silent");
        Assert.True(silent.Error is ModemError.TimedOut or ModemError.HostUnreachable && silent.Wait == ModemWait.Connect, silent.ToString());
        Assert.True(silent.Milliseconds <= timeout + Exchange + 500, silent.ToString());
        Assert.Contains("CONNECT FAIL", bench.Trace);
        bench.Succeeds("victim");
        bench.Succeeds("connect", 1_000);
        bench.Succeeds("echo", 1_000);
    }

    private static int Commands(Bench bench, string start) => bench.Trace.Split('\n').Count(line => line.Contains("> " + start, StringComparison.Ordinal));

    /// <summary>An echo that never closes and goes on talking.</summary>
    private sealed class StayingServer : MemoryServer
    {
        public override void OnData(ServerEnd client, ReadOnlySpan<byte> data)
        {
            client.Send(data);
            client.After(PerSecond / 2, () => client.Send(new byte[100]));
        }
    }
}

using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>The connection modes and the two contexts: application note 3.1, 4, 5.</summary>
public class ContextTests
{
    [Theory]
    [Boards("default", "lenient", "strict", "old")]
    public void OneConnectionInsteadOfSix(string profile, string options)
    {
        using var bench = Of(profile, options);
        bench.Serve(new EchoServer());

        bench.Run("OneConnection");

        bench.Succeeds("context");
        bench.Succeeds("echo");
        bench.Fails("second", ModemError.NoFreeLink, ModemWait.None, 0, 10);
        if (OptionProfiles.Find(options).ConnectsAfterClose)
        {
            bench.Fails("nobody", ModemError.ConnectFailed, ModemWait.Connect, 0, 80_000);
            bench.Succeeds("again");
        }
        else
        {
            // By the letter of the manual the context has to be opened anew.
            bench.Fails("nobody", ModemError.Rejected, ModemWait.Answer, 0, 10_000);
            bench.Fails("again", ModemError.Rejected, ModemWait.Answer, 0, 10_000);
        }

        bench.Succeeds("multi");
        bench.Succeeds("once more");
        Assert.Contains(bench.Trace.Split('\n'), line => line.Contains("AT+CIPSEND=1"));
    }

    [Theory]
    [Boards("default", "lenient", "strict", "old")]
    public void TwoContextsWithTheirOwnAccessPoints(string profile, string options)
    {
        using var bench = Of(profile, options);
        bench.Serve(new EchoServer());

        bench.Run("TwoContexts");

        Assert.Contains("10.78.245.128 10.204.70.11", bench.Console);
        bench.Succeeds("echo 0");
        bench.Succeeds("echo 1");
        bench.Succeeds("names");
        bench.Succeeds("close 0");
        Assert.Contains("closed: 0 1", bench.Console);
        bench.Succeeds("echo 1 alone");
        bench.Succeeds("open 0");
        bench.Succeeds("echo 0 again");
        Assert.Contains(bench.Trace.Split('\n'), line => line.Contains("AT+CIPSGTXT=1;+CIPSTART="));
    }

    [Theory]
    [Boards(0, 1)]
    public void ALossThatNamesNoContextIsAskedFor(string profile, int lost)
    {
        using var bench = Of(profile, "default");
        bench.Serve(new StrikingServer(2, client => client.After(PerSecond, () => bench.Module.Machine.LoseContext(lost, bench.Queue.Now))));

        bench.Play("TwoContexts", "Lose", 600, lost);

        Assert.Contains($"event {(int)ModemEvent.ContextLost} {lost}", bench.Console);
        bench.Fails("wait", ModemError.ContextLost, ModemWait.Data, 500, 3_000);
        bench.Succeeds("other");
        Assert.Contains(lost == 0 ? "lost: 2 1" : "lost: 1 2", bench.Console);
        bench.Succeeds("open");
        bench.Succeeds("again");
    }

    /// <summary>The module refuses sends as long as the context that it was told last is gone. Nobody in the other one sees that.</summary>
    [Theory]
    [Boards("0 default", "1 default", "1 strict", "1 lenient", "1 old")]
    public void WhoIsInTheOtherContextDoesNotNotice(string profile, string what)
    {
        const int Rounds = 60;
        var lost = what[0] - '0';
        using var bench = Of(profile, what[2..]);
        bench.Network.Latency = PerMillisecond;
        bench.Serve(new EchoServer());
        bench.Machine.ConsoleLine += line =>
        {
            if (line.StartsWith("round ", StringComparison.Ordinal))
            {
                var at = bench.Queue.Now + (long.Parse(line[6..], System.Globalization.CultureInfo.InvariantCulture) * 5 * PerMillisecond);
                bench.At(at, () => bench.Module.Machine.LoseContext(lost, bench.Queue.Now));
            }
        };

        bench.Play("TwoContexts", "Living", 1_200, Rounds, lost);

        for (var round = 0; round < Rounds; round++)
        {
            bench.Succeeds($"living {round}");
            bench.Succeeds($"open {round}");
        }

        // A refusal of this kind is none of a size: the full one is still taken where it was.
        var full = bench.Trace.Split('\n').Last(line => line.Contains("AT+CIPSEND=", StringComparison.Ordinal));
        Assert.True(what[2..] is not "default" || full.Contains(",1460", StringComparison.Ordinal), full);
    }

    [Theory]
    [Boards]
    public void BothAreLost(string profile)
    {
        using var bench = Of(profile, "default");
        bench.Serve(new StrikingServer(2, client => client.After(PerSecond, () => bench.Module.Machine.LoseContext(bench.Queue.Now))));

        bench.Play("TwoContexts", "Lose", 600, 1);

        bench.Fails("wait", ModemError.ContextLost, ModemWait.Data, 500, 3_000);
        bench.Fails("other", ModemError.ContextLost, ModemWait.Prompt, 0, 10);
        Assert.Contains("lost: 2 2", bench.Console);
    }

    private static Bench Of(string profile, string options) => new(profile, OptionProfiles.Find(options) with { Stored = new Profile { BaudRate = 115200 } });
}

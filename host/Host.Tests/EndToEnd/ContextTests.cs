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

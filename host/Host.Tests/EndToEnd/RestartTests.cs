using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Settings;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>The supply dips and the module restarts, in the middle of something: a typed exception in time, then bring-up again, then it works.</summary>
public class RestartTests
{
    private const long Exchange = 10_000;
    private const long Owed = 3_500;

    [Theory]
    [Boards(0, 30, 60, 90, 120, 150)]
    public void WhileSending(string profile, int delay)
    {
        using var bench = Struck(profile, Bench.FixedRate, delay);

        bench.Fails("send", bench.Step("send").Error, bench.Step("send").Wait, 0, 20_000);
        Assert.True(bench.Step("send").Error is ModemError.Restarted or ModemError.TimedOut, bench.Step("send").ToString());
        ComesBack(bench);
    }

    [Theory]
    [Boards(0, 17, 34, 51, 68, 85, 102)]
    public void WhileReceiving(string profile, int delay)
    {
        using var bench = new Bench(profile);
        bench.Serve(new ScriptedServer((client, segment) =>
        {
            if (segment > 0)
            {
                client.Send(Pattern.Of(1, 0, 100));
                return;
            }

            client.Send(Pattern.Of(0, 0, 20_000));
            client.After((500 + delay) * PerMillisecond, () => bench.Module.Machine.BrownOut(bench.Queue.Now));
        }));
        bench.Play("Session", "Run", 900, 10, 20_000);

        var receive = bench.Step("receive");
        Assert.True(receive.Error is ModemError.Restarted or ModemError.TimedOut or ModemError.DataLost, receive.ToString());
        Assert.True(receive.Milliseconds <= 30_000 + 5_000);
        ComesBack(bench);
    }

    [Theory]
    [Boards]
    public void WhileNothingHappens(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new StrikingServer(1, client => client.After(2 * PerSecond, () => bench.Module.Machine.BrownOut(bench.Queue.Now))));
        bench.Play("Session", "Run", 900, 100, 100);

        // It is close that finds nothing to close.
        bench.Succeeds("close", 1_000);
        NextConnectionWorks(bench);
    }

    [Theory]
    [Boards]
    public void WhileAsleep(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new Sim800.Simulator.Network.EchoServer());
        bench.At(60 * PerSecond, () => bench.Module.Machine.BrownOut(bench.Queue.Now));
        bench.Play("Sleeper", "Restart", 900, 100);

        bench.Fails("send", ModemError.Restarted, bench.Step("send").Wait, 0, 20_000);
        bench.Succeeds("close", 1_000);
        bench.Succeeds("recover", 121_000);
        bench.Succeeds("again");
    }

    [Theory]
    [Boards(0, 60, 120)]
    public void WhileSendingUnderAutobauding(string profile, int delay)
    {
        // It comes back deaf at 115200 and without its boot codes: all that is seen of it is silence, and later "Call Ready".
        using var bench = Struck(profile, new Sim800Options(), delay);

        var send = bench.Step("send");
        Assert.True(send.Error is ModemError.Restarted or ModemError.TimedOut, send.ToString());
        Assert.True(send.Milliseconds <= 20_000, send.ToString());
        ComesBack(bench);
    }

    [Theory]
    [Boards(0, 60, 120)]
    public void WhileSendingUnderAutobaudingOfAModelThatDetectsTheRate(string profile, int delay)
    {
        using var bench = Struck(profile, new Sim800Options { Model = ModelProfile.Sim800C }, delay);

        var send = bench.Step("send");
        Assert.True(send.Error is ModemError.Restarted or ModemError.TimedOut, send.ToString());
        Assert.True(send.Milliseconds <= 20_000, send.ToString());
        ComesBack(bench);
    }

    [Theory]
    [Boards]
    public void WhileAsleepUnderAutobauding(string profile)
    {
        using var bench = new Bench(profile, new Sim800Options());
        bench.Serve(new Sim800.Simulator.Network.EchoServer());
        bench.At(60 * PerSecond, () => bench.Module.Machine.BrownOut(bench.Queue.Now));
        bench.Play("Sleeper", "Restart", 900, 100);

        var send = bench.Step("send");
        Assert.True(send.Error is ModemError.Restarted or ModemError.TimedOut, send.ToString());
        Assert.True(send.Milliseconds <= 20_000 + Owed, send.ToString());
        bench.Succeeds("recover", 121_000);
        bench.Succeeds("again");
    }

    private static Bench Struck(string profile, Sim800Options options, int delay)
    {
        var bench = new Bench(profile, options);
        bench.Serve(new StrikingServer(3, client => client.After(delay * PerMillisecond, () => bench.Module.Machine.BrownOut(bench.Queue.Now))));
        bench.Play("Session", "Run", 900, 20_000, 20_000);
        return bench;
    }

    private static void ComesBack(Bench bench)
    {
        bench.Succeeds("close", 30_000 + Exchange + Owed);
        NextConnectionWorks(bench);
    }

    private static void NextConnectionWorks(Bench bench)
    {
        bench.Succeeds("recover", 4_000 + 19_000 + 60_000 + 85_000 + 65_000 + 25_000);
        bench.Succeeds("again", 80_000);
    }
}

using Sim800.Nano;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>Time-outs, Poll, Available and the stream.</summary>
public class WaitingTests
{
    // One exchange at 115200 baud.
    private const int Moment = 60;

    // No exchange at all.
    private const int Tick = 2;

    [Theory]
    [Boards]
    public void SocketWaitsAsLongAsItShould(string profile)
    {
        using var bench = Slow(profile);
        bench.Play("Waiting", "Socket", 900);

        foreach (var early in new[] { "available before", "poll before", "send before", "receive before", "poll after" })
        {
            bench.Fails(early, ModemError.NotConnected, ModemWait.None, 0, Tick);
        }

        bench.Succeeds("connect", 1_000);
        bench.Fails("connect twice", ModemError.AlreadyConnected, ModemWait.None, 0, Tick);
        bench.Succeeds("poll nothing", Tick);
        bench.Succeeds("poll 1 us", 1 + Moment, from: 1);
        bench.Succeeds("poll 2 s", 2_000 + Moment, from: 2_000);
        bench.Succeeds("poll write", Tick);
        bench.Succeeds("poll error", Tick);
        bench.Fails("receive nothing", ModemError.TimedOut, ModemWait.Data, 1_500, 1_500 + Moment);
        bench.Fails("receive at once", ModemError.TimedOut, ModemWait.Data, 0, Moment);
        bench.Succeeds("poll data", 3_200, from: 2_500);
        bench.Succeeds("available", Moment);
        bench.Succeeds("receive at once with data", Moment);
        bench.Succeeds("poll rest", Tick);
        bench.Succeeds("poll long", 40_000 + Moment, from: 40_000);
        bench.Succeeds("receive without limit", 3_300, from: 2_500);
        bench.Succeeds("send without limit", 500);
        bench.Succeeds("send at once", 500);
        bench.Fails("connect without limit", ModemError.HostUnreachable, ModemWait.Connect, 75_000, 76_000);
        bench.Fails("connect for 5 s", ModemError.TimedOut, ModemWait.Connect, 5_000, 5_000 + Moment);
        bench.Succeeds("connect again", 1_000);
    }

    [Theory]
    [Boards]
    public void StreamIsTheSocket(string profile)
    {
        using var bench = Slow(profile);
        bench.Play("Waiting", "Stream", 900);

        bench.Fails("read nothing", ModemError.TimedOut, ModemWait.Data, 1_500, 1_500 + Moment);
        bench.Succeeds("read", 3_300, from: 2_500);
        bench.Succeeds("write", 2_500);
        bench.Succeeds("read span", 3_300);
        bench.Fails("read after", ModemError.NotConnected, ModemWait.None, 0, Tick);
    }

    private static Bench Slow(string profile)
    {
        var bench = new Bench(profile);
        bench.Serve(new ScriptedServer((client, _) => client.After(3 * PerSecond, () => client.Send(Pattern.Of(Pattern.OfServer, 0, 100)))));
        bench.Serve(new SinkServer { AnswersConnect = false }, Bench.Port + 1);
        return bench;
    }
}

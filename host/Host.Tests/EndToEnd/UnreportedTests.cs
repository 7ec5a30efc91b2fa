using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Settings;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>A listener and its clients when the code that reports them was lost: what AT+CIPSTATUS lists counts (application note 4.2 and 11; fact sheet 2.14).</summary>
public class UnreportedTests
{
    private const int Port = 8888;
    private const string Address = "10.76.40.73";

    /// <summary>Data on a link that nobody has: the driver asks by itself.</summary>
    [Theory]
    [Boards("manual", "hex")]
    public void AClientWhoSpeaksIsNoticed(string profile, string mode)
    {
        using var bench = Of(profile, "0, REMOTE IP");
        var (visitor, next) = Visitors(bench, silent: false);

        bench.Play("Unreported", "Visitor", 600, mode, false, 0);

        bench.Succeeds("accept", 1_000);
        Assert.Contains($"from {Address}:2020", bench.Console);
        Assert.True(visitor.WasAnswered);
        NextIsServed(bench, next);
    }

    /// <summary>One who says nothing is found when the program asks.</summary>
    [Theory]
    [Boards("manual six", "push six", "manual only", "push only")]
    public void AClientWhoIsSilentIsFound(string profile, string mode)
    {
        var single = mode.EndsWith("only", StringComparison.Ordinal);
        using var bench = Of(profile, single ? "REMOTE IP" : "0, REMOTE IP");
        var (visitor, next) = Visitors(bench, silent: true);
        When(bench, "reconcile: ", () => visitor.Say(900));

        bench.Play("Unreported", "Visitor", 600, mode.Split(' ')[0], single, 5_000);

        bench.Succeeds("reconcile", 1_000);
        bench.Succeeds("accept", 100);

        // The only connection is listed without its peer.
        Assert.Contains(single ? "from 0.0.0.0:0" : $"from {Address}:2020", bench.Console);
        Assert.True(visitor.WasAnswered);
        NextIsServed(bench, next);
    }

    /// <summary>What the module has sent by itself, for a link of whom nobody knows, is lost: such a client is not served, and is told.</summary>
    [Theory]
    [Boards]
    public void AClientWhoseWordsAreLostIsTurnedAway(string profile)
    {
        using var bench = Of(profile, "0, REMOTE IP");
        var (visitor, next) = Visitors(bench, silent: false);

        bench.Play("Unreported", "Visitor", 600, "push", false, 0);

        bench.Fails("accept", ModemError.TimedOut, ModemWait.Client, 10_000, 10_100);
        Assert.False(visitor.WasAnswered);
        Assert.True(visitor.WasClosed);
        NextIsServed(bench, next);
    }

    /// <summary>The end of one who waits was not reported, nor who has come on the same link since.</summary>
    [Theory]
    [Boards]
    public void WhoHasTheLinkNowIsFound(string profile)
    {
        using var bench = Of(profile, "0, CLOSED");
        bench.Module.Strike(new LostCodeFault("0, REMOTE IP", Skip: 1, Count: 1));
        var first = new Visitor(1, 0);
        var second = new Visitor(2, 0);
        When(bench, "listening", () => bench.Network.Dial(Address, 2020, Port, first));
        When(bench, "listening", () => bench.At(bench.Queue.Now + PerSecond, first.Close));
        When(bench, "listening", () => bench.At(bench.Queue.Now + (8 * PerSecond), () => bench.Network.Dial("10.76.40.74", 2021, Port, second)));
        When(bench, "from ", () => second.Say(300));
        When(bench, "from ", () => bench.At(bench.Queue.Now + (5 * PerSecond), second.Close));

        bench.Play("Unreported", "Gone", 600);

        bench.Succeeds("accept", 100);
        Assert.Contains("from 10.76.40.74:2021", bench.Console);
        bench.Succeeds("serve");
        Assert.True(second.WasAnswered);
    }

    [Theory]
    [Boards]
    public void AListenerThatIsNotListedHasEnded(string profile)
    {
        using var bench = Of(profile, "SERVER CLOSE");

        bench.Play("Unreported", "Listener", 600);

        Assert.Contains($"before {(int)ModemSocketState.Listening}", bench.Console);
        bench.Succeeds("reconcile", 1_000);
        Assert.Contains($"after {(int)ModemSocketState.Failed} {(int)ModemError.ConnectionClosed}", bench.Console);
        bench.Fails("accept", ModemError.ConnectionClosed, ModemWait.Client, 0, 10);
        bench.Succeeds("close", 10);
        bench.Succeeds("again");
        bench.Succeeds("end");
    }

    [Theory]
    [Boards]
    public void AListenerThatIsListedIsOpen(string profile)
    {
        using var bench = Of(profile, "SERVER OK");

        bench.Play("Unreported", "Opening", 600);

        bench.Succeeds("listen", 5_500, 5_000);
        bench.Succeeds("end");
    }

    private static void NextIsServed(Bench bench, Visitor next)
    {
        bench.Succeeds("next", 10_000);
        bench.Succeeds("serve next");
        Assert.True(next.WasAnswered);
        bench.Succeeds("end");
    }

    private static (Visitor First, Visitor Next) Visitors(Bench bench, bool silent)
    {
        var first = new Visitor(1, silent ? 0 : 900) { Answered = visitor => visitor.Close() };
        var next = new Visitor(2, 900) { Answered = visitor => visitor.Close() };
        When(bench, "listening", () => bench.Network.Dial(Address, 2020, Port, first));
        When(bench, "ready", () => bench.At(bench.Queue.Now + (6 * PerSecond), () => bench.Network.Dial("10.76.40.74", 2021, Port, next)));
        return (first, next);
    }

    private static void When(Bench bench, string line, Action action) => bench.Machine.ConsoleLine += text =>
    {
        if (text.StartsWith(line, StringComparison.Ordinal))
        {
            action();
        }
    };

    private static Bench Of(string profile, string lost) =>
        new(profile, Bench.FixedRate with { Stored = new Profile { BaudRate = 115200 }, Faults = [new LostCodeFault(lost, Count: 1)] });
}

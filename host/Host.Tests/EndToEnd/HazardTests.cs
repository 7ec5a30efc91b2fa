using System.Text;
using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Serial;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>The hazards of interleaving that were seen in the field (fact sheet 6.3, items 1 to 6, 10, 11): nothing is lost, doubled or mistaken.</summary>
public class HazardTests
{
    /// <summary>Item 1: codes between echo, answer and OK, at every place where the module may put one.</summary>
    [Theory]
    [Boards("Call Ready", "SMS Ready", "+CREG: 1", "+CPIN: READY", "3, CLOSED", "0, CONNECT FAIL", "4, SEND OK", "DATA ACCEPT:3,1", "+CDNSGIP: 0,8", "*PSUTTZ: 2019,5,25,18,46,18,\"+12\",0", "RING")]
    public void CodesAnywhere(string profile, string code)
    {
        var bytes = Encoding.Latin1.GetBytes($"\r\n{code}\r\n");
        var step = 0;

        // Not at every place at once, or an idle module would talk for ever; the prime makes every kind of place have its turn.
        using var bench = Fetch(profile, 20, 300, 128, Everything(20, 300), options => options with { Inject = _ => ++step % 7 == 0 ? bytes : null });

        bench.Succeeds("receive");
        Assert.Contains($"received {20 * 300}, connected yes", bench.Console);
        Assert.Contains("again 300", bench.Console);
    }

    /// <summary>Item 2: the peer is faster than the module's own result.</summary>
    [Theory]
    [Boards(NoticeRearm.WhenEmptied, NoticeRearm.AfterRead, NoticeRearm.EverySegment)]
    public void NoticeBeforeTheResultOfTheSend(string profile, NoticeRearm rearm)
    {
        // Said early, and not again: it is for the driver to remember it.
        var early = Encoding.Latin1.GetBytes("\r\n+CIPRXGET: 1,5\r\n");
        using var bench = Fetch(profile, 20, 300, 1460, Everything(20, 300), options => options with
        {
            NoticeRearm = rearm,
            Inject = point => point is { Previous: UnitKind.Prompt, Next: UnitKind.Result or UnitKind.Information } ? early : null,
        });

        Assert.Contains($"received {20 * 300}, connected yes", bench.Console);
        Assert.Contains("again 300", bench.Console);
    }

    /// <summary>Items 3: a notice for this link or another one before the answer to a read or a count, one without any data behind it, one twice.</summary>
    [Theory]
    [Boards("+CIPRXGET: 1,5", "+CIPRXGET: 1,3", "+CIPRXGET: 1,5|+CIPRXGET: 1,5", "+CIPRXGET:1,5")]
    public void NoticesWithoutReason(string profile, string codes)
    {
        var bytes = Encoding.Latin1.GetBytes(string.Concat(codes.Split('|').Select(code => $"\r\n{code}\r\n")));
        var step = 0;
        using var bench = Fetch(profile, 20, 1_000, 200, Everything(20, 1_000), options => options with { Inject = _ => ++step % 5 == 0 ? bytes : null });

        Assert.Contains($"received {20 * 1_000}, connected yes", bench.Console);
        Assert.Contains("again 1000", bench.Console);
    }

    /// <summary>One notice stands for all that arrives until the buffer is read empty (fact sheet 2.22).</summary>
    [Theory]
    [Boards(1, 7, 100, 1459, 1460, 1461, 2000)]
    public void OneNoticeForManyReads(string profile, int readSize)
    {
        using var bench = Fetch(profile, 1, 2_900, readSize, Everything(1, 2_900));

        Assert.Contains("received 2900, connected yes", bench.Console);
    }

    /// <summary>More than the module holds: the rest follows while it is read.</summary>
    [Theory]
    [Boards(NoticeRearm.WhenEmptied, NoticeRearm.AfterRead, NoticeRearm.EverySegment)]
    public void MoreThanTheModuleHolds(string profile, NoticeRearm rearm)
    {
        using var bench = Fetch(profile, 1, 20_000, 700, Everything(1, 20_000), options => options with { NoticeRearm = rearm });

        Assert.Contains("received 20000, connected yes", bench.Console);
    }

    /// <summary>A trickle, whose pieces arrive in the middle of the reads of earlier ones.</summary>
    [Theory]
    [Boards(1, 3, 5, 8, 12)]
    public void PiecesDuringReads(string profile, int milliseconds)
    {
        using var bench = Fetch(profile, 1, 3_000, 64, (client, _) =>
        {
            for (var i = 0; i < 100; i++)
            {
                var place = i * 30;
                client.After(i * milliseconds * PerMillisecond, () => client.Send(Pattern.Of(Pattern.OfServer, place, 30)));
            }
        });

        Assert.Contains("received 3000, connected yes", bench.Console);
    }

    /// <summary>Item 6: the peer's last words, then its end: everything is read, then 0.</summary>
    [Theory]
    [Boards(0, 1, 100, 2_920, 10_000)]
    public void TheRestIsReadAfterTheEnd(string profile, int count)
    {
        using var bench = Fetch(profile, 1, 20_000, 500, (client, _) =>
        {
            client.Send(Pattern.Of(Pattern.OfServer, 0, count));
            client.Close();
        });

        bench.Succeeds("receive", 30_000);
        Assert.Contains("end", bench.Console);
        Assert.Contains($"received {count}, connected no", bench.Console);
        Assert.Contains($"again {count}", bench.Console);
    }

    /// <summary>The end comes in the middle of the reads: no piece of what came before is lost.</summary>
    [Theory]
    [Boards(0, 20, 40, 60, 80, 100)]
    public void TheEndComesDuringReads(string profile, int milliseconds)
    {
        using var bench = Fetch(profile, 1, 20_000, 200, (client, _) =>
        {
            client.Send(Pattern.Of(Pattern.OfServer, 0, 1_500));
            client.After(milliseconds * PerMillisecond, () =>
            {
                client.Send(Pattern.Of(Pattern.OfServer, 1_500, 700));
                client.Close();
            });
        });

        bench.Succeeds("receive", 30_000);
        Assert.Contains("received 2200, connected no", bench.Console);
    }

    /// <summary>Item 6 of a module that throws unread data away when the peer closes: the loss is told, not hidden.</summary>
    [Theory]
    [Boards]
    public void UnreadDataThatTheModuleForgets(string profile)
    {
        using var bench = Fetch(
            profile,
            1,
            20_000,
            100,
            (client, _) =>
            {
                client.Send(Pattern.Of(Pattern.OfServer, 0, 2_000));
                client.After(80 * PerMillisecond, client.Close);
            },
            options => options with { KeepsUnreadAfterClose = false });

        bench.Fails("receive", ModemError.DataLost, ModemWait.Data, 0, 30_000);
    }

    /// <summary>Items 4 and 11: an error to a read after the end, or to a close of what is closed, is no failure and no loop.</summary>
    [Theory]
    [Boards(true, false)]
    public void NothingIsLeftAfterTheEnd(string profile, bool emptyReadIsError)
    {
        using var bench = Fetch(
            profile,
            1,
            20_000,
            1460,
            (client, _) => client.Close(),
            options => options with { EmptyReadIsError = emptyReadIsError, KeepsUnreadAfterClose = false });

        bench.Succeeds("receive", 30_000);
        bench.Succeeds("close", 1_000);
        Assert.Contains("received 0, connected no", bench.Console);
    }

    private static Action<ServerEnd, int> Everything(int requests, int count) =>
        (client, _) => client.Send(Pattern.Of(Pattern.OfServer, 0, count));

    private static Bench Fetch(
        string profile,
        int requests,
        int wanted,
        int readSize,
        Action<ServerEnd, int> server,
        Func<Sim800Options, Sim800Options>? change = null)
    {
        var options = Bench.FixedRate;
        var bench = new Bench(profile, change is null ? options : change(options));
        bench.Serve(new ScriptedServer(server));
        bench.Play("Fetch", "Run", 900, requests, wanted, readSize);
        return bench;
    }
}

using System.Text;
using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Serial;
using Sim800.Simulator.Settings;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>Receiving by push and as hexadecimal digits (application note 8.1, 8.2; +IPD and +RECEIVE, 3.1.1, 4.1): what holds for the default holds for them.</summary>
public class ReceiveModeTests
{
    /// <summary>Application note 8: the example of each way, over one of six connections (+RECEIVE) and over the only one (+IPD, RECV FROM).</summary>
    [Theory]
    [Boards(
        "push six default", "push six lenient", "push six strict", "push six old", "push only default", "push only lenient", "push only strict", "push only old",
        "hex six default", "hex six strict", "hex six old", "hex only default", "hex only strict", "hex only old")]
    public void EverythingComes(string profile, string mode)
    {
        var words = mode.Split(' ');
        using var bench = Fetch(profile, words[0], words[1] == "only", 5, 4_000, 1460, Everything(4_000), options: OptionProfiles.Find(words[2]));

        Assert.Contains("received 20000, connected yes", bench.Console);
        Assert.Contains("again 4000", bench.Console);
        var trace = bench.Trace;
        Assert.Contains((words[0], words[1]) switch
        {
            ("push", "six") => "+RECEIVE,5,1460,203.0.113.7:7000:",
            ("push", _) => "+IPD,1460,TCP:",
            (_, "six") => "+CIPRXGET: 3,5,730,",
            _ => "+CIPRXGET: 3,730,",
        }, trace);
        Assert.DoesNotContain("AT+CIPRXGET=2,", trace);
    }

    [Theory]
    [Boards("push six", "push only", "hex six", "hex only")]
    public void CodesAnywhere(string profile, string mode)
    {
        string[] codes = ["Call Ready", "+CREG: 1", "3, CLOSED", "4, SEND OK", "DATA ACCEPT:3,1", "RING", "+CDNSGIP: 0,8"];
        var only = mode.EndsWith("only", StringComparison.Ordinal);
        var step = 0;
        byte[]? Inject(InjectionPoint point) =>
            ++step % 7 != 0 || (only && codes[step / 7 % codes.Length][0] is '3' or '4' or 'D') ? null : Encoding.Latin1.GetBytes($"\r\n{codes[step / 7 % codes.Length]}\r\n");
        using var bench = Fetch(profile, mode.Split(' ')[0], only, 20, 300, 128, Everything(300), options => options with { Inject = Inject });

        Assert.Contains("received 6000, connected yes", bench.Console);
        Assert.Contains("again 300", bench.Console);
    }

    [Theory]
    [Boards("push 1", "push 7", "push 1460", "push 4000", "hex 1", "hex 7", "hex 729", "hex 730", "hex 731", "hex 1460")]
    public void ReadsOfAnySize(string profile, string mode)
    {
        var words = mode.Split(' ');
        using var bench = Fetch(profile, words[0], false, 1, 2_900, int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), Everything(2_900));

        Assert.Contains("received 2900, connected yes", bench.Console);
    }

    /// <summary>What the peer sent before it closed is read to its end, then 0.</summary>
    [Theory]
    [Boards("push six 0", "push six 1", "push six 2920", "push six 10000", "push only 0", "push only 10000", "hex six 0", "hex six 1", "hex six 2920", "hex six 10000", "hex only 10000")]
    public void TheRestIsReadAfterTheEnd(string profile, string mode)
    {
        var words = mode.Split(' ');
        var count = int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture);
        using var bench = Fetch(profile, words[0], words[1] == "only", 1, 20_000, 500, (client, _) =>
        {
            client.Send(Pattern.Of(Pattern.OfServer, 0, count));
            client.Close();
        });

        bench.Succeeds("receive", 30_000);
        Assert.Contains("end", bench.Console);
        Assert.Contains($"received {count}, connected no", bench.Console);
        Assert.Contains($"again {count}", bench.Console);
    }

    [Theory]
    [Boards("push 0", "push 40", "push 80", "hex 0", "hex 40", "hex 80")]
    public void TheEndComesDuringReads(string profile, string mode)
    {
        var words = mode.Split(' ');
        var milliseconds = int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
        using var bench = Fetch(profile, words[0], false, 1, 20_000, 200, (client, _) =>
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

    /// <summary>A module that throws unread data away when the peer closes: the loss is told, never a clean end. Pushed data are out already.</summary>
    [Theory]
    [Boards("hex", "push")]
    public void UnreadDataThatTheModuleForgets(string profile, string mode)
    {
        using var bench = Fetch(
            profile,
            mode,
            false,
            1,
            20_000,
            10,
            (client, _) =>
            {
                client.Send(Pattern.Of(Pattern.OfServer, 0, 2_000));
                client.After(80 * PerMillisecond, client.Close);
            },
            options => options with { KeepsUnreadAfterClose = false });

        if (mode == "hex")
        {
            bench.Fails("receive", ModemError.DataLost, ModemWait.Data, 0, 30_000);
        }
        else
        {
            bench.Succeeds("receive");
            Assert.Contains("received 2000, connected no", bench.Console);
        }
    }

    /// <summary>A missed data notice costs latency, never data.</summary>
    [Theory]
    [Boards("manual six", "manual only", "hex six", "hex only")]
    public void AMissedNoticeCostsTimeOnly(string profile, string mode)
    {
        var words = mode.Split(' ');
        var fault = new LostCodeFault("+CIPRXGET: 1", Count: 1);
        using var bench = Fetch(profile, words[0], words[1] == "only", 1, 2_900, 500, Everything(2_900), options => options with { Faults = [fault] });

        bench.Succeeds("receive", 20_000, 14_000);
        Assert.Contains("received 2900, connected yes", bench.Console);
        Assert.Contains("again 2900", bench.Console);
    }

    /// <summary>Who reads too late gets what came before the gap, then an error; the loss is counted.</summary>
    [Theory]
    [Boards]
    public void AStreamThatFindsTheRingFullEnds(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new ScriptedServer((client, _) => client.Send(Pattern.Of(Pattern.OfServer, 0, 20_000))));
        bench.Serve(new EchoServer(), Bench.Port + 1);

        bench.Play("Overflow", "Run", 600, false, 8_192);

        // The segment that did not fit as a whole: 6 of 1460.
        Assert.Contains($"lost {(6 * 1_460) - 8_192}, connected no, available 8192", bench.Console);
        bench.Fails("receive", ModemError.DataLost, ModemWait.Data, 0, 500);
        Assert.Contains("received 8192", bench.Console);
        bench.Succeeds("again");
    }

    [Theory]
    [Boards]
    public void DatagramsThatFindTheRingFullAreDroppedWhole(string profile)
    {
        using var bench = new Bench(profile);
        DatagramServer? server = null;
        server = bench.Network.Serve(Bench.Address, Bench.Port, new DatagramServer(_ =>
        {
            // Not faster than the line, or the module itself would have to drop some.
            for (var i = 0; i < 30; i++)
            {
                bench.At(bench.Queue.Now + (i * 100 * PerMillisecond), () => bench.Network.SendDatagram(Bench.Address, Bench.Port, server!.ModulePort, Pattern.Of(Pattern.OfServer, 0, 500)));
            }

            return null;
        }));
        bench.Network.Serve(Bench.Address, Bench.Port + 1, new DatagramServer(datagram => datagram));

        bench.Play("Overflow", "Run", 600, true, 4_096);

        // Each takes 508 bytes of the ring.
        Assert.Contains($"lost {22 * 500}, connected yes, available 500", bench.Console);
        bench.Fails("receive", ModemError.TimedOut, ModemWait.Data, 5_000, 5_100);
        Assert.Contains("received 4000", bench.Console);
        bench.Succeeds("again");
    }

    [Theory]
    [Boards("push 1", "push 2", "hex 1")]
    public void SixLinksAtOnceInAnyOrder(string profile, string mode)
    {
        var words = mode.Split(' ');
        using var bench = new Bench(profile, seed: ulong.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), preemption: true);
        bench.Serve(new EchoServer());

        bench.Play("SixLinks", "RunIn", 600, words[0], 2_000);

        for (var link = 0; link < 6; link++)
        {
            bench.Succeeds($"send {link}");
            bench.Succeeds($"receive {link}");
        }
    }

    private static Action<ServerEnd, int> Everything(int count) => (client, _) => client.Send(Pattern.Of(Pattern.OfServer, 0, count));

    private static Bench Fetch(
        string profile,
        string mode,
        bool single,
        int requests,
        int wanted,
        int readSize,
        Action<ServerEnd, int> server,
        Func<Sim800Options, Sim800Options>? change = null,
        Sim800Options? options = null)
    {
        var module = (options ?? OptionProfiles.Default) with { Stored = new Profile { BaudRate = 115200 } };
        var bench = new Bench(profile, change is null ? module : change(module));
        bench.Serve(new ScriptedServer(server));
        bench.Play("Fetch", "RunIn", 900, mode, single, requests, wanted, readSize);
        return bench;
    }
}

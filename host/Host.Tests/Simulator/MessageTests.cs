using Sim800.Simulator;
using Sim800.Simulator.Messages;
using static Host.Tests.Simulator.Bench;

namespace Host.Tests.Simulator;

/// <summary>Short messages in text and PDU mode, and the RI pin: fact sheet 4.2, 5.5, 7.1, 8 (T29), 11.5.</summary>
public class MessageTests
{
    private const string Number = "+8613800000000";

    [Fact]
    public void AMessageIsAnnouncedAndRiIsLowFor120Milliseconds()
    {
        var bench = new Bench();
        Assert.True(bench.Module.Machine.ReceiveMessage(Number, "hello", bench.Queue.Now));
        bench.Wait(119);
        Assert.False(bench.Lines.Ri.High);
        bench.Wait(2);
        Assert.True(bench.Lines.Ri.High);
        Assert.Equal("\r\n+CMTI: \"SM\",1\r\n", bench.TakeReceived());
    }

    [Fact]
    public void ReadingMarksAsRead() => Text("hello").Play("""
        >> AT+CMGR=1,1
        << \r\n+CMGR: "REC UNREAD","+8613800000000","","26/01/01,00:00:00+00"\r\nhello\r\n\r\nOK\r\n
        >> AT+CMGR=1
        << \r\n+CMGR: "REC UNREAD","+8613800000000","","26/01/01,00:00:00+00"\r\nhello\r\n\r\nOK\r\n
        >> AT+CMGR=1
        << \r\n+CMGR: "REC READ","+8613800000000","","26/01/01,00:00:00+00"\r\nhello\r\n\r\nOK\r\n
        >> AT+CMGR=2
        << \r\nOK\r\n
        >> AT+CMGR=51
        << \r\n+CMS ERROR: 321\r\n
        """);

    [Fact]
    public void DetailsAreShown() => Text("hello").Play("""
        >> AT+CSDH=1;+CMGR=1
        << \r\n+CMGR: "REC UNREAD","+8613800000000","","26/01/01,00:00:00+00",145,4,0,0,"+8613800210500",145,5\r\nhello\r\n\r\nOK\r\n
        """);

    [Fact]
    public void Listing() => Text("one", "two").Play("""
        >> AT+CMGR=2
        << \r\n+CMGR: "REC UNREAD","+8613800000000","","26/01/01,00:00:00+00"\r\ntwo\r\n\r\nOK\r\n
        >> AT+CMGL="ALL",1
        << \r\n+CMGL: 1,"REC UNREAD","+8613800000000","","26/01/01,00:00:00+00"\r\none\r\n+CMGL: 2,"REC READ","+8613800000000","","26/01/01,00:00:00+00"\r\ntwo\r\n\r\nOK\r\n
        >> AT+CMGL
        << \r\n+CMGL: 1,"REC UNREAD","+8613800000000","","26/01/01,00:00:00+00"\r\none\r\n\r\nOK\r\n
        >> AT+CMGL="REC UNREAD"
        << \r\nOK\r\n
        >> AT+CMGL="all"
        << \r\n+CMS ERROR: 305\r\n
        """);

    [Fact]
    public void SendingText()
    {
        var bench = Text().Play("""
            >> AT+CMGS="0769879696"
            << \r\n>\x20
            >| Text here lol\x1A
            << \r\n+CMGS: 0\r\n\r\nOK\r\n
            >> AT+CMGS="0769879696",129
            << \r\n>\x20
            >| again\x1A
            << \r\n+CMGS: 1\r\n\r\nOK\r\n
            """);
        Assert.Equal([new SentMessage("0769879696", "Text here lol"), new SentMessage("0769879696", "again")], bench.Module.Machine.SentMessages);
    }

    [Fact]
    public void EscapeSendsNothing()
    {
        var bench = Text().Play("""
            >> AT+CMGS="110"
            << \r\n>\x20
            >| help\x1B
            << \r\nOK\r\n
            """);
        Assert.Empty(bench.Module.Machine.SentMessages);
    }

    [Fact]
    public void SendingTakesItsTimeAndNothingElseIsHeard() => Text(Ready with { Latencies = Latencies.None.With("+CMGS", Milliseconds(2500)) }).Play("""
        >> AT+CMGS="110"
        << \r\n>\x20
        >| help\x1A
        .. 2400
        >> AT
        << \r\n+CMGS: 0\r\n\r\nOK\r\n
        """);

    [Fact]
    public void SendingThePduOfTheTextbook()
    {
        // 23.040: to +8613800000000, "hellohello" in seven bits, no service centre
        var bench = new Bench().Play("""
            >> AT+CMGS=24
            << \r\n>\x20
            >| 0011000D91683108000000F00000AA0AE8329BFD4697D9EC37\x1A
            << \r\n+CMGS: 0\r\n\r\nOK\r\n
            >> AT+CMGS=23
            << \r\n>\x20
            >| 0011000D91683108000000F00000AA0AE8329BFD4697D9EC37\x1A
            << \r\n+CMS ERROR: 304\r\n
            """);
        Assert.Equal([new SentMessage(Number, "hellohello")], bench.Module.Machine.SentMessages);
    }

    [Fact]
    public void ReadingAPdu()
    {
        var bench = new Bench();
        bench.Module.Machine.ReceiveMessage(Number, "hellohello", bench.Queue.Now);
        bench.Play("""
            << \r\n+CMTI: "SM",1\r\n
            >> AT+CMGR=1
            << \r\n+CMGR: 0,"",29\r\n0891683108200105F0040D91683108000000F00000621010000000000AE8329BFD4697D9EC37\r\n\r\nOK\r\n
            >> AT+CMGL=4
            << \r\n+CMGL: 1,1,"",29\r\n0891683108200105F0040D91683108000000F00000621010000000000AE8329BFD4697D9EC37\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void HandedOverDirectly()
    {
        var bench = Text().Play("""
            >> AT+CNMI=2,2
            << \r\nOK\r\n
            """);
        bench.Module.Machine.ReceiveMessage(Number, "now", bench.Queue.Now);
        bench.Play("""
            << \r\n+CMT: "+8613800000000","","26/01/01,00:00:00+00"\r\nnow\r\n
            >> AT+CMGL="ALL"
            << \r\nOK\r\n
            >> AT+CNMI=2,0
            << \r\nOK\r\n
            """);
        bench.Module.Machine.ReceiveMessage(Number, "quiet", bench.Queue.Now);
        bench.Play("""
            .. 1000
            >> AT+CMGR=1
            << \r\n+CMGR: "REC UNREAD","+8613800000000","","26/01/01,00:00:00+00"\r\nquiet\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void WritingAndSendingLater()
    {
        var bench = Text().Play("""
            >> AT+CMGW="110"
            << \r\n>\x20
            >| later\x1A
            << \r\n+CMGW: 1\r\n\r\nOK\r\n
            >> AT+CMGR=1
            << \r\n+CMGR: "STO UNSENT","110",""\r\nlater\r\n\r\nOK\r\n
            >> AT+CMSS=1
            << \r\n+CMSS: 0\r\n\r\nOK\r\n
            >> AT+CMGL="STO SENT"
            << \r\n+CMGL: 1,"STO SENT","110",""\r\nlater\r\n\r\nOK\r\n
            """);
        Assert.Equal([new SentMessage("110", "later")], bench.Module.Machine.SentMessages);
    }

    [Fact]
    public void Deleting() => Text("one", "two", "three").Play("""
        >> AT+CMGD=?
        << \r\n+CMGD: (1,2,3),(0-4)\r\n\r\nOK\r\n
        >> AT+CMGD=2
        << \r\nOK\r\n
        >> AT+CMGD=?
        << \r\n+CMGD: (1,3),(0-4)\r\n\r\nOK\r\n
        >> AT+CMGDA="DEL READ"
        << \r\nOK\r\n
        >> AT+CPMS?
        << \r\n+CPMS: "SM_P",2,50,"SM_P",2,50,"SM_P",2,50\r\n\r\nOK\r\n
        >> AT+CMGD=1,4
        << \r\nOK\r\n
        >> AT+CPMS="SM","SM","SM"
        << \r\n+CPMS: 0,50,0,50,0,50\r\n\r\nOK\r\n
        """);

    [Fact]
    public void AFullStoreTakesNoMore()
    {
        var bench = new Bench();
        for (var i = 0; i < 50; i++)
        {
            Assert.True(bench.Module.Machine.ReceiveMessage(Number, "x", bench.Queue.Now));
        }

        Assert.False(bench.Module.Machine.ReceiveMessage(Number, "x", bench.Queue.Now));
    }

    [Fact]
    public void TheStoreOutlivesARestart()
    {
        var bench = Text("hello");
        bench.Module.Machine.BrownOut(bench.Queue.Now);
        bench.Wait(10_000).TakeReceived();
        bench.Play("""
            >> AT+CMGF=1;+CMGL="ALL"
            << \r\n+CMGL: 1,"REC UNREAD","+8613800000000","","26/01/01,00:00:00+00"\r\nhello\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void Settings() => new Bench().Play("""
        >> AT+CMGF?
        << \r\n+CMGF: 0\r\n\r\nOK\r\n
        >> AT+CNMI?
        << \r\n+CNMI: 2,1,0,0,0\r\n\r\nOK\r\n
        >> AT+CNMI=1,4
        << \r\nERROR\r\n
        >> AT+CSMP?
        << \r\n+CSMP: 17,167,0,0\r\n\r\nOK\r\n
        >> AT+CSMP=49,167,0,8;+CSMP?
        << \r\n+CSMP: 49,167,0,8\r\n\r\nOK\r\n
        >> AT+CSCA?
        << \r\n+CSCA: "+8613800210500",145\r\n\r\nOK\r\n
        >> AT+CSCA="123";+CSCA?
        << \r\n+CSCA: "123",129\r\n\r\nOK\r\n
        """);

    [Fact]
    public void WithoutACard() => new Bench(Ready with { HasSim = false }).Play("""
        >> AT+CMGF=1
        << \r\n+CMS ERROR: 310\r\n
        >> AT+CMGS=10
        << \r\n+CMS ERROR: 310\r\n
        """);

    /// <summary>In text mode, with messages that came at once and were announced.</summary>
    private static Bench Text(params string[] messages) => Text(Ready, messages);

    private static Bench Text(Sim800Options options, params string[] messages)
    {
        var bench = new Bench(options);
        foreach (var message in messages)
        {
            Assert.True(bench.Module.Machine.ReceiveMessage(Number, message, bench.Queue.Now));
        }

        bench.Wait(200).TakeReceived();
        return bench.Play("""
            >> AT+CMGF=1
            << \r\nOK\r\n
            """);
    }
}

using System.Text;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>Transparent mode: application note 3.2, 11; fact sheet 2.2, 2.3, 5.4, 10.14, 10.15.</summary>
public class TransparentTests
{
    /// <summary>One character at 115200.</summary>
    private const double Frame = 10 * 1000.0 / 115200;

    private readonly SinkServer _server = new();

    private string Sent => Encoding.Latin1.GetString([.. _server.Received]);

    [Fact]
    public void DataModeHasNoEchoAndNoCommands()
    {
        var bench = Connected();
        Assert.True(bench.Module.Machine.IsInDataMode);
        Assert.False(bench.Lines.Dcd.High);
        bench.Play("""
            >> AT+CSQ
            .. 500
            """);
        Assert.Equal("AT+CSQ\r", Sent);
        _server.Client!.Send("\r\nOK\r\n\0\xFF"u8);
        bench.Play("<< \\r\\nOK\\r\\n\\x00\\xC3\\xBF");
    }

    [Fact]
    public void TheRemoteCloseEndsIt()
    {
        var bench = Connected();
        _server.Client!.Send("last"u8);
        _server.Client!.Close();
        bench.Play("""
            << last\r\nCLOSED\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: TCP CLOSED\r\n
            >> ATO
            << \r\nERROR\r\n
            """);
        Assert.True(bench.Lines.Dcd.High);
    }

    [Fact]
    public void TheLossOfTheContextEndsIt()
    {
        var bench = Connected();
        bench.Module.Machine.LoseContext(bench.Queue.Now);
        bench.Play("""
            << \r\n+PDP: DEACT\r\n
            >> AT
            << \r\nOK\r\n
            """);
        Assert.True(bench.Lines.Dcd.High);
    }

    [Fact]
    public void EscapeAndReturn()
    {
        var bench = Connected();
        bench.Wait(1100);
        bench.Play("""
            >| +++
            .. 1100
            << \r\nOK\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: CONNECT OK\r\n
            >> AT+CIPSEND
            << \r\nERROR\r\n
            """);
        Assert.False(bench.Lines.Dcd.High);
        bench.Play("""
            >> ATO
            << \r\nCONNECT\r\n
            >| more
            .. 500
            """);
        Assert.Equal("more", Sent);
    }

    [Theory]
    [InlineData(999, true, false)]
    [InlineData(1000, true, true)]
    [InlineData(1000, false, false)]
    [InlineData(1001, false, true)]
    public void SilenceBefore(double milliseconds, bool exact, bool escapes) =>
        Escape(exact, escapes, bench => Typed(bench, "x").Wait(milliseconds), "+++", 0);

    [Theory]
    [InlineData(999, true, false)]
    [InlineData(1000, true, true)]
    [InlineData(1000, false, false)]
    [InlineData(1001, false, true)]
    public void SilenceAfter(double milliseconds, bool exact, bool escapes)
    {
        var bench = Connected(Bench.Ready with { ExactGuardTimeEscapes = exact }).Wait(1100);
        Typed(bench, "+++").Wait(milliseconds);
        Typed(bench, "A").Wait(2000);
        Assert.Equal(!escapes, bench.Module.Machine.IsInDataMode);
        Assert.Equal(escapes ? "" : "+++A", Sent);
        Assert.Equal(escapes ? "\r\nOK\r\n" : "", bench.TakeReceived());
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void GapBetweenThePluses(double milliseconds, bool escapes)
    {
        var bench = Connected().Wait(1100);
        Typed(bench, "+").Wait(milliseconds);
        Typed(bench, "++").Wait(2000);
        Assert.Equal(!escapes, bench.Module.Machine.IsInDataMode);
        Assert.Equal(escapes ? "" : "+++", Sent);
    }

    [Theory]
    [InlineData("++++")]
    [InlineData("+++\\r")]
    [InlineData("++x")]
    [InlineData("x+++")]
    [InlineData("++")]
    public void WhatIsNoEscapeIsData(string typed)
    {
        var bench = Connected().Wait(1100);
        Typed(bench, typed).Wait(3000);
        Assert.True(bench.Module.Machine.IsInDataMode);
        Assert.Equal(typed, Sent);
    }

    [Fact]
    public void EscapeCanBeTurnedOff()
    {
        var bench = Connected(settings: "+CIPCCFG=5,2,1024,0").Wait(1100);
        Typed(bench, "+++").Wait(3000);
        Assert.Equal("+++", Sent);
        Assert.True(bench.Module.Machine.IsInDataMode);
    }

    [Theory]
    [InlineData(1, 999, false)]
    [InlineData(1, 1000, true)]
    [InlineData(1, 1001, true)]
    [InlineData(0, 2000, false)]
    public void DtrEscapesAtItsRise(int setting, double milliseconds, bool escapes)
    {
        var bench = Connected(settings: $"&D{setting}");
        bench.Drive(bench.Lines.Dtr, false).Wait(milliseconds);
        Assert.True(bench.Module.Machine.IsInDataMode);
        bench.Drive(bench.Lines.Dtr, true).Play($"""
            << {(escapes ? "\\r\\nOK\\r\\n" : "")}
            """);
        Assert.Equal(!escapes, bench.Module.Machine.IsInDataMode);
        Assert.False(bench.Lines.Dcd.High);
    }

    [Theory]
    [InlineData(999, false)]
    [InlineData(1000, true)]
    public void DtrHangsUp(double milliseconds, bool hangsUp)
    {
        var bench = Connected(settings: "&D2");
        bench.Drive(bench.Lines.Dtr, false).Wait(milliseconds).Drive(bench.Lines.Dtr, true).Play($"""
            .. 500
            << {(hangsUp ? "\\r\\nCLOSED\\r\\n" : "")}
            """);
        Assert.Equal(hangsUp, bench.Lines.Dcd.High);
    }

    [Theory]
    [InlineData(2, 199.9, false)]
    [InlineData(2, 200.1, true)]
    [InlineData(10, 999.9, false)]
    [InlineData(10, 1000.1, true)]
    [InlineData(1, 99.9, false)]
    [InlineData(1, 100.1, true)]
    public void WaitTimeSendsWhatWasTyped(int wait, double milliseconds, bool sent)
    {
        var bench = Connected(settings: $"+CIPCCFG=5,{wait},1024,1");
        bench.Network.Latency = 0;
        Typed(bench, "abc").Wait(milliseconds);
        Assert.Equal(sent ? "abc" : "", Sent);
    }

    [Fact]
    public void EveryCharacterBeginsTheWaitAnew()
    {
        var bench = Connected();
        bench.Network.Latency = 0;
        for (var n = 0; n < 10; n++)
        {
            Typed(bench, "x").Wait(150);
        }

        Assert.Equal("", Sent);
        bench.Wait(60);
        Assert.Equal(new string('x', 10), Sent);
    }

    [Fact]
    public void ABlockIsSentWithoutWaiting()
    {
        var bench = Connected(settings: "+CIPCCFG=5,10,8,1");
        bench.Network.Latency = 0;
        Typed(bench, "1234567").Wait(10);
        Assert.Equal("", Sent);
        Typed(bench, "8").Wait(0.001);
        Assert.Equal("12345678", Sent);
    }

    [Fact]
    public void OutputIsPaced()
    {
        var bench = Connected(settings: "+CIPCCFG=5,2,1024,1,1,50,100");
        _server.Client!.Send(new byte[120]);
        bench.Wait(50 + (50 * Frame) + 1);
        Assert.Equal(50, bench.TakeReceived().Length);
        bench.Wait(90);
        Assert.Equal(0, bench.TakeReceived().Length);
        bench.Wait(15);
        Assert.Equal(50, bench.TakeReceived().Length);
        bench.Wait(100);
        Assert.Equal(20, bench.TakeReceived().Length);
        _server.Client!.Send(new byte[60]);
        _server.Client!.Close();
        bench.Play($"<< {string.Concat(Enumerable.Repeat("\\x00", 60))}\\r\\nCLOSED\\r\\n");
    }

    [Fact]
    public void InputThatTheConnectionDoesNotTakeWaitsAndThenIsLost()
    {
        var bench = Connected(Bench.Ready with { SendBufferSize = 10, TransparentBufferSize = 20 }, new SinkServer { Acknowledges = false });
        Typed(bench, new string('x', 40)).Wait(1000);
        Assert.Contains("data mode: input lost, no room", bench.Module.Recorder.ToString());
    }

    [Theory]
    [InlineData(3, 45)] // repeated after 3, 6 and 12 s, and 24 s waited for the last
    [InlineData(5, 189)]
    [InlineData(7, 645)]
    [InlineData(8, 645)]
    public void ThePeerIsGivenUpAfterSoManyRepeats(int repeats, int seconds)
    {
        var bench = Connected(server: new SinkServer { Acknowledges = false }, settings: $"+CIPCCFG={repeats},2,1,1");
        Typed(bench, "x").Wait((seconds * 1000) - 1);
        Assert.Equal("", bench.TakeReceived());
        bench.Wait(3);
        Assert.Equal("\r\nCLOSED\r\n", bench.TakeReceived());
    }

    [Fact]
    public void WhatTheLastRepeatBringsAcrossIsEnough()
    {
        var bench = Connected(settings: "+CIPCCFG=3,2,1,1");
        bench.Module.Strike(new PacketLossFault(Count: 3));
        Typed(bench, "x").Wait(20_900);
        Assert.Equal("", Sent);
        bench.Wait(200);
        Assert.Equal("x", Sent);
        bench.Play(".. 60000");
    }

    [Fact]
    public void AnEscapeNeedNotWaitForALongDownload()
    {
        const int Size = 50_000;
        var bench = Connected();
        _server.Client!.Send(Enumerable.Repeat((byte)'d', Size).ToArray());
        _server.Client!.Close();
        bench.Wait(1100);
        Typed(bench, "+++").Wait(1000 + (1460 * Frame) + 1);
        var first = bench.TakeReceived();
        Assert.EndsWith("d\r\nOK\r\n", first);
        Assert.InRange(first.Length, 20_000, 30_000);
        bench.Play("""
            .. 5000
            >> AT
            << \r\nOK\r\n
            """);
        bench.Type("ATO\r");
        bench.Wait(5000);
        var second = bench.TakeReceived();
        Assert.StartsWith("\r\nCONNECT\r\nd", second);
        Assert.EndsWith("d\r\nCLOSED\r\n", second);
        Assert.Equal(Size, (first + second).Count(c => c == 'd'));
    }

    [Theory]
    [InlineData(EscapedData.Hold, "", "held")]
    [InlineData(EscapedData.Output, "held", "")]
    [InlineData(EscapedData.Drop, "", "")]
    public void DataWhileEscaped(EscapedData option, string atOnce, string afterReturn)
    {
        var bench = Escaped(Bench.Ready with { EscapedData = option });
        _server.Client!.Send("held"u8);
        bench.Play($"""
            .. 200
            << {atOnce}
            >> ATO
            << \r\nCONNECT\r\n{afterReturn}
            """);
    }

    [Fact]
    public void TheRemoteCloseWhileEscapedIsTold()
    {
        var bench = Escaped();
        _server.Client!.Close();
        bench.Play("""
            << \r\nCLOSED\r\n
            >> ATO
            << \r\nERROR\r\n
            """);
        Assert.True(bench.Lines.Dcd.High);
    }

    [Fact]
    public void CodesWaitForCommandMode()
    {
        var bench = Connected();
        bench.Module.Machine.SendUnsolicited("Call Ready", bench.Queue.Now);
        bench.Play(".. 1100");
        bench.Play("""
            >| +++
            .. 1100
            << \r\nOK\r\n\r\nCall Ready\r\n
            """);
    }

    [Fact]
    public void CloseFromCommandMode()
    {
        var bench = Escaped().Play("""
            >> AT+CIPCLOSE
            << \r\nCLOSE OK\r\n
            >> ATO
            << \r\nERROR\r\n
            """);
        Assert.True(bench.Lines.Dcd.High);
    }

    [Fact]
    public void CarrierIsAlwaysLowUnderC0()
    {
        var bench = Connected(settings: "&C0");
        Assert.False(bench.Lines.Dcd.High);
        _server.Client!.Close();
        bench.Play("<< \\r\\nCLOSED\\r\\n");
        Assert.False(bench.Lines.Dcd.High);
        bench.Play("""
            >> AT&C1
            << \r\nOK\r\n
            """);
        Assert.True(bench.Lines.Dcd.High);
    }

    [Fact]
    public void ServerInTransparentMode()
    {
        var bench = In(false, IpState.Initial).Play("""
            >> AT+CIPMODE=1
            << \r\nOK\r\n
            >> AT+CIPSERVER=1,1234
            << \r\nOK\r\n\r\nSERVER OK\r\n
            """);
        bench.Network.Dial("10.0.0.1", 4000, 1234, _server);
        bench.Play("<< \\r\\nREMOTE IP: 10.0.0.1\\r\\n\\r\\nCONNECT\\r\\n");
        Assert.False(bench.Lines.Dcd.High);
        Typed(bench, "hello").Wait(300);
        Assert.Equal("hello", Sent);
        _server.Client!.Close();
        bench.Play("<< \\r\\nCLOSED\\r\\n");
        Assert.True(bench.Lines.Dcd.High);
    }

    [Fact]
    public void DatagramsInTransparentMode()
    {
        var server = new DatagramServer(data => data);
        var bench = In(false, IpState.Initial);
        bench.Network.Serve("1.2.3.4", 53, server);
        bench.Play("""
            >> AT+CIPMODE=1
            << \r\nOK\r\n
            >> AT+CIPSTART="UDP","1.2.3.4",53
            << \r\nOK\r\n\r\nCONNECT\r\n
            >| hello
            .. 400
            << hello
            """);
        Assert.Single(server.Received);
    }

    [Fact]
    public void SettingsInTheirForms() => new Bench().Play("""
        >> AT+CIPMODE=?;+CIPMODE?
        << \r\n+CIPMODE: (0-NORMAL MODE,1-TRANSPARENT MODE)\r\n\r\n+CIPMODE: 0\r\n\r\nOK\r\n
        >> AT+CIPCCFG?
        << \r\n+CIPCCFG: 5,2,1024,1,0,1460,50\r\n\r\nOK\r\n
        >> AT+CIPCCFG=?
        << \r\n+CIPCCFG: (NmRetry:3-8),(WaitTm:1-10),(SendSz:1-1460),(esc:0,1),(Rxmode:0,1),(RxSize:50-1460),(Rxtimer:20-1000)\r\n\r\nOK\r\n
        >> AT+CIPCCFG=3,1,1460,0,1,50,20
        << \r\nOK\r\n
        >> AT+CIPCCFG=8,10,1,1
        << \r\nOK\r\n
        >> AT+CIPCCFG?
        << \r\n+CIPCCFG: 8,10,1,1,1,50,20\r\n\r\nOK\r\n
        """);

    [Theory]
    [InlineData("2,2,1024,1")]
    [InlineData("9,2,1024,1")]
    [InlineData("5,0,1024,1")]
    [InlineData("5,11,1024,1")]
    [InlineData("5,2,0,1")]
    [InlineData("5,2,1461,1")]
    [InlineData("5,2,1024,2")]
    [InlineData("5,2,1024,1,2,1460,50")]
    [InlineData("5,2,1024,1,0,49,50")]
    [InlineData("5,2,1024,1,0,1461,50")]
    [InlineData("5,2,1024,1,0,1460,19")]
    [InlineData("5,2,1024,1,0,1460,1001")]
    [InlineData("5,2,1024")]
    [InlineData("5,2,1024,1,0")]
    public void TransferOutOfRange(string arguments) => new Bench().Play($"""
        >> AT+CIPCCFG={arguments}
        << \r\nERROR\r\n
        """);

    [Fact]
    public void ModeIsRefusedInMultiAndWhileConnected()
    {
        In(true, IpState.Initial).Play("""
            >> AT+CIPMODE=1
            << \r\nERROR\r\n
            >> AT+CIPMODE=0
            << \r\nOK\r\n
            """);
        In(false, IpState.ConnectOk).Play("""
            >> AT+CIPMODE=1
            << \r\nERROR\r\n
            """);
    }

    [Fact]
    public void NoResumeWithoutTransparentConnection() => In(false, IpState.ConnectOk).Play("""
        >> ATO
        << \r\nERROR\r\n
        >> ATO0
        << \r\nERROR\r\n
        """);

    /// <summary>Types, and ends when the last character has arrived.</summary>
    private static Bench Typed(Bench bench, string text)
    {
        bench.Type(text);
        while (bench.Terminal.Unsent > 0)
        {
            bench.Queue.AdvanceTo(bench.Queue.NextDue);
        }

        return bench;
    }

    private void Escape(bool exact, bool escapes, Action<Bench> before, string typed, double after)
    {
        var bench = Connected(Bench.Ready with { ExactGuardTimeEscapes = exact });
        before(bench);
        Typed(bench, typed).Wait(2000 + after);
        Assert.Equal(!escapes, bench.Module.Machine.IsInDataMode);
        Assert.Equal(escapes ? "x" : "x+++", Sent);
    }

    private Bench Connected(Sim800Options? options = null, SinkServer? server = null, string settings = "") =>
        In(false, IpState.Initial, options, server ?? _server).Play($"""
            >> AT+CIPMODE=1;{settings}
            << \r\nOK\r\n
            >> AT+CIPSTART="TCP","1.2.3.4",80
            << \r\nOK\r\n\r\nCONNECT\r\n
            """);

    private Bench Escaped(Sim800Options? options = null)
    {
        var bench = Connected(options).Wait(1100);
        return bench.Play("""
            >| +++
            .. 1100
            << \r\nOK\r\n
            """);
    }
}

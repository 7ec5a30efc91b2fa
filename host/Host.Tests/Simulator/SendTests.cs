using System.Text;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>Sending: fact sheet 1.5, 2.8 to 2.10, 2.19; application note 7.</summary>
public class SendTests
{
    private const string Every = "\\x00\\x1A\\x1B\\r\\nOK\\r\\n\\xFF";

    [Fact]
    public void FixedLengthTakesEveryByteAsItIs()
    {
        var sink = new SinkServer();
        In(true, IpState.Processing, server: sink).Play($"""
            >> AT+CIPSEND=0,10
            << \r\n>\x20
            >| {Every}
            << \r\n0, SEND OK\r\n
            """);
        Assert.Equal("\0\x1A\x1B\r\nOK\r\n\xFF", Encoding.Latin1.GetString([.. sink.Received]));
    }

    [Fact]
    public void ControlZSends()
    {
        var sink = new SinkServer();
        In(false, IpState.ConnectOk, server: sink).Play("""
            >> AT+CIPSEND
            << \r\n>\x20
            >| hello TCP server\x1A
            << \r\nSEND OK\r\n
            """);
        Assert.Equal("hello TCP server", Encoding.Latin1.GetString([.. sink.Received]));
    }

    [Fact]
    public void ControlZSendsInMultiModeToo() => In(true, IpState.Processing).Play("""
        >> AT+CIPSEND=0
        << \r\n>\x20
        >| TCP test\x1A
        << \r\n0, SEND OK\r\n
        >> AT+CIPSEND
        << \r\nERROR\r\n
        """);

    [Theory]
    [InlineData("OK", "\\r\\nOK\\r\\n")]
    [InlineData("ERROR", "\\r\\nERROR\\r\\n")]
    [InlineData(null, "")]
    public void EscapeCancels(string? answer, string expected)
    {
        var sink = new SinkServer();
        In(false, IpState.ConnectOk, Bench.Ready with { EscapeAnswer = answer }, sink).Play($"""
            >> AT+CIPSEND
            << \r\n>\x20
            >| hello\x1B
            << {expected}
            >> AT
            << \r\nOK\r\n
            """);
        Assert.Empty(sink.Received);
    }

    [Theory]
    [InlineData(true, "payload\\r\\nSEND OK\\r\\n")]
    [InlineData(false, "\\r\\nSEND OK\\r\\n")]
    public void PayloadIsEchoedByOption(bool echoes, string expected) =>
        In(false, IpState.ConnectOk, Bench.Ready with { EchoesPayload = echoes }).Play($"""
            >> ATE1
            << \r\nOK\r\n
            >> AT+CIPSEND=7
            << AT+CIPSEND=7\r\r\n>\x20
            >| payload
            << {expected}
            """);

    [Fact]
    public void LineFeedBehindTheCommandIsNoPayload()
    {
        var sink = new SinkServer();
        In(false, IpState.ConnectOk, server: sink).Play("""
            >| AT+CIPSEND=2\r\n
            << \r\n>\x20
            >| \nx
            << \r\nSEND OK\r\n
            """);
        Assert.Equal("\nx", Encoding.Latin1.GetString([.. sink.Received]));
    }

    [Fact]
    public void LineFeedBehindTheCommandIsPayloadByOption()
    {
        var sink = new SinkServer();
        In(false, IpState.ConnectOk, Bench.Ready with { LineFeedIsPayload = true }, sink).Play("""
            >| AT+CIPSEND=2\r\n
            << \r\n>\x20
            >| x
            << \r\nSEND OK\r\n
            """);
        Assert.Equal("\nx", Encoding.Latin1.GetString([.. sink.Received]));
    }

    [Fact]
    public void MoreThanTheAvailableSizeIsRefused() => In(false, IpState.ConnectOk).Play("""
        >> AT+CIPSEND?
        << \r\n+CIPSEND: 1460\r\n\r\nOK\r\n
        >> AT+CIPSEND=1461
        << \r\nERROR\r\n
        >> AT+CIPSEND=0
        << \r\nERROR\r\n
        """); // T42

    [Theory]
    [InlineData(true, "\\r\\n>\\x20")]
    [InlineData(false, "\\r\\nERROR\\r\\n")]
    public void ExactlyTheAvailableSizeByOption(bool accepts, string answer) =>
        In(false, IpState.ConnectOk, Bench.Ready with { AcceptsExactSendSize = accepts }).Play($"""
            >> AT+CIPSEND=1460
            << {answer}
            """);

    [Fact]
    public void TooMuchTypedIsRefused() => In(false, IpState.ConnectOk).Play($"""
        >> AT+CIPSEND
        << \r\n>\x20
        >| {new string('x', 1461)}\x1A
        << \r\nERROR\r\n
        """);

    [Fact]
    public void QuickSendAcceptsAtOnceAndCounts()
    {
        var bench = In(true, IpState.Processing);
        bench.Network.Latency = Bench.Milliseconds(500);
        bench.Play("""
            >> AT+CIPQSEND=1
            << \r\nOK\r\n
            >> AT+CIPSEND=0,10
            << \r\n>\x20
            >| 1234567890
            << \r\nDATA ACCEPT:0,10\r\n
            >> AT+CIPACK=0
            << \r\n+CIPACK: 10,0,10\r\n\r\nOK\r\n
            .. 1000
            >> AT+CIPACK=0
            << \r\n+CIPACK: 10,10,0\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void QuickSendInSingleMode() => In(false, IpState.ConnectOk).Play("""
        >> AT+CIPQSEND=1
        << \r\nOK\r\n
        >> AT+CIPSEND=5
        << \r\n>\x20
        >| hello
        << \r\nDATA ACCEPT:5\r\n
        """);

    [Fact]
    public void SendBufferFillsWhenThePeerDoesNotAcknowledge() =>
        In(true, IpState.Processing, Bench.Ready with { SendBufferSize = 1470 }, new SinkServer { Acknowledges = false }).Play($"""
            >> AT+CIPQSEND=1
            << \r\nOK\r\n
            >> AT+CIPSEND=0,1460
            << \r\n>\x20
            >| {new string('x', 1460)}
            << \r\nDATA ACCEPT:0,1460\r\n
            >> AT+CIPSEND?
            << \r\n+CIPSEND: 0,10\r\n\r\nOK\r\n
            >> AT+CIPSEND=0,11
            << \r\nERROR\r\n
            """);

    [Fact]
    public void NormalSendOwnsTheModuleUntilThePeerAcknowledgesOr645SecondsPass() =>
        In(true, IpState.Processing, server: new SinkServer { Acknowledges = false }).Play("""
            >> AT+CIPSEND=0,5
            << \r\n>\x20
            >| hello
            .. 1000
            >> AT
            .. 643000
            .. 2000
            << \r\n0, CLOSED\r\n
            >> AT
            << \r\nOK\r\n
            """);

    [Fact]
    public void CloseDuringANormalSendIsASendFail() =>
        In(true, IpState.Processing, server: new ClosingServer { AfterTime = Bench.Milliseconds(600), Acknowledges = false }).Play("""
            >> AT+CIPSEND=0,5
            << \r\n>\x20
            >| hello
            << \r\n0, SEND FAIL\r\n\r\n0, CLOSED\r\n
            """);

    [Fact]
    public void CodesWaitUntilThePayloadIsComplete() =>
        In(true, IpState.Processing, server: new ClosingServer { AfterTime = Bench.Milliseconds(500) }).Play("""
            >> AT+CIPSEND=0,5
            << \r\n>\x20
            .. 1000
            >| hello
            << \r\n0, SEND FAIL\r\n\r\n0, CLOSED\r\n
            """);

    [Fact]
    public void DataOfAFastPeerAreAnnouncedBeforeTheAnswer()
    {
        // Fact sheet 6.3 (2): +CIPRXGET: 1 before SEND OK.
        var bench = new Bench(network: network => network.Serve("1.2.3.4", 80, new EchoServer()));
        bench.Play("""
            >> AT+CIPRXGET=1
            << \r\nOK\r\n
            >> AT+CIPSTART="TCP","1.2.3.4",80
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            >> AT+CIPSEND=2
            << \r\n>\x20
            >| hi
            << \r\n+CIPRXGET: 1\r\n\r\nSEND OK\r\n
            """);
    }

    [Fact]
    public void PromptAndResultBySetting() => In(false, IpState.ConnectOk).Play("""
        >> AT+CIPSPRT=0
        << \r\nOK\r\n
        >> AT+CIPSEND=2
        >| hi
        << \r\nSEND OK\r\n
        >> AT+CIPSPRT=2
        << \r\nOK\r\n
        >> AT+CIPSEND=2
        >| hi
        .. 500
        >> AT
        << \r\nOK\r\n
        """);

    [Fact]
    public void SendFailThreeTimesAndTheModuleStillAnswers() =>
        In(true, IpState.Processing, Bench.Ready with { Faults = [new CommandFault("+CIPSEND", CommandEffect.FailedResult, Count: 3)] }).Play("""
            >> AT+CIPSEND=0,2
            << \r\n>\x20
            >| hi
            << \r\n0, SEND FAIL\r\n
            >> AT+CIPSEND=0,2
            << \r\n>\x20
            >| hi
            << \r\n0, SEND FAIL\r\n
            >> AT+CIPSEND=0,2
            << \r\n>\x20
            >| hi
            << \r\n0, SEND FAIL\r\n
            >> AT+CSQ
            << \r\n+CSQ: 20,0\r\n\r\nOK\r\n
            """); // T03
}

using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>Ends of connections: fact sheet 2.11, 3.3, 4.3, 6.3.</summary>
public class CloseTests
{
    private static Sim800Options Delaying => Bench.Ready with { DelaysRemoteClose = true };

    [Fact]
    public void IdleSlot() => In(true, IpState.Processing).Play("""
        >> AT+CMEE=2
        << \r\nOK\r\n
        >> AT+CIPCLOSE=1,1
        << \r\n+CME ERROR: operation not allowed\r\n
        """); // T08

    [Theory]
    [InlineData("0", 110)]
    [InlineData("0,0", 110)]
    [InlineData("0,1", 0)]
    public void SlowCloseTakesTheFinExchange(string arguments, double milliseconds)
    {
        var bench = In(true, IpState.Processing);
        var begun = bench.Queue.Now;
        bench.Play($"""
            >> AT+CIPCLOSE={arguments}
            << \r\n0, CLOSE OK\r\n
            """);
        Assert.InRange(bench.Queue.Now - begun, Bench.Milliseconds(milliseconds), Bench.Milliseconds(milliseconds + 30));
    }

    [Fact]
    public void SlowCloseGivesUpOnASilentPeer() => In(true, IpState.Processing, server: new SinkServer { AnswersClose = false }).Play("""
        >> AT+CIPCLOSE=0
        .. 9900
        .. 200
        << \r\n0, CLOSE OK\r\n
        """);

    [Fact]
    public void ClosingTheLastLinkLeadsBackToIpStatus()
    {
        var bench = In(true, IpState.Processing).Play("""
            >> AT+CIPSTART=1,"TCP","1.2.3.4",80
            << \r\nOK\r\n\r\n1, CONNECT OK\r\n
            >> AT+CIPCLOSE=0
            << \r\n0, CLOSE OK\r\n
            """);
        Assert.Equal(IpState.Processing, bench.Module.Machine.IpState);
        bench.Play("""
            >> AT+CIPCLOSE=1
            << \r\n1, CLOSE OK\r\n
            """);
        Assert.Equal(IpState.Status, bench.Module.Machine.IpState);
    }

    [Theory]
    [InlineData(false, IpState.Processing)]
    [InlineData(true, IpState.Status)]
    public void ClosedByThePeer(bool option, IpState after)
    {
        var bench = In(true, IpState.Processing, Bench.Ready with { RemoteCloseEndsProcessing = option },
            new ClosingServer { AfterTime = Bench.Milliseconds(500) });
        bench.Play("""
            << \r\n0, CLOSED\r\n
            >> AT+CIPSTATUS=0
            << \r\n+CIPSTATUS: 0,0,"TCP","1.2.3.4","80","CLOSED"\r\n\r\nOK\r\n
            >> AT+CIPCLOSE=0
            << \r\nERROR\r\n
            """);
        Assert.Equal(after, bench.Module.Machine.IpState);
    }

    [Fact]
    public void ClosedByThePeerInSingleMode() => In(false, IpState.ConnectOk, server: new ClosingServer { AfterTime = Bench.Milliseconds(500) }).Play("""
        << \r\nCLOSED\r\n
        >> AT+CIPSTATUS
        << \r\nOK\r\n\r\nSTATE: TCP CLOSED\r\n
        """);

    [Theory]
    [InlineData(false, "", 2000)]
    [InlineData(true, "", 3500)]
    [InlineData(false, "100,7000", 100)]
    [InlineData(false, "4000,100", 4000)]
    [InlineData(true, "4000,100", 100)]
    [InlineData(true, "100,7000", 7000)]
    public void TheRemoteDelayPassesBetweenTheFinAndClosed(bool multi, string setting, int delay)
    {
        var server = new SinkServer();
        var bench = In(multi, multi ? IpState.Processing : IpState.ConnectOk, Delaying, server);
        bench.Network.Latency = 0;
        if (setting.Length > 0)
        {
            bench.Play($"""
                >> AT+CIPRDTIMER={setting}
                << \r\nOK\r\n
                """);
        }

        server.Client!.Close();
        bench.Play($"""
            .. {delay - 1}
            .. 4
            << \r\n{(multi ? "0, " : "")}CLOSED\r\n
            """);
    }

    [Fact]
    public void UntilClosedTheLinkIsRemoteClosing()
    {
        var server = new SinkServer();
        var bench = In(true, IpState.Processing, Delaying, server).Play("""
            >> AT+CIPSTART=1,"TCP","1.2.3.4",80
            << \r\nOK\r\n\r\n1, CONNECT OK\r\n
            """);
        server.Client!.Close();
        bench.Wait(100).Play("""
            >> AT+CIPSTATUS=1
            << \r\n+CIPSTATUS: 1,0,"TCP","1.2.3.4","80","REMOTE CLOSING"\r\n\r\nOK\r\n
            >> AT+CIPSEND=1,1
            << \r\nERROR\r\n
            >> AT+CIPCLOSE=1
            << \r\nERROR\r\n
            >> AT+CIPSTART=1,"TCP","1.2.3.4",80
            << \r\nERROR\r\n\r\n1, ALREADY CONNECT\r\n
            .. 3500
            << \r\n1, CLOSED\r\n
            """);
    }

    [Fact]
    public void InSingleModeTheStateIsClosingMeanwhile()
    {
        var server = new SinkServer();
        var bench = In(false, IpState.ConnectOk, Delaying, server);
        server.Client!.Close();
        bench.Wait(100).Play("""
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: TCP CLOSING\r\n
            >> AT+CIPCLOSE
            << \r\nERROR\r\n
            .. 2000
            << \r\nCLOSED\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: TCP CLOSED\r\n
            """);
    }

    [Fact]
    public void AResetTakesNoTime()
    {
        var bench = In(true, IpState.Processing, Delaying);
        bench.Module.Strike(new RemoteEndFault(0, Resets: true));
        bench.Play("""
            .. 2
            << \r\n0, CLOSED\r\n
            """);
    }

    [Fact]
    public void WhatThePeerAcknowledgesAfterItsFinIsSent() => In(true, IpState.Processing, Delaying, new ClosingServer { AfterBytes = 5 }).Play("""
        >> AT+CIPSEND=0,5
        << \r\n>\x20
        >| hello
        << \r\n0, SEND OK\r\n
        .. 4000
        << \r\n0, CLOSED\r\n
        """);

    [Fact]
    public void UnreadDataSurviveTheClose() => Manual(new Sim800Options().KeepsUnreadAfterClose).Play("""
        >> AT+CIPRXGET=4,0
        << \r\n+CIPRXGET: 4,0,4\r\n\r\nOK\r\n
        >> AT+CIPRXGET=2,0,3
        << \r\n+CIPRXGET: 2,0,3,1\r\nlas\r\nOK\r\n
        >> AT+CIPRXGET=2,0,3
        << \r\n+CIPRXGET: 2,0,1,0\r\nt\r\nOK\r\n
        >> AT+CIPRXGET=2,0,3
        << \r\nERROR\r\n
        """);

    [Fact]
    public void UnreadDataAreLostByOption() => Manual(keeps: false).Play("""
        >> AT+CIPRXGET=2,0,63
        << \r\nERROR\r\n
        >> AT+CIPRXGET=2,0,63
        << \r\nERROR\r\n
        """); // T05

    [Fact]
    public void ClosedComesOnlyWhenTheNetworkHasNothingLeft()
    {
        // The window of the module's buffer holds the FIN back with the data before it.
        var bench = new Bench(Bench.Ready with { ReceiveBufferSize = 3 }, network: network =>
            network.Serve("1.2.3.4", 80, new ClosingServer { AfterTime = Bench.Milliseconds(100), LastWords = "abcde"u8.ToArray() }));
        bench.Play("""
            >> AT+CIPRXGET=1
            << \r\nOK\r\n
            >> AT+CIPSTART="TCP","1.2.3.4",80
            << \r\nOK\r\n\r\nCONNECT OK\r\n\r\n+CIPRXGET: 1\r\n
            >> AT+CIPRXGET=2,3
            << \r\n+CIPRXGET: 2,3,0\r\nabc\r\nOK\r\n\r\n+CIPRXGET: 1\r\n\r\nCLOSED\r\n
            >> AT+CIPRXGET=2,3
            << \r\n+CIPRXGET: 2,2,0\r\nde\r\nOK\r\n
            """);
    }

    private static Bench Manual(bool keeps)
    {
        var bench = new Bench(Bench.Ready with { KeepsUnreadAfterClose = keeps }, network: network =>
            network.Serve("1.2.3.4", 80, new ClosingServer { AfterTime = Bench.Milliseconds(100), LastWords = "last"u8.ToArray() }));
        return bench.Play("""
            >> AT+CIPMUX=1;+CIPRXGET=1;+CSTT
            << \r\nOK\r\n
            >> AT+CIICR
            << \r\nOK\r\n
            >> AT+CIFSR
            << \r\n10.78.245.128\r\n
            >> AT+CIPSTART=0,"TCP","1.2.3.4",80
            << \r\nOK\r\n\r\n0, CONNECT OK\r\n\r\n+CIPRXGET: 1,0\r\n\r\n0, CLOSED\r\n
            """);
    }
}

using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.Bench;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>Faults of the network strike connections that were opened, those that were accepted, and datagrams.</summary>
public class NetworkFaultTests
{
    private readonly SinkServer _peer = new();

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void ThePeerEnds(bool accepted, bool resets)
    {
        var bench = Connected(accepted);
        bench.Module.Strike(new RemoteEndFault(0, resets));
        bench.Play("""
            << \r\n0, CLOSED\r\n
            """);
        Assert.Contains("fault RemoteEndFault strikes\n", bench.Module.Recorder.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatIsOnItsWayComesBeforeACloseAndIsLostWithAReset(bool accepted)
    {
        foreach (var (resets, left) in ((bool, string)[])[(false, "\\r\\n+RECEIVE,0,4:\\r\\nlast"), (true, "")])
        {
            var bench = Connected(accepted);
            bench.Module.Strike(new NetworkDelayFault(0, Milliseconds(1000)));
            _peer.Client!.Send("last"u8);
            bench.Wait(500);
            bench.Module.Strike(new RemoteEndFault(0, resets));
            bench.Play($"""
                << {left}\r\n0, CLOSED\r\n
                """);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ThePeerAcknowledgesNothing(bool accepted)
    {
        var bench = Connected(accepted);
        bench.Module.Strike(new NoAcknowledgementFault(0));
        bench.Play("""
            >> AT+CIPSEND=0,2
            << \r\n>\x20
            >| hi
            .. 644000
            .. 2000
            << \r\n0, CLOSED\r\n
            """);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheSendingFails(bool accepted)
    {
        var bench = Connected(accepted);
        bench.Module.Strike(new CommandFault("+CIPSEND", CommandEffect.FailedResult, Count: 1));
        bench.Play("""
            >> AT+CIPSEND=0,2
            << \r\n>\x20
            >| hi
            << \r\n0, SEND FAIL\r\n
            >> AT+CIPSEND=0,2
            << \r\n>\x20
            >| hi
            << \r\n0, SEND OK\r\n
            """);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EverythingIsLate(bool accepted)
    {
        var bench = Connected(accepted);
        bench.Module.Strike(new NetworkDelayFault(0, Milliseconds(1000)));
        bench.Network.Latency = 0;
        _peer.Client!.Send("ab"u8);
        bench.Play("""
            .. 999
            .. 5
            << \r\n+RECEIVE,0,2:\r\nab
            >> AT+CIPSEND=0,2
            << \r\n>\x20
            >| hi
            .. 1975
            .. 8
            << \r\n0, SEND OK\r\n
            """);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ALostSegmentIsRepeated(bool accepted)
    {
        var bench = Connected(accepted);
        bench.Network.Latency = 0;
        bench.Module.Strike(new PacketLossFault(Count: 2));
        bench.Play("""
            >> AT+CIPSEND=0,2
            << \r\n>\x20
            >| hi
            .. 8975
            .. 8
            << \r\n0, SEND OK\r\n
            """); // after 3 s, and after 6 more
        Assert.Equal(2, bench.Module.Recorder.ToString().Split("fault PacketLossFault strikes\n").Length - 1);
        bench.Module.Strike(new PacketLossFault(Count: 1));
        _peer.Client!.Send("first"u8);
        _peer.Client!.Send("second"u8);
        bench.Play("""
            .. 2999
            .. 5
            << \r\n+RECEIVE,0,11:\r\nfirstsecond
            """);
    }

    [Fact]
    public void ALostDatagramStaysLost()
    {
        var bench = Datagrams();
        bench.Module.Strike(new PacketLossFault(Count: 1));
        bench.Play("""
            >> AT+CIPSEND=0,4
            << \r\n>\x20
            >| lost
            << \r\n0, SEND OK\r\n
            .. 10000
            >> AT+CIPSEND=0,4
            << \r\n>\x20
            >| ping
            << \r\n0, SEND OK\r\n\r\n+RECEIVE,0,4:\r\nping
            """);
    }

    [Fact]
    public void DatagramsAreLate()
    {
        var bench = Datagrams();
        bench.Network.Latency = 0;
        bench.Module.Strike(new NetworkDelayFault(0, Milliseconds(1000)));
        bench.Play("""
            >> AT+CIPSEND=0,4
            << \r\n>\x20
            >| ping
            << \r\n0, SEND OK\r\n
            .. 1975
            .. 10
            << \r\n+RECEIVE,0,4:\r\nping
            """);
    }

    [Fact]
    public void SendingADatagramFailsToo()
    {
        var bench = Datagrams();
        bench.Module.Strike(new CommandFault("+CIPSEND", CommandEffect.FailedResult, Count: 1));
        bench.Play("""
            >> AT+CIPSEND=0,4
            << \r\n>\x20
            >| ping
            << \r\n0, SEND FAIL\r\n
            .. 1000
            """);
    }

    [Fact]
    public void TheSameSeedLosesTheSamePackets()
    {
        static string Run(int seed)
        {
            var bench = Datagrams(Ready with { Seed = seed, Faults = [new PacketLossFault(0.5)] });
            for (var i = 0; i < 20; i++)
            {
                bench.Type("AT+CIPSEND=0,1\r");
                bench.Wait(50).Type("x");
                bench.Wait(500);
            }

            return bench.TakeReceived();
        }

        var run = Run(1);
        Assert.Equal(run, Run(1));
        Assert.NotEqual(run, Run(2));
    }

    [Fact]
    public void SilenceHoldsStreamsUpAndLosesDatagrams()
    {
        var bench = Datagrams();
        bench.Network.Serve("1.2.3.4", 81, _peer);
        bench.Play("""
            >> AT+CIPSTART=1,"TCP","1.2.3.4",81
            << \r\nOK\r\n\r\n1, CONNECT OK\r\n
            """);
        bench.Network.Latency = 0;
        bench.Module.Strike(new SilenceFault(0, Milliseconds(5000)));
        _peer.Client!.Send("late"u8);
        bench.Play("""
            >> AT+CIPSEND=0,4
            << \r\n>\x20
            >| lost
            << \r\n0, SEND OK\r\n
            .. 8900
            .. 100
            << \r\n+RECEIVE,1,4:\r\nlate
            .. 10000
            """); // repeated after 3 s in vain, and 6 s later
    }

    [Fact]
    public void AClientThatComesInSilenceFindsNobody()
    {
        var bench = Listening();
        bench.Module.Strike(new SilenceFault(0));
        bench.Network.Dial("10.0.0.1", 4000, 1234, _peer);
        bench.Play(".. 1000");
        Assert.Equal(1, _peer.Refusals);
    }

    [Fact]
    public void InSilenceNobodyAnswersAnAttemptToConnect()
    {
        var bench = In(true, IpState.Status).Play("""
            >> AT+CIPDPDP=0
            << \r\nOK\r\n
            """);
        bench.Module.Strike(new SilenceFault(0));
        bench.Play("""
            >> AT+CIPSTART=0,"TCP","1.2.3.4",80
            << \r\nOK\r\n
            .. 75000
            .. 500
            << \r\n0, CONNECT FAIL\r\n
            """);
    }

    private static Bench Listening() => In(true, IpState.Status).Play("""
        >> AT+CIPSERVER=1,1234
        << \r\nOK\r\n\r\nSERVER OK\r\n
        """);

    private static Bench Datagrams(Sim800Options? options = null)
    {
        var bench = In(true, IpState.Status, options);
        bench.Network.Serve("1.2.3.4", 53, new DatagramServer(data => data));
        return bench.Play("""
            >> AT+CIPSTART=0,"UDP","1.2.3.4",53
            << \r\nOK\r\n\r\n0, CONNECT OK\r\n
            """);
    }

    /// <summary>Link 0, opened by the module or accepted.</summary>
    private Bench Connected(bool accepted)
    {
        if (!accepted)
        {
            return In(true, IpState.Processing, server: _peer);
        }

        var bench = Listening();
        bench.Network.Dial("10.0.0.1", 4000, 1234, _peer);
        return bench.Play("""
            << \r\n0, REMOTE IP: 10.0.0.1\r\n
            .. 100
            """);
    }
}

using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.Bench;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>AT+CIPTKA: fact sheet 2.24.</summary>
public class KeepAliveTests
{
    private readonly SinkServer _peer = new();

    [Theory]
    [InlineData("", 7200 + (9 * 75))]
    [InlineData("1,30,600,1", 30 + 600)]
    [InlineData("1,7200,30,9", 7200 + (9 * 30))]
    [InlineData("1,60", 60 + (9 * 75))]
    public void AVanishedPeerIsFoundOutWhenTheLastProbeIsNotAnswered(string setting, int seconds)
    {
        foreach (var accepted in (bool[])[false, true])
        {
            var bench = Connected(setting, accepted, out var established);
            bench.Module.Strike(new PeerGoneFault(0));
            bench.Queue.AdvanceTo(established + Milliseconds((seconds * 1000.0) - 1));
            Assert.Equal("", bench.TakeReceived());
            bench.Wait(3);
            Assert.Equal("\r\n0, CLOSED\r\n", bench.TakeReceived());
        }
    }

    [Fact]
    public void ItCanBeTurnedOff()
    {
        var bench = Connected("0", false, out _);
        bench.Module.Strike(new PeerGoneFault(0));
        bench.Play($".. {TimeSpan.FromDays(10).TotalMilliseconds}");
    }

    [Fact]
    public void APeerThatAnswersIsKept()
    {
        var bench = Connected("1,30,30,1", false, out var established);
        bench.Play($".. {TimeSpan.FromHours(1).TotalMilliseconds}");
        Assert.Contains("link 0 probes its peer\n", bench.Module.Recorder.ToString());
        Assert.True(bench.Queue.Now > established);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ASignOfLifeBeginsTheIdleTimeAnew(bool received)
    {
        var bench = Connected("1,30,30,1", false, out _);
        bench.Network.Latency = 0;
        bench.Wait(29_000);
        if (received)
        {
            _peer.Client!.Send("x"u8);
            bench.Play("<< \\r\\n+RECEIVE,0,1:\\r\\nx");
        }
        else
        {
            bench.Play("""
                >> AT+CIPSEND=0,1
                << \r\n>\x20
                >| x
                << \r\n0, SEND OK\r\n
                """);
        }

        bench.Module.Strike(new PeerGoneFault(0));
        bench.Play("""
            .. 59900
            .. 200
            << \r\n0, CLOSED\r\n
            """);
    }

    [Fact]
    public void OneLostProbeHurtsNobody()
    {
        var bench = Connected("1,30,30,2;+CIPDPDP=0", false, out var established);
        bench.Module.Strike(new SilenceFault(0, Milliseconds(45_000)));
        bench.Play(".. 600000");
        Assert.True(bench.Queue.Now > established);
    }

    [Fact]
    public void TheSettingIsThatOfTheTimeOfTheConnection()
    {
        var bench = Connected("1,30,30,1", false, out _).Play("""
            >> AT+CIPTKA=0
            << \r\nOK\r\n
            """);
        bench.Module.Strike(new PeerGoneFault(0));
        bench.Play("""
            .. 61000
            << \r\n0, CLOSED\r\n
            """);
    }

    /// <summary>Link 0 with somebody at the other end.</summary>
    private Bench Connected(string setting, bool accepted, out long established)
    {
        var bench = In(true, IpState.Status, server: _peer);
        bench.Play($"""
            >> AT{(setting.Length == 0 ? "" : $"+CIPTKA={setting}")}
            << \r\nOK\r\n
            """);
        if (accepted)
        {
            bench.Play("""
                >> AT+CIPSERVER=1,1234
                << \r\nOK\r\n\r\nSERVER OK\r\n
                """);
            established = bench.Queue.Now + bench.Network.Latency;
            bench.Network.Dial("10.0.0.1", 4000, 1234, _peer);
            return bench.Play("""
                << \r\n0, REMOTE IP: 10.0.0.1\r\n
                .. 100
                """);
        }

        bench.Type("AT+CIPSTART=0,\"TCP\",\"1.2.3.4\",80\r");
        bench.Network.Latency = 0;
        bench.Wait(2.7);
        while (!bench.Module.Recorder.ToString().Contains("0, CONNECT OK", StringComparison.Ordinal))
        {
            bench.Queue.AdvanceTo(bench.Queue.NextDue);
        }

        established = bench.Queue.Now;
        bench.Play("<< \\r\\nOK\\r\\n\\r\\n0, CONNECT OK\\r\\n");
        bench.Network.Latency = Milliseconds(50);
        return bench;
    }
}

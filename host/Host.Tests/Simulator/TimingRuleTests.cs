using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.Bench;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>
/// The times of the TCP/IP side, each just before and just after its limit. What has tests of its own: escapes and WaitTm in
/// <see cref="TransparentTests"/>, CIPTKA in <see cref="KeepAliveTests"/>, CIPDPDP in <see cref="ContextCheckTests"/>, CIPRDTIMER in <see cref="CloseTests"/>.
/// </summary>
public class TimingRuleTests
{
    private readonly SinkServer _peer = new();

    /// <summary>Fact sheet 2.18: from the prompt.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Cipats(int seconds)
    {
        var bench = At(false, IpState.ConnectOk);
        bench.Play($"""
            >> AT+CIPATS=1,{seconds}
            << \r\nOK\r\n
            """);
        var prompted = Typed(bench, "AT+CIPSEND\r");
        bench.Play("<< \\r\\n>\\x20");
        bench.Type("hello");
        bench.Queue.AdvanceTo(prompted + Milliseconds((seconds * 1000) - 1));
        Assert.Empty(_peer.Received);
        bench.Wait(2);
        Assert.Equal(5, _peer.Received.Count);
    }

    /// <summary>Fact sheet 2.19: without a prompt, bytes are payload from the moment at which it would have come.</summary>
    [Theory]
    [InlineData(-0.1, false)]
    [InlineData(0.1, true)]
    public void Cipsprt(double milliseconds, bool heard)
    {
        var bench = At(false, IpState.ConnectOk, Ready with { Latencies = Latencies.None.With("+CIPSEND", Milliseconds(5)) });
        bench.Play("""
            >> AT+CIPSPRT=0
            << \r\nOK\r\n
            """);
        var ready = Typed(bench, "AT+CIPSEND=1\r") + Milliseconds(5);
        bench.Queue.AdvanceTo(ready - bench.Terminal.FrameTime + Milliseconds(milliseconds));
        bench.Type("x");
        bench.Wait(100);
        Assert.Equal(heard ? "\r\nSEND OK\r\n" : "", bench.TakeReceived());
    }

    /// <summary>Fact sheet 2.3: Rxtimer from the beginning of one burst to that of the next.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(1000)]
    public void Rxtimer(int milliseconds)
    {
        var bench = At(false, IpState.Initial);
        bench.Play($"""
            >> AT+CIPMODE=1;+CIPCCFG=5,2,1024,1,1,50,{milliseconds}
            << \r\nOK\r\n
            >> AT+CIPSTART="TCP","1.2.3.4",80
            << \r\nOK\r\n\r\nCONNECT\r\n
            """);
        var instants = new List<long>();
        bench.Terminal.Received += _ => instants.Add(bench.Queue.Now);
        _peer.Client!.Send(new byte[51]);
        bench.Wait(milliseconds - 1);
        Assert.Equal(50, instants.Count);
        bench.Wait(2);
        Assert.Equal(51, instants.Count);
        Assert.Equal(Milliseconds(milliseconds), instants[50] - instants[0]);
    }

    /// <summary>Fact sheet 9.7: a unit of 100 ms, or of 200 ms by option.</summary>
    [Theory]
    [InlineData(100, 1)]
    [InlineData(100, 10)]
    [InlineData(200, 1)]
    [InlineData(200, 10)]
    public void WaitTm(int unit, int wait)
    {
        var bench = At(false, IpState.Initial, Ready with { TransparentWaitUnit = Milliseconds(unit) });
        bench.Play($"""
            >> AT+CIPMODE=1;+CIPCCFG=5,{wait},1024,1
            << \r\nOK\r\n
            >> AT+CIPSTART="TCP","1.2.3.4",80
            << \r\nOK\r\n\r\nCONNECT\r\n
            """);
        var typed = Typed(bench, "abc");
        bench.Queue.AdvanceTo(typed + Milliseconds((unit * wait) - 1));
        Assert.Empty(_peer.Received);
        bench.Wait(2);
        Assert.Equal(3, _peer.Received.Count);
    }

    /// <summary>Fact sheet 5.8: seen 75.0 to 75.5 s after the command.</summary>
    [Theory]
    [InlineData(75_000)]
    [InlineData(75_200)]
    [InlineData(120_000)]
    public void AnAttemptToConnect(int milliseconds)
    {
        var bench = In(true, IpState.Status, Ready with { ConnectTimeout = Milliseconds(milliseconds) }, new SinkServer { AnswersConnect = false });
        var begun = Typed(bench, "AT+CIPSTART=0,\"TCP\",\"1.2.3.4\",80\r");
        OnBothSides(bench, begun, milliseconds, "\r\nOK\r\n", "\r\n0, CONNECT FAIL\r\n");
    }

    /// <summary>Fact sheet 2.8.</summary>
    [Fact]
    public void AnUnacknowledgedSend()
    {
        var bench = In(true, IpState.Processing, server: new SinkServer { Acknowledges = false });
        bench.Play("""
            >> AT+CIPSEND=0,1
            << \r\n>\x20
            """);
        OnBothSides(bench, Typed(bench, "x"), 645_000, "", "\r\n0, CLOSED\r\n");
    }

    /// <summary>An acknowledgement begins the time anew.</summary>
    [Fact]
    public void AnAcknowledgementOfPartOfIt()
    {
        var bench = At(true, IpState.Processing).Play("""
            >> AT+CIPQSEND=1
            << \r\nOK\r\n
            """);
        bench.Network.Latency = Milliseconds(300_000);
        bench.Play("""
            >> AT+CIPSEND=0,1
            << \r\n>\x20
            >| a
            << \r\nDATA ACCEPT:0,1\r\n
            .. 500000
            >> AT+CIPSEND=0,1
            << \r\n>\x20
            >| b
            << \r\nDATA ACCEPT:0,1\r\n
            .. 2000000
            >> AT+CIPACK=0
            << \r\n+CIPACK: 2,2,0\r\n\r\nOK\r\n
            """);
    }

    /// <summary>The manual has no figure; the default of the option.</summary>
    [Theory]
    [InlineData(10_000)]
    [InlineData(1)]
    public void ASlowClose(int milliseconds)
    {
        var bench = In(true, IpState.Processing, Ready with { CloseTimeout = Milliseconds(milliseconds) }, new SinkServer { AnswersClose = false });
        OnBothSides(bench, Typed(bench, "AT+CIPCLOSE=0\r"), milliseconds, "", "\r\n0, CLOSE OK\r\n");
    }

    /// <summary>Fact sheet 2.29: in units of 100 ms.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(600)]
    public void TheTimeOfAPing(int units)
    {
        var bench = In(true, IpState.Status);
        bench.Network.Latency = 0;
        OnBothSides(bench, Typed(bench, $"AT+CIPPING=\"9.9.9.9\",1,32,{units}\r"), units * 100, "", "\r\n+CIPPING: 1,\"9.9.9.9\",600,255\r\n\r\nOK\r\n");
    }

    /// <summary>A name server that does not answer; the option's default.</summary>
    [Fact]
    public void AName()
    {
        var bench = In(true, IpState.Status);
        bench.Module.Strike(new NameServerFault(0));
        OnBothSides(bench, Typed(bench, "AT+CDNSGIP=\"server.example\"\r"), 5000, "\r\nOK\r\n", "\r\n+CDNSGIP: 0,3\r\n");
    }

    /// <summary>Fact sheet 5.8: the manual's maximum response times.</summary>
    [Theory]
    [InlineData("AT+CIICR", IpState.Start, 85_000, "\r\nOK\r\n")]
    [InlineData("AT+CIPSHUT", IpState.Status, 65_000, "\r\nSHUT OK\r\n")]
    public void TheLongestAnswer(string command, IpState state, int milliseconds, string answer)
    {
        var bench = In(true, state, Ready with { Latencies = Latencies.None.With(command[2..], Latencies.Maximum.For(command[2..])) });
        OnBothSides(bench, Typed(bench, command + "\r"), milliseconds, "", answer);
    }

    /// <summary>Fact sheet 5.6: no traffic for 5 s.</summary>
    [Fact]
    public void SleepWithoutTraffic()
    {
        var bench = new Bench().Play("""
            >> AT+CSCLK=2
            << \r\nOK\r\n
            """);
        var typed = Typed(bench, "A");
        bench.Queue.AdvanceTo(typed + Milliseconds(4999));
        Assert.False(bench.Module.Machine.IsAsleep);
        bench.Wait(2);
        Assert.True(bench.Module.Machine.IsAsleep);
    }

    /// <summary>Nothing comes before the limit but what came at once, and the rest a moment after it.</summary>
    private static void OnBothSides(Bench bench, long begun, double milliseconds, string before, string after)
    {
        bench.Queue.AdvanceTo(begun + Milliseconds(Math.Max(milliseconds - 1, milliseconds * 0.999)));
        Assert.Equal(before, bench.TakeReceived());
        bench.Queue.AdvanceTo(begun + Milliseconds(milliseconds) + ((after.Length + 1) * bench.Terminal.FrameTime));
        Assert.Equal(after, bench.TakeReceived());
    }

    /// <returns>The instant at which the last character has arrived.</returns>
    private static long Typed(Bench bench, string text)
    {
        bench.Type(text);
        while (bench.Terminal.Unsent > 0)
        {
            bench.Queue.AdvanceTo(bench.Queue.NextDue);
        }

        return bench.Queue.Now;
    }

    /// <summary>With a network without latency.</summary>
    private Bench At(bool multi, IpState state, Sim800Options? options = null)
    {
        var bench = In(multi, state, options, _peer);
        bench.Network.Latency = 0;
        return bench;
    }
}

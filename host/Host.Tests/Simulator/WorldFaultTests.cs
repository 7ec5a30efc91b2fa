using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Power;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.Bench;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>Supply, SIM card and network, by a plan: fact sheet 4.1, 5.2.</summary>
public class WorldFaultTests
{
    [Theory]
    [InlineData(3501, "")]
    [InlineData(3500, @"\r\nUNDER-VOLTAGE WARNNING\r\n")]
    [InlineData(3400, @"\r\nUNDER-VOLTAGE WARNNING\r\n")]
    [InlineData(4299, "")]
    [InlineData(4300, @"\r\nOVER-VOLTAGE WARNNING\r\n")]
    [InlineData(4400, @"\r\nOVER-VOLTAGE WARNNING\r\n")]
    public void TheSupplyHasLimits(int millivolts, string code) => new Bench(Ready with { Faults = [new SupplyFault(Milliseconds(100), millivolts)] }).Play($"""
        .. 99
        .. 100
        << {code}
        >> AT+CBC
        << \r\n+CBC: 0,100,{millivolts}\r\n\r\nOK\r\n
        """);

    [Theory]
    [InlineData(3399, @"\r\nUNDER-VOLTAGE POWER DOWN\r\n")]
    [InlineData(3000, @"\r\nUNDER-VOLTAGE POWER DOWN\r\n")]
    [InlineData(4401, @"\r\nOVER-VOLTAGE POWER DOWN\r\n")]
    [InlineData(2999, "")]
    public void BeyondThemTheModuleGoesOff(int millivolts, string code)
    {
        var bench = new Bench(Ready with { Faults = [new SupplyFault(Milliseconds(100), millivolts)] });
        bench.Play($"""
            .. 2000
            << {code}
            """);
        Assert.Equal(PowerState.Off, bench.Module.Machine.PowerState);
        Assert.Contains($"supply {millivolts} mV\n", bench.Module.Recorder.ToString());
    }

    [Fact]
    public void ARemovedCardTakesTheServiceAlong() => In(true, IpState.Status, Ready with { Faults = [new SimRemovalFault(Milliseconds(10_000))] }).Play("""
        >> AT+CREG=1
        << \r\nOK\r\n
        .. 10000
        << \r\n+CPIN: NOT INSERTED\r\n\r\n+CREG: 0\r\n\r\n+PDP: DEACT\r\n
        >> AT+CPIN?
        << \r\nERROR\r\n
        """);

    [Fact]
    public void TheNetworkGoesAndComesBack() => In(true, IpState.Status, Ready with
    {
        Faults = [new RegistrationFault(Milliseconds(10_000), 2), new RegistrationFault(Milliseconds(20_000), 1)],
    }).Play("""
        >> AT+CREG=1
        << \r\nOK\r\n
        .. 10000
        << \r\n+CREG: 2\r\n\r\n+PDP: DEACT\r\n
        >> AT+CREG?
        << \r\n+CREG: 1,2\r\n\r\nOK\r\n
        .. 10000
        << \r\n+CREG: 1\r\n
        >> AT+CGATT?
        << \r\n+CGATT: 1\r\n\r\nOK\r\n
        """);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ThePeersEndTheirConnections(bool resets)
    {
        var bench = In(true, IpState.Processing, Ready with { Faults = [new RemoteEndFault(Milliseconds(10_000), resets)] });
        bench.Play("""
            << \r\n0, CLOSED\r\n
            >> AT+CIPSTART=0,"TCP","1.2.3.4",80
            << \r\nOK\r\n\r\n0, CONNECT OK\r\n
            """);
        Assert.Contains("fault RemoteEndFault strikes\n", bench.Module.Recorder.ToString());
    }

    [Fact]
    public void APeerThatNeverAcknowledgesIsGivenUp() => In(false, IpState.ConnectOk, Ready with { Faults = [new NoAcknowledgementFault(0)] }).Play("""
        >> AT+CIPSEND=2
        << \r\n>\x20
        >| hi
        .. 644000
        .. 2000
        << \r\nCLOSED\r\n
        """);

    [Fact]
    public void ANoticeNeverComes()
    {
        var server = new SinkServer();
        var bench = In(true, IpState.Status, Ready with { Faults = [new LostCodeFault("+CIPRXGET: 1", Count: 1)] }, server);
        bench.Play("""
            >> AT+CIPRXGET=1
            << \r\nOK\r\n
            >> AT+CIPSTART=0,"TCP","1.2.3.4",80
            << \r\nOK\r\n\r\n0, CONNECT OK\r\n
            """);
        server.Client!.Send("abc"u8);
        bench.Play("""
            .. 1000
            >> AT+CIPRXGET=2,0,10
            << \r\n+CIPRXGET: 2,0,3,0\r\nabc\r\nOK\r\n
            """);
        server.Client.Send("de"u8);
        bench.Play("""
            << \r\n+CIPRXGET: 1,0\r\n
            """);
    }

    [Fact]
    public void AFaultAddedWhileItRunsCountsItsTimeFromThen()
    {
        var bench = new Bench().Wait(1000);
        bench.Module.Strike(new UnsolicitedFault(Milliseconds(500), "RING"));
        bench.Module.Strike(new CommandFault("+CSQ", CommandEffect.Error, Count: 1));
        bench.Module.Strike(new LineFault(LineEffect.Lost, LineDirection.ToHost, Count: 2));
        bench.Play("""
            >> AT+CSQ
            << ERROR\r\n
            .. 400
            .. 100
            << \r\nRING\r\n
            """);
    }

    [Fact]
    public void EveryFaultHasAName()
    {
        Assert.Equal(new SupplyFault(0, 3300), FaultSyntax.Parse("supply 3300"));
        Assert.Equal(new StallFault(Milliseconds(10), Milliseconds(500)), FaultSyntax.Parse("stall 500 @10"));
        Assert.Equal(new LineFault(LineEffect.Flipped, LineDirection.ToHost, 0.25, Count: 3), FaultSyntax.Parse("flipped host 0.25 3"));
        Assert.Equal(new CommandFault("+CSQ", CommandEffect.LateAnswer, Milliseconds(100), Count: 1), FaultSyntax.Parse("late-answer AT+CSQ 100"));
        Assert.Equal(new UnsolicitedFault(0, "+CREG: 2"), FaultSyntax.Parse("code +CREG: 2"));
        Assert.Equal(new NetworkDelayFault(Milliseconds(10), Milliseconds(500)), FaultSyntax.Parse("network-delay 500 @10"));
        Assert.Equal(new PacketLossFault(0.1, Count: 3), FaultSyntax.Parse("packet-loss 0.1 3"));
        Assert.Equal(new SilenceFault(0), FaultSyntax.Parse("silence"));
        Assert.Equal(new SilenceFault(0, Milliseconds(1000)), FaultSyntax.Parse("silence 1000"));
        Assert.Equal(new PeerGoneFault(0), FaultSyntax.Parse("peer-gone"));
        Assert.Equal(new NameServerFault(0, "8.8.8.8"), FaultSyntax.Parse("dns-gone 8.8.8.8"));
        Assert.Equal(new NameFault(Count: 1), FaultSyntax.Parse("dns-fail"));
        Assert.Equal(new ShortReadFault(10, Count: 2), FaultSyntax.Parse("short-read 10 2"));
        Assert.StartsWith("no such fault: gremlin; there are restart, ", Assert.Throws<FormatException>(() => FaultSyntax.Parse("gremlin")).Message);
        Assert.Equal("expected: noise module|host BYTES [@MILLISECONDS]", Assert.Throws<FormatException>(() => FaultSyntax.Parse("noise 3")).Message);
    }
}

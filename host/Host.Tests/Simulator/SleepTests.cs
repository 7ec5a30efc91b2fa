using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;

namespace Host.Tests.Simulator;

/// <summary>Sleep with AT+CSCLK=1: application note section 12, fact sheet 5.6.</summary>
public class SleepTests
{
    private readonly SinkServer _server = new();

    [Fact]
    public void FallsAsleepWithDtrHighAndIgnoresItsInput()
    {
        var bench = Asleep();
        bench.Play("""
            >> AT
            .. 1000
            """);
        Assert.True(bench.Module.Machine.IsAsleep);
        Assert.Contains("input ignored: asleep\n", bench.Module.Recorder.ToString());
    }

    [Theory]
    [InlineData(49, "")]
    [InlineData(51, "\\r\\nOK\\r\\n")]
    public void DtrMustBeLowFor50MillisecondsBeforeItListens(double milliseconds, string answer)
    {
        var bench = Asleep();
        bench.Drive(bench.Lines.Dtr, false).Wait(milliseconds).Play($"""
            >> AT
            << {answer}
            """);
    }

    [Fact]
    public void AShortPulseDoesNotWake()
    {
        var bench = Asleep();
        bench.Drive(bench.Lines.Dtr, false).Wait(40).Drive(bench.Lines.Dtr, true).Wait(100).Play("""
            >> AT
            .. 100
            """);
    }

    [Fact]
    public void DtrLowKeepsItAwake()
    {
        var bench = new Bench();
        bench.Drive(bench.Lines.Dtr, false).Play("""
            >> AT+CSCLK=1
            << \r\nOK\r\n
            .. 60000
            >> AT
            << \r\nOK\r\n
            """);
    }

    [Fact]
    public void WithoutTheSettingDtrDoesNothing() => new Bench().Play("""
        .. 60000
        >> AT
        << \r\nOK\r\n
        """);

    [Fact]
    public void ActivityPostponesIt() => new Bench().Play("""
        >> AT+CSCLK=1
        << \r\nOK\r\n
        .. 900
        >> AT
        << \r\nOK\r\n
        .. 900
        >> AT
        << \r\nOK\r\n
        .. 1100
        >> AT
        .. 100
        """);

    [Fact]
    public void DataFromTheNetworkWakeItButItListensOnlyAfterDtr()
    {
        var bench = Connected();
        bench.Drive(bench.Lines.Dtr, true).Wait(2000);
        Assert.True(bench.Module.Machine.IsAsleep);
        _server.Client!.Send("news"u8);
        bench.Play("""
            .. 200
            << \r\n+CIPRXGET: 1,0\r\n
            >> AT
            .. 200
            """);
        bench.Drive(bench.Lines.Dtr, false).Wait(51).Play("""
            >> AT+CIPRXGET=2,0,10
            << \r\n+CIPRXGET: 2,0,4,0\r\nnews\r\nOK\r\n
            """);
    }

    [Fact]
    public void HalfALineIsForgotten()
    {
        var bench = Asleep(typed: "AT+CM");
        bench.Drive(bench.Lines.Dtr, false).Wait(60).Play("""
            >> AT
            << \r\nOK\r\n
            """);
    }

    [Fact]
    public void DoesNotSleepBeforeTheRateIsFound()
    {
        var bench = new Bench(Bench.Ready with { Stored = new Profile { SlowClock = 1 } }, 9600);
        bench.Wait(60_000);
        Assert.False(bench.Module.Machine.IsAsleep);
    }

    [Fact]
    public void DoesNotSleepWhileItConnects()
    {
        var bench = Connected(new SinkServer { AnswersConnect = false }, result: "");
        bench.Drive(bench.Lines.Dtr, true).Wait(60_000);
        Assert.False(bench.Module.Machine.IsAsleep);
        bench.Wait(20_000);
        Assert.True(bench.Module.Machine.IsAsleep);
    }

    [Fact]
    public void AutomaticSleepBeginsAfterFiveSeconds()
    {
        var bench = Automatic();
        bench.Wait(4970); // and 20 of listening after OK
        Assert.False(bench.Module.Machine.IsAsleep);
        bench.Wait(40);
        Assert.True(bench.Module.Machine.IsAsleep);
    }

    [Theory]
    [InlineData(99, "")]
    [InlineData(100, "\\r\\nOK\\r\\n")]
    [InlineData(101, "\\r\\nOK\\r\\n")]
    public void TheWakeCharacterIsLostAndAPauseIsNeeded(double milliseconds, string answer)
    {
        var bench = Automatic().Wait(6000);
        bench.Type("A");
        bench.Wait(10 * 1000.0 / 115200).Wait(milliseconds).Play($"""
            >> AT
            << {answer}
            """);
    }

    [Fact]
    public void AutomaticSleepDoesNotLookAtDtr()
    {
        var bench = Automatic();
        bench.Drive(bench.Lines.Dtr, false).Wait(6000);
        Assert.True(bench.Module.Machine.IsAsleep);
        bench.Drive(bench.Lines.Dtr, true).Drive(bench.Lines.Dtr, false).Wait(200);
        Assert.True(bench.Module.Machine.IsAsleep);
    }

    [Fact]
    public void DataFromTheNetworkWakeAnAutomaticSleeperAndACharacterOpensItsEars()
    {
        var bench = Connected(mode: 2);
        bench.Wait(6000);
        _server.Client!.Send("news"u8);
        bench.Play("""
            .. 200
            << \r\n+CIPRXGET: 1,0\r\n
            >| A
            .. 150
            >> AT+CIPRXGET=2,0,10
            << \r\n+CIPRXGET: 2,0,4,0\r\nnews\r\nOK\r\n
            """);
    }

    [Fact]
    public void NeitherFactorySettingsNorStoredOnesTouchIt() => new Bench().Play("""
        >> AT+CSCLK=2
        << \r\nOK\r\n
        >> AT&F
        << \r\nOK\r\n
        >> ATE0Z
        << ATE0Z\r\r\nOK\r\n
        >> AT+CSCLK?
        << \r\n+CSCLK: 2\r\n\r\nOK\r\n
        >> AT+CSCLK=3
        << \r\nERROR\r\n
        """);

    private static Bench Automatic() => new Bench().Play("""
        >> AT+CSCLK=2
        << \r\nOK\r\n
        """);

    private static Bench Asleep(string typed = "")
    {
        var bench = new Bench().Play("""
            >> AT+CSCLK=1
            << \r\nOK\r\n
            """);
        bench.Type(typed);
        bench.Wait(1500);
        Assert.True(bench.Module.Machine.IsAsleep);
        return bench;
    }

    private Bench Connected(MemoryServer? server = null, string result = "\\r\\n0, CONNECT OK\\r\\n", int mode = 1)
    {
        var bench = new Bench(network: network => network.Serve("1.2.3.4", 80, server ?? _server));
        return bench.Drive(bench.Lines.Dtr, false).Play($"""
            >> AT+CSCLK={mode};+CIPMUX=1;+CIPRXGET=1;+CSTT
            << \r\nOK\r\n
            >> AT+CIICR
            << \r\nOK\r\n
            >> AT+CIFSR
            << \r\n10.78.245.128\r\n
            >> AT+CIPSTART=0,"TCP","1.2.3.4",80
            << \r\nOK\r\n{result}
            """);
    }
}

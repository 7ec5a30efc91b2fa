using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Power;
using Sim800.Simulator.Settings;
using static Host.Tests.Simulator.Bench;

namespace Host.Tests.Simulator;

/// <summary>
/// The times of pins and power, a moment before each and at it: fact sheet 5.1, 5.5, 5.6, 11.8. Those of data mode are in
/// <see cref="TransparentTests"/>, those of autobauding in <see cref="AutobaudTests"/>.
/// </summary>
public class TimingTests
{
    /// <summary>One character at 115200.</summary>
    private const double Frame = 10 * 1000.0 / 115200;

    private static readonly Sim800Options s_off = Ready with { StartsOn = false };

    public static TheoryData<string> Models => ["SIM800L", "SIM800C", "SIM800H"];

    [Theory]
    [MemberData(nameof(Models))]
    public void SwitchingOnTakesASecondOfPowerKey(string model)
    {
        var bench = new Bench(s_off with { Model = Find(model) });
        bench.Drive(bench.Lines.PwrKey, false).Wait(999);
        Assert.Equal(PowerState.Off, bench.Module.Machine.PowerState);
        bench.Wait(1);
        Assert.Equal(PowerState.Booting, bench.Module.Machine.PowerState);
    }

    [Theory]
    [InlineData("SIM800L", 1000)]
    [InlineData("SIM800C", 1000)]
    [InlineData("SIM800H", 1500)]
    public void SwitchingOffTakesAsLongAsTheModelSays(string model, double milliseconds)
    {
        var bench = new Bench(Ready with { Model = Find(model) });
        bench.Drive(bench.Lines.PwrKey, false).Wait(milliseconds - 1);
        Assert.Equal(PowerState.On, bench.Module.Machine.PowerState);
        bench.Wait(1);
        Assert.Equal(PowerState.GoingOff, bench.Module.Machine.PowerState);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void APowerKeyLetGoTooEarlyDoesNothing(string model)
    {
        var bench = new Bench(Ready with { Model = Find(model) });
        for (var i = 0; i < 3; i++)
        {
            bench.Drive(bench.Lines.PwrKey, false).Wait(999).Drive(bench.Lines.PwrKey, true).Wait(100);
        }

        bench.Play("""
            >> AT
            << \r\nOK\r\n
            """);
    }

    [Theory]
    [InlineData("SIM800L", false)]
    [InlineData("SIM800C", true)]
    [InlineData("SIM800H", true)]
    public void HeldForMoreThan33SecondsItRestarts(string model, bool restarts)
    {
        var bench = new Bench(Ready with { Model = Find(model) });
        bench.Drive(bench.Lines.PwrKey, false).Wait(33_000);
        Assert.Equal(PowerState.Off, bench.Module.Machine.PowerState);
        bench.Wait(0.001);
        Assert.Equal(restarts ? PowerState.Booting : PowerState.Off, bench.Module.Machine.PowerState);
    }

    [Fact]
    public void ReleasedAt33SecondsItStaysOff()
    {
        var bench = new Bench(Ready with { Model = ModelProfile.Sim800C });
        bench.Drive(bench.Lines.PwrKey, false).Wait(33_000).Drive(bench.Lines.PwrKey, true).Wait(10_000);
        Assert.Equal(PowerState.Off, bench.Module.Machine.PowerState);
    }

    [Fact]
    public void StatusFallsASecondBehindTheGoodBye()
    {
        var bench = new Bench();
        bench.Drive(bench.Lines.PwrKey, false).Wait(1000 + 999);
        Assert.True(bench.Lines.Status.High);
        bench.Wait(1);
        Assert.False(bench.Lines.Status.High);
    }

    [Fact]
    public void StatusAndUartComeInTheirTimeAfterPowerKey()
    {
        var bench = new Bench(s_off);
        bench.Drive(bench.Lines.PwrKey, false).Wait(1000).Drive(bench.Lines.PwrKey, true);
        bench.Wait(599);
        Assert.False(bench.Lines.Status.High);
        bench.Wait(1);
        Assert.True(bench.Lines.Status.High);
        bench.Wait(1399).TakeReceived();
        bench.Wait(0.99);
        Assert.Equal("", bench.TakeReceived());
        bench.Wait(1);
        Assert.StartsWith("\r\nRD", bench.TakeReceived());
    }

    [Fact]
    public void PowerKeyCountsAgain800MillisecondsAfterStatusIsLow()
    {
        var bench = new Bench();
        bench.Drive(bench.Lines.PwrKey, false).Wait(2000).Drive(bench.Lines.PwrKey, true);
        Assert.False(bench.Lines.Status.High);
        bench.Drive(bench.Lines.PwrKey, false).Wait(1799);
        Assert.Equal(PowerState.Off, bench.Module.Machine.PowerState);
        bench.Wait(1);
        Assert.Equal(PowerState.Booting, bench.Module.Machine.PowerState);
    }

    [Fact]
    public void ResetIsTakenAfter105MillisecondsAndLeftAtItsRise()
    {
        var bench = new Bench();
        bench.Drive(bench.Lines.Rst, false).Wait(104);
        Assert.True(bench.Lines.Status.High);
        bench.Wait(1);
        Assert.False(bench.Lines.Status.High);
        Assert.Equal(PowerState.HeldInReset, bench.Module.Machine.PowerState);
        bench.Wait(60_000).Drive(bench.Lines.Rst, true);
        Assert.Equal(PowerState.Booting, bench.Module.Machine.PowerState);
        bench.Wait(599);
        Assert.False(bench.Lines.Status.High);
        bench.Wait(1);
        Assert.True(bench.Lines.Status.High);
    }

    [Fact]
    public void SleepBeginsASecondAfterTheLastActivityWithDtrHigh()
    {
        var bench = new Bench(Ready with { Stored = Ready.Stored! with { SlowClock = 1 } });
        bench.Type("AT\r");
        bench.Wait((3 * Frame) + 0.001 + 999.99);
        Assert.False(bench.Module.Machine.IsAsleep);
        bench.Wait(0.01);
        Assert.True(bench.Module.Machine.IsAsleep);
    }

    [Fact]
    public void SleepBeginsASecondAfterDtrHasRisen()
    {
        var bench = new Bench(Ready with { Stored = Ready.Stored! with { SlowClock = 1 } });
        bench.Drive(bench.Lines.Dtr, false).Wait(5000).Drive(bench.Lines.Dtr, true).Wait(999);
        Assert.False(bench.Module.Machine.IsAsleep);
        bench.Wait(1);
        Assert.True(bench.Module.Machine.IsAsleep);
    }

    [Fact]
    public void AutomaticSleepBeginsFiveSecondsAfterTheLastCharacter()
    {
        var bench = new Bench(Ready with { Stored = Ready.Stored! with { SlowClock = 2 } });
        bench.Type("AT\r");
        bench.Wait((3 * Frame) + 0.001 + 4999.99);
        Assert.False(bench.Module.Machine.IsAsleep);
        bench.Wait(0.01);
        Assert.True(bench.Module.Machine.IsAsleep);
    }

    [Theory]
    [InlineData(49, "")]
    [InlineData(49.9, "")]
    [InlineData(50, "\\r\\nOK\\r\\n")]
    public void DtrLowFor50MillisecondsOpensItsEars(double milliseconds, string answer)
    {
        var bench = new Bench(Ready with { Stored = Ready.Stored! with { SlowClock = 1 } }).Wait(2000);
        Assert.True(bench.Module.Machine.IsAsleep);
        bench.Drive(bench.Lines.Dtr, false).Wait(milliseconds).Play($"""
            >> AT
            << {answer}
            """);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public void RiLeadsItsCodeByTheSetting(int milliseconds)
    {
        var bench = new Bench().Play($"""
            >> AT+CFGRI=1;+DLYRI={milliseconds}
            << \r\nOK\r\n
            """);
        bench.Module.Machine.SendUnsolicited("NEWS", bench.Queue.Now);
        Assert.False(bench.Lines.Ri.High);
        bench.Wait(milliseconds - 0.01 + Frame);
        Assert.Equal("", bench.TakeReceived());
        bench.Wait(0.02);
        Assert.Equal("\r", bench.TakeReceived());
    }

    [Fact]
    public void RiIsLowFor120MillisecondsForACode()
    {
        var bench = new Bench(Ready with { Stored = Ready.Stored! with { RingIndicator = 1 } });
        bench.Module.Machine.SendUnsolicited("NEWS", bench.Queue.Now);
        bench.Wait(119.99);
        Assert.False(bench.Lines.Ri.High);
        bench.Wait(0.01);
        Assert.True(bench.Lines.Ri.High);
    }

    [Fact]
    public void AStallDoesNotOutliveARestart()
    {
        var bench = new Bench(Ready with { Faults = [new StallFault(Milliseconds(100), Milliseconds(60_000))] }).Wait(200);
        bench.Type("AT+CMEE=2;&W\r");
        bench.Wait(100).Drive(bench.Lines.Rst, false).Wait(200).Drive(bench.Lines.Rst, true).Wait(10_000);
        Assert.Contains("RDY", bench.TakeReceived());
        bench.Play("""
            >> AT+CMEE?
            << \r\n+CMEE: 0\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void NeitherDoesAnXoff()
    {
        var bench = new Bench(Ready with { Stored = Ready.Stored! with { FlowControlOut = 1, FlowControlIn = 1 } });
        bench.Type("\x13");
        bench.Wait(1).Drive(bench.Lines.Rst, false).Wait(200).Drive(bench.Lines.Rst, true).Wait(10_000);
        Assert.Contains("RDY", bench.TakeReceived());
    }

    private static ModelProfile Find(string name) => name switch
    {
        "SIM800C" => ModelProfile.Sim800C,
        "SIM800H" => ModelProfile.Sim800H,
        _ => ModelProfile.Sim800L,
    };
}

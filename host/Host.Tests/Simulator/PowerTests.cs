using Sim800.Simulator;
using Sim800.Simulator.Power;
using Sim800.Simulator.Settings;

namespace Host.Tests.Simulator;

/// <summary>Fact sheet 4.1, 5.1, 5.2, 2.30.</summary>
public class PowerTests
{
    private const string BootCodes = """
        << \x00IIII\xFF\xFF\xFF\xFF
        << \r\nRDY\r\n
        << \r\n+CFUN: 1\r\n
        << \r\n+CPIN: READY\r\n
        << \r\nCall Ready\r\n
        << \r\nSMS Ready\r\n
        """;

    private static readonly Sim800Options s_off = new() { Stored = new Profile { BaudRate = 115200, Echo = false }, Latencies = Latencies.None };

    [Theory]
    [InlineData(999, false)]
    [InlineData(1000, true)]
    public void PowerKeyMustBeHeldForASecond(double milliseconds, bool on)
    {
        var bench = new Bench(s_off);
        bench.Drive(bench.Lines.PwrKey, false).Wait(milliseconds).Drive(bench.Lines.PwrKey, null).Wait(5000);
        Assert.Equal(on, bench.Lines.Status.High);
        Assert.Equal(on ? PowerState.On : PowerState.Off, bench.Module.Machine.PowerState);
    }

    [Fact]
    public void WhileOffItHearsNothingAndSaysNothing() => new Bench(s_off).Play("""
        >> AT
        .. 1000
        """);

    [Fact]
    public void CommandsBeforeTheUartWorksAreLost()
    {
        var bench = new Bench(s_off);
        bench.Drive(bench.Lines.PwrKey, false).Wait(1000).Drive(bench.Lines.PwrKey, null).Wait(1900);
        Assert.Equal("\0IIII\xFF\xFF\xFF\xFF", bench.TakeReceived());
        bench.Play("""
            >> AT
            .. 200
            << \r\nRDY\r\n\r\n+CFUN: 1\r\n
            >> AT+CPIN?
            << \r\nERROR\r\n
            >> AT+CMEE=2;+CPIN?
            << \r\n+CME ERROR: SIM busy\r\n
            >> AT+CREG?
            << \r\n+CREG: 0,0\r\n\r\nOK\r\n
            .. 1200
            << \r\n+CPIN: READY\r\n
            >> AT+CREG?
            << \r\n+CREG: 0,2\r\n\r\nOK\r\n
            >> AT+COPS?
            << \r\n+COPS: 0\r\n\r\nOK\r\n
            .. 4000
            << \r\nCall Ready\r\n\r\nSMS Ready\r\n
            >> AT+CREG?
            << \r\n+CREG: 0,1\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void ReadyCodesLandBetweenCommandAndAnswer()
    {
        // T15: AT, then Call Ready, SMS Ready, OK.
        var bench = new Bench(s_off with { Latencies = Latencies.None with { Default = Bench.Milliseconds(1000) } });
        bench.Drive(bench.Lines.PwrKey, false).Wait(1000).Drive(bench.Lines.PwrKey, null).Wait(6100).TakeReceived();
        bench.Play("""
            >> AT
            << \r\nCall Ready\r\n\r\nSMS Ready\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void PowerKeySwitchesOffAndOnAgainAfterThePause()
    {
        var bench = new Bench(s_off with { StartsOn = true });
        bench.Drive(bench.Lines.PwrKey, false).Wait(999);
        Assert.Equal("", bench.TakeReceived());
        bench.Play("""
            .. 5
            << \r\nNORMAL POWER DOWN\r\n
            """);
        bench.Drive(bench.Lines.PwrKey, null).Wait(1100);
        Assert.False(bench.Lines.Status.High);

        // 0.8 s must pass, and then a second of holding.
        bench.Drive(bench.Lines.PwrKey, false).Wait(1600);
        Assert.Equal(PowerState.Off, bench.Module.Machine.PowerState);
        bench.Wait(200);
        Assert.Equal(PowerState.Booting, bench.Module.Machine.PowerState);
        bench.Drive(bench.Lines.PwrKey, null).Play(".. 8000\n" + BootCodes);
    }

    [Fact]
    public void PowerDownByCommand()
    {
        var bench = new Bench();
        bench.Play("""
            >> AT+CPOWD=1
            << \r\nNORMAL POWER DOWN\r\n
            >> AT
            .. 1000
            """);
        Assert.False(bench.Lines.Status.High);
        Assert.Equal(PowerState.Off, bench.Module.Machine.PowerState);
    }

    [Fact]
    public void UrgentPowerDownIsSilent()
    {
        var bench = new Bench().Play("""
            >> AT+CPOWD=0
            .. 100
            """);
        Assert.Equal(PowerState.Off, bench.Module.Machine.PowerState);
    }

    [Theory]
    [InlineData(104, false)]
    [InlineData(105, true)]
    public void ResetLineMustBeLowFor105Milliseconds(double milliseconds, bool resets)
    {
        var bench = new Bench();
        bench.Drive(bench.Lines.Rst, false).Wait(milliseconds).Drive(bench.Lines.Rst, null);
        bench.Play(resets ? ".. 8000\n" + BootCodes : ".. 8000");
    }

    [Fact]
    public void A800CHasNoResetPin()
    {
        var bench = new Bench(Bench.Ready with { Model = ModelProfile.Sim800C });
        bench.Drive(bench.Lines.Rst, false).Wait(1000).Drive(bench.Lines.Rst, null);
        bench.Play("""
            >> AT
            << \r\nOK\r\n
            """);
    }

    [Fact]
    public void BrownOutInTheMiddleOfAnAnswerForgetsEverything()
    {
        var bench = new Bench(Bench.Ready with { Latencies = Latencies.None.With("+CIICR", Bench.Milliseconds(500)) });
        bench.Play("""
            >> AT+CIPMUX=1;+CSTT="internet"
            << \r\nOK\r\n
            >| AT+CIICR\r
            """);
        bench.Module.Machine.BrownOut(bench.Queue.Now);
        bench.Play(".. 8000\n" + BootCodes + """

            >> AT+CIPMUX?
            << \r\n+CIPMUX: 0\r\n\r\nOK\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: IP INITIAL\r\n
            """);
    }

    [Fact]
    public void RestartByCommandAnswersAfterItAtAFixedRate() => new Bench().Play("""
        >> AT+CFUN=1,1
        .. 8000
        << \x00IIII\xFF\xFF\xFF\xFF
        << \r\nOK\r\n\r\nRDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n\r\nCall Ready\r\n\r\nSMS Ready\r\n
        """);

    [Fact]
    public void MinimumFunctionalityTakesTheContextDown() => new Bench(Bench.Ready with { Latencies = Latencies.Typical }).Play("""
        >> AT+CSTT="internet"
        << \r\nOK\r\n
        >> AT+CIICR
        << \r\nOK\r\n
        >> AT+CFUN=0
        << \r\n+PDP: DEACT\r\n\r\n+CPIN: NOT READY\r\n\r\nOK\r\n
        >> AT+CIPSTATUS
        << \r\nOK\r\n\r\nSTATE: IP INITIAL\r\n
        >> AT+CFUN=4
        << \r\nERROR\r\n
        >> AT+CFUN=1
        << \r\n+CPIN: READY\r\n\r\nOK\r\n
        .. 5000
        << \r\nCall Ready\r\n\r\nSMS Ready\r\n
        """); // T14, T19

    [Fact]
    public void NotReadyComesAfterOkByOption() => new Bench(Bench.Ready with { NotReadyBeforeOk = false }).Play("""
        >> AT+CFUN=0
        << \r\nOK\r\n\r\n+CPIN: NOT READY\r\n
        """);

    [Fact]
    public void RegistrationIsReportedWhenAskedFor()
    {
        var bench = new Bench().Play("""
            >> AT+CREG=1;+CGREG=2
            << \r\nOK\r\n
            """);
        bench.Module.Machine.SetRegistration(2, bench.Queue.Now);
        bench.Play("<< \\r\\n+CREG: 2\\r\\n\\r\\n+CGREG: 2\\r\\n");
        bench.Module.Machine.SetRegistration(5, bench.Queue.Now);
        bench.Play("""
            << \r\n+CREG: 5\r\n\r\n+CGREG: 5,"00C3","1A2B"\r\n
            >> AT+CGREG?
            << \r\n+CGREG: 2,5,"00C3","1A2B"\r\n\r\nOK\r\n
            """);
    }
}

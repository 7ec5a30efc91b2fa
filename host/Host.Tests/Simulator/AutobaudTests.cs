using Sim800.Simulator;
using Sim800.Simulator.Settings;

namespace Host.Tests.Simulator;

/// <summary>Fact sheet 5.3.</summary>
public class AutobaudTests
{
    private static readonly Sim800Options s_auto = Bench.Ready with { Stored = new Profile { Echo = false } };

    [Theory]
    [InlineData(1200)]
    [InlineData(9600)]
    [InlineData(57600)]
    public void FirstAtIsLostAndTheSecondIsAnswered(int rate) => new Bench(s_auto, rate).Play("""
        >> AT
        .. 100
        >> AT
        << \r\nOK\r\n
        >> AT+IPR?
        << \r\n+IPR: 0\r\n\r\nOK\r\n
        """);

    [Fact]
    public void A800LDoesNotFind115200() => new Bench(s_auto, 115200).Play("""
        >> AT
        >> AT
        >> AT
        .. 5000
        """);

    [Fact]
    public void A800CDoes() => new Bench(s_auto with { Model = ModelProfile.Sim800C }, 115200).Play("""
        >> AT
        .. 100
        >> AT
        << \r\nOK\r\n
        """);

    [Fact]
    public void UntilThenItEchoesGarbage()
    {
        var bench = new Bench(s_auto with { Stored = new Profile() }, 9600);
        bench.Type("AT\r");
        bench.Wait(100);
        Assert.NotEqual("", bench.TakeReceived());
        bench.Play("""
            >> AT
            << AT\r\r\nOK\r\n
            """);
    }

    [Fact]
    public void BootCodesAreSuppressedButTheReadyCodesComeAtTheOldRate()
    {
        var bench = new Bench(new Sim800Options());
        bench.Drive(bench.Lines.PwrKey, false).Wait(1001).Drive(bench.Lines.PwrKey, null);
        bench.Play("""
            .. 10000
            << \x00IIII\xFF\xFF\xFF\xFF
            << \r\nCall Ready\r\n
            << \r\nSMS Ready\r\n
            """);
    }

    [Fact]
    public void FoundRateIsLostWithARestart()
    {
        var bench = new Bench(s_auto, 9600);
        bench.Play("""
            >> AT
            .. 100
            >> AT
            << \r\nOK\r\n
            """);
        bench.Module.Machine.BrownOut(bench.Queue.Now);
        bench.Wait(10_000).TakeReceived();
        bench.Play("""
            >> AT
            .. 100
            >> AT
            << \r\nOK\r\n
            """);
    }

    [Fact]
    public void RestartByCommandAnswersFirstAndForgetsTheRate()
    {
        // T15.
        var bench = new Bench(s_auto, 57600).Play("""
            >> AT
            .. 100
            >> AT
            << \r\nOK\r\n
            >> AT+CFUN=1,1
            << \r\nOK\r\n
            """);
        bench.Wait(9000).TakeReceived();
        bench.Play("""
            >> AT
            .. 100
            >> AT
            << \r\nOK\r\n
            """);
    }

    [Fact]
    public void FixingTheRateAndStoringItMakesRdyAppear()
    {
        var bench = new Bench(s_auto, 57600);
        bench.Play("""
            >> AT
            .. 100
            >> AT
            << \r\nOK\r\n
            >> AT+IPR=115200;&W
            << \r\nOK\r\n
            """);
        bench.Terminal.BaudRate = 115200;
        bench.Module.Machine.BrownOut(bench.Queue.Now);
        bench.Play("""
            .. 8000
            << \x00IIII\xFF\xFF\xFF\xFF\r\nRDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n\r\nCall Ready\r\n\r\nSMS Ready\r\n
            >> AT
            << \r\nOK\r\n
            """);
    }
}

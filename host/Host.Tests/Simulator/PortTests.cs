using Sim800.Simulator;
using Sim800.Simulator.Settings;

namespace Host.Tests.Simulator;

/// <summary>Fact sheet 2.30, 5.3.</summary>
public class PortTests
{
    [Fact]
    public void NewRateAppliesAfterTheResult()
    {
        var bench = new Bench();
        bench.Play("""
            >> AT+IPR=9600;+CSQ
            << \r\n+CSQ: 20,0\r\n\r\nOK\r\n
            """);
        bench.Terminal.BaudRate = 9600;
        bench.Play("""
            >> AT
            << \r\nOK\r\n
            """);
    }

    [Fact]
    public void AtAnotherRateThereIsNoAnswer()
    {
        var bench = new Bench(baudRate: 9600);
        bench.Type("AT\r");
        bench.Wait(1000);
        Assert.DoesNotContain("OK", bench.TakeReceived());
    }

    [Theory]
    [InlineData("230400")]
    [InlineData("14400")]
    [InlineData("")]
    public void RatesThatTheModelLacksAreRefused(string rate) => new Bench().Play($"""
        >> AT+IPR={rate}
        << \r\nERROR\r\n
        """);

    [Theory]
    [InlineData(false, "0")]
    [InlineData(true, "9600")]
    public void RateIsStoredByCommandOrAtOnce(bool atOnce, string after)
    {
        var bench = new Bench(Bench.Ready with { StoresBaudRateAtOnce = atOnce, Stored = new Profile { Echo = false } }, 9600);
        bench.Type("ATAT\r");
        bench.Wait(100).TakeReceived();
        bench.Play("""
            >> AT
            << \r\nOK\r\n
            >> AT+IPR=9600
            << \r\nOK\r\n
            """);
        bench.Module.Machine.BrownOut(bench.Queue.Now);
        bench.Wait(10_000).TakeReceived();
        bench.Type("AT\r");
        bench.Wait(100);
        bench.Type("AT\r");
        bench.Wait(100).TakeReceived();
        bench.Play($"""
            >> AT+IPR?
            << \r\n+IPR: {after}\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void FlowControlTakesOneOrTwoNumbers() => new Bench().Play("""
        >> AT+IFC=2,1
        << \r\nOK\r\n
        >> AT+IFC?
        << \r\n+IFC: 2,1\r\n\r\nOK\r\n
        >> AT+IFC=3
        << \r\nERROR\r\n
        """);
}

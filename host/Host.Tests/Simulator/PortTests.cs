using Sim800.Simulator;
using Sim800.Simulator.Settings;
using Wire;

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

    [Theory]
    [InlineData(1, 3, 8, ParityBit.None, 2, 255)]
    [InlineData(2, 0, 8, ParityBit.Odd, 1, 0)]
    [InlineData(2, 1, 8, ParityBit.Even, 1, 1)]
    [InlineData(2, 3, 8, ParityBit.Space, 1, 3)]
    [InlineData(4, 3, 7, ParityBit.None, 2, 255)]
    [InlineData(5, 1, 7, ParityBit.Even, 1, 1)]
    [InlineData(6, 3, 7, ParityBit.None, 1, 255)]
    public void ANewFormatAppliesAfterTheResult(int format, int parity, int dataBits, ParityBit bit, int stopBits, int shown)
    {
        var bench = new Bench().Play($"""
            >> AT+ICF={format},{parity}
            << \r\nOK\r\n
            """);
        bench.Terminal.Format = new CharacterFormat(dataBits, bit, stopBits);
        bench.Play($"""
            >> AT+ICF?
            << \r\n+ICF: {format},{shown}\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void ATerminalWithAnotherFormatReadsGarbage()
    {
        var bench = new Bench(Bench.Ready with { Stored = Bench.Ready.Stored! with { CharacterFormat = 5, Parity = 1 } });
        bench.Type("AT\r");
        bench.Wait(1000);
        Assert.DoesNotContain("OK", bench.TakeReceived());
        bench.Terminal.Format = new CharacterFormat(7, ParityBit.Even, 1);
        bench.Play("""
            >> AT
            << \r\nOK\r\n
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

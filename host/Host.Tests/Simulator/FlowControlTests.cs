using Sim800.Simulator;
using Sim800.Simulator.Faults;
using static Host.Tests.Simulator.Bench;

namespace Host.Tests.Simulator;

/// <summary>AT+IFC: fact sheet 2.30; what happens without it.</summary>
public class FlowControlTests
{
    private const string Answer = @"\r\n+CSQ: 20,0\r\n\r\nOK\r\n";

    [Fact]
    public void RtsHoldsTheModule()
    {
        var bench = With(2, 2);
        bench.Drive(bench.Lines.Rts, true);
        bench.Play(">> AT+CSQ\n.. 1000");
        bench.Drive(bench.Lines.Rts, false).Play($"<< {Answer}");
        bench.Drive(bench.Lines.Rts, true).Play(">> AT+CSQ\n.. 1000");
    }

    [Fact]
    public void ALineThatIsNotUsedHoldsNobody()
    {
        var bench = With(0, 0);
        bench.Drive(bench.Lines.Rts, true).Play($"""
            >> AT+CSQ
            << {Answer}
            """);
    }

    [Fact]
    public void TheByteOnItsWayIsFinished()
    {
        var bench = With(2, 0);
        bench.Drive(bench.Lines.Rts, false).Type("AT+CSQ\r");
        bench.Wait(7 * 0.0868 + 0.001).Drive(bench.Lines.Rts, true);
        bench.Wait(100);
        Assert.Equal("\r", bench.TakeReceived());
        bench.Drive(bench.Lines.Rts, false).Play("""<< \n+CSQ: 20,0\r\n\r\nOK\r\n""");
    }

    [Fact]
    public void XoffHoldsTheModuleAndXonLetsItGo() => With(1, 1).Play($"""
        >| \x13
        >> AT+CSQ
        .. 1000
        >| \x11
        << {Answer}
        """);

    [Fact]
    public void WhatDoesNotFitBehindAHeldTransmitterIsLost()
    {
        var bench = With(2, 0, Ready with { OutputBufferSize = 30 });
        bench.Drive(bench.Lines.Rts, true).Type("AT+CSQ\r");
        bench.Wait(10).Type("AT+GSN\r");
        bench.Wait(10);
        bench.Drive(bench.Lines.Rts, false).Play("""<< \r\n+CSQ: 20,0\r\n\r\nOK\r\n\r\nOK\r\n""");
        Assert.Contains("output buffer full, 19 bytes lost\n", bench.Module.Recorder.ToString());
    }

    [Fact]
    public void WithoutFlowControlAStalledModuleIsOverrun()
    {
        var bench = Stalled(0).Wait(100);
        bench.Type("AT+CSQ\rAT+CSQ\r");
        bench.Wait(10);
        Assert.False(bench.Lines.Cts.High);
        Assert.Contains("overrun, a byte is lost\n", bench.Module.Recorder.ToString());
        bench.Wait(1000);
        Assert.Equal("\r\n+CSQ: 20,0\r\n\r\nOK\r\n", bench.TakeReceived());
    }

    [Fact]
    public void CtsHoldsTheHostAtThreeQuartersAndLetsItGoAtOne()
    {
        var bench = Stalled(2).Wait(100);
        bench.Terminal.ClearToSend = bench.Lines.Cts;
        bench.Type("AT+CSQ\rAT+CSQ\r");
        bench.Wait(10);
        Assert.True(bench.Lines.Cts.High);
        Assert.Equal(7, bench.Terminal.Unsent); // the one on its way was finished
        bench.Wait(1000);
        Assert.False(bench.Lines.Cts.High);
        Assert.Equal("\r\n+CSQ: 20,0\r\n\r\nOK\r\n\r\n+CSQ: 20,0\r\n\r\nOK\r\n", bench.TakeReceived());
        Assert.DoesNotContain("overrun", bench.Module.Recorder.ToString());
    }

    [Fact]
    public void TheModuleSendsXoffAndXon()
    {
        var bench = Stalled(1).Wait(100);
        bench.Type("AT+CSQ");
        bench.Wait(10);
        Assert.Equal("\x13", bench.TakeReceived());
        bench.Wait(1000);
        Assert.Equal("\x11", bench.TakeReceived());
    }

    private static Bench With(int output, int input, Sim800Options? options = null)
    {
        options ??= Ready;
        return new(options with { Stored = options.Stored! with { FlowControlOut = output, FlowControlIn = input } });
    }

    /// <summary>A module with eight bytes of buffer that reads nothing between 100 and 600 ms.</summary>
    private static Bench Stalled(int input) => With(0, input, Ready with { InputBufferSize = 8, Faults = [new StallFault(Milliseconds(100), Milliseconds(500))] });
}

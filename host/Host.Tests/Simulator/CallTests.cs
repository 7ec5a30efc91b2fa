using Sim800.Simulator;
using Sim800.Simulator.Calls;
using Sim800.Simulator.Network;
using static Host.Tests.Simulator.Bench;

namespace Host.Tests.Simulator;

/// <summary>Voice calls and the RI pin: fact sheet 4.2, 5.5, 7.2, 11.6.</summary>
public class CallTests
{
    private const string Number = "+8613800000000";

    [Fact]
    public void ItRingsUntilItIsAnswered()
    {
        var bench = Called();
        bench.Play("""
            << \r\nRING\r\n
            .. 4970
            .. 20
            << \r\nRING\r\n
            >> AT+CLCC
            << \r\n+CLCC: 1,1,4,0,0,"+8613800000000",145,""\r\n\r\nOK\r\n
            """);
        Assert.False(bench.Lines.Ri.High);
        bench.Play("""
            >> ATA
            << \r\nOK\r\n
            .. 20000
            >> AT+CLCC
            << \r\n+CLCC: 1,1,0,0,0,"+8613800000000",145,""\r\n\r\nOK\r\n
            """);
        Assert.True(bench.Lines.Ri.High);
        bench.Play("""
            >> ATH
            << \r\nOK\r\n
            >> AT+CLCC
            << \r\nOK\r\n
            """);
    }

    [Fact]
    public void RiIsLowUntilTheCallerGivesUp()
    {
        var bench = Called().Wait(59_000);
        Assert.False(bench.Lines.Ri.High);
        bench.TakeReceived();
        Assert.True(bench.Module.Machine.HangUp(bench.Queue.Now));
        Assert.True(bench.Lines.Ri.High);
        bench.Play("""
            .. 20000
            << \r\nNO CARRIER\r\n
            """);
        Assert.False(bench.Module.Machine.HangUp(bench.Queue.Now));
    }

    [Fact]
    public void CodesDoNotLetGoOfRiDuringACall()
    {
        var bench = new Bench(Ready with { Stored = Ready.Stored! with { RingIndicator = 1 } });
        bench.Module.Machine.SendUnsolicited("Call Ready", bench.Queue.Now);
        bench.Wait(60);
        bench.Module.Machine.Call(Number, bench.Queue.Now);
        bench.Module.Machine.SendUnsolicited("Call Ready", bench.Queue.Now);
        bench.Wait(1000);
        Assert.False(bench.Lines.Ri.High);
    }

    [Fact]
    public void TheSettingForCodesDoesNotTouchCalls()
    {
        var bench = new Bench(Ready with { Stored = Ready.Stored! with { RingIndicator = 1 } });
        bench.Module.Machine.Call(Number, bench.Queue.Now);
        bench.Play("""
            << \r\nRING\r\n
            >> ATH
            << \r\nOK\r\n
            """);
        Assert.True(bench.Lines.Ri.High);
    }

    [Fact]
    public void TheNumberIsShownBehindEachRing() => Called("AT+CLIP=1").Play("""
        << \r\nRING\r\n\r\n+CLIP: "+8613800000000",145,"",0,"",0\r\n
        .. 5000
        << \r\nRING\r\n\r\n+CLIP: "+8613800000000",145,"",0,"",0\r\n
        """);

    [Fact]
    public void TheKindOfCallIsNamed() => Called("AT+CRC=1").Play("""
        << \r\n+CRING: VOICE\r\n
        """);

    [Fact]
    public void ChangesAreReported() => Called("AT+CLCC=1").Play("""
        << \r\n+CLCC: 1,1,4,0,0,"+8613800000000",145,""\r\n\r\nRING\r\n
        >> ATA
        << \r\n+CLCC: 1,1,0,0,0,"+8613800000000",145,""\r\n\r\nOK\r\n
        >> ATH
        << \r\n+CLCC: 1,1,6,0,0,"+8613800000000",145,""\r\n\r\nOK\r\n
        """);

    [Fact]
    public void ItAnswersByItselfAfterAsManyRings()
    {
        var bench = Called("ATS0=2");
        bench.Play("""
            << \r\nRING\r\n
            .. 10000
            << \r\nRING\r\n
            >> AT+CLCC
            << \r\n+CLCC: 1,1,0,0,0,"+8613800000000",145,""\r\n\r\nOK\r\n
            """);
        Assert.True(bench.Lines.Ri.High);
    }

    [Fact]
    public void UnderD2ATerminalThatIsNotReadyTakesNoCalls()
    {
        var bench = new Bench().Play("""
            >> AT&D2S0=1
            << \r\nOK\r\n
            """);
        bench.Module.Machine.Call("110", bench.Queue.Now);
        bench.Wait(12_000).TakeReceived();
        Assert.False(bench.Lines.Ri.High);
        bench.Drive(bench.Lines.Dtr, false).Wait(6_000);
        Assert.True(bench.Lines.Ri.High);
    }

    [Fact]
    public void NobodyToAnswer() => new Bench().Play("""
        >> ATA
        << \r\nNO CARRIER\r\n
        >> ATH
        << \r\nOK\r\n
        """);

    [Fact]
    public void ADialledCallGoesThroughItsStates()
    {
        var bench = new Bench().Play("""
            >> ATD10086;
            << \r\nOK\r\n
            >> AT+CLCC
            << \r\n+CLCC: 1,0,2,0,0,"10086",129,""\r\n\r\nOK\r\n
            .. 2000
            >> AT+CLCC
            << \r\n+CLCC: 1,0,3,0,0,"10086",129,""\r\n\r\nOK\r\n
            .. 5000
            >> AT+CLCC
            << \r\n+CLCC: 1,0,0,0,0,"10086",129,""\r\n\r\nOK\r\n
            """);
        Assert.True(bench.Lines.Ri.High);
        bench.Module.Machine.HangUp(bench.Queue.Now);
        bench.Play("""
            << \r\nNO CARRIER\r\n
            >> ATDL;
            << \r\nOK\r\n
            """);
    }

    [Theory]
    [InlineData(CallOutcome.Busy, 8_000, "BUSY")]
    [InlineData(CallOutcome.NotAnswered, 63_000, "NO ANSWER")]
    [InlineData(CallOutcome.Refused, 8_000, "NO CARRIER")]
    public void ADialledCallMayFail(CallOutcome outcome, int milliseconds, string word) => new Bench(Ready with { Dialled = _ => outcome }).Play($"""
        >> ATD+8613800000000;
        << \r\nOK\r\n
        .. {milliseconds}
        << \r\n{word}\r\n
        >> AT+CLCC
        << \r\nOK\r\n
        """);

    [Fact]
    public void WithoutServiceThereAreNoCalls()
    {
        var bench = new Bench(Ready with { RegistrationStatus = 2 });
        Assert.False(bench.Module.Machine.Call(Number, bench.Queue.Now));
        bench.Play("""
            >> ATD10086;
            << \r\nNO CARRIER\r\n
            >> AT+CFUN=0
            << \r\n+CPIN: NOT READY\r\n\r\nOK\r\n
            >> ATD10086;
            << \r\nERROR\r\n
            """);
    }

    [Fact]
    public void InDataModeRiPulsesForACallAndTheTextComesLater()
    {
        var bench = Transparent();
        Assert.True(bench.Module.Machine.Call(Number, bench.Queue.Now));
        bench.Wait(49);
        Assert.False(bench.Lines.Ri.High);
        bench.Wait(2);
        Assert.True(bench.Lines.Ri.High);
        bench.Play("""
            .. 950
            >| +++
            .. 1010
            << \r\nOK\r\n
            .. 3000
            << \r\nRING\r\n
            """);
        Assert.False(bench.Lines.Ri.High);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, @"\r\n+CMTI: ""SM"",1\r\n")]
    public void InDataModeTheCodeOfAMessageIsDiscardedOrComesLater(int mode, string code)
    {
        var bench = Transparent($"AT+CNMI={mode},1");
        Assert.True(bench.Module.Machine.ReceiveMessage(Number, "hello", bench.Queue.Now));
        bench.Wait(119);
        Assert.False(bench.Lines.Ri.High);
        bench.Wait(2);
        Assert.True(bench.Lines.Ri.High);
        bench.Play("""
            .. 950
            >| +++
            """);
        bench.Wait(2000);
        var received = bench.TakeReceived();
        Assert.Contains("OK", received);
        Assert.Equal(code.Length > 0, received.Contains("+CMTI: \"SM\",1\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public void OnlyOneCallAtATime()
    {
        var bench = Called();
        Assert.False(bench.Module.Machine.Call("110", bench.Queue.Now));
    }

    [Theory]
    [InlineData("+CLIP", ",1")]
    [InlineData("+CRC", "")]
    [InlineData("+CLCC", "")]
    public void SettingsHaveTheirForms(string name, string behind) => new Bench().Play($"""
        >> AT{name}=?
        << \r\n{name}: (0,1)\r\n\r\nOK\r\n
        >> AT{name}?
        << \r\n{name}: 0{behind}\r\n\r\nOK\r\n
        >> AT{name}=1;{name}?
        << \r\n{name}: 1{behind}\r\n\r\nOK\r\n
        >> AT{name}=2
        << \r\nERROR\r\n
        """);

    private static Bench Transparent(string setting = "AT")
    {
        var bench = new Bench(network: network => network.Serve("1.2.3.4", 80, new SinkServer()));
        return bench.Play($"""
            >> {setting}
            << \r\nOK\r\n
            >> AT+CIPMODE=1
            << \r\nOK\r\n
            >> AT+CIPSTART="TCP","1.2.3.4",80
            << \r\nOK\r\n\r\nCONNECT\r\n
            """);
    }

    private static Bench Called(string? setting = null)
    {
        var bench = new Bench();
        if (setting is not null)
        {
            bench.Play($"""
                >> {setting}
                << \r\nOK\r\n
                """);
        }

        Assert.True(bench.Module.Machine.Call(Number, bench.Queue.Now));
        return bench;
    }
}

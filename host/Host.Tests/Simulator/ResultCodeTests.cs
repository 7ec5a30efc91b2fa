using Sim800.Simulator;
using Sim800.Simulator.Calls;
using Sim800.Simulator.Network;
using static Host.Tests.Simulator.Bench;

namespace Host.Tests.Simulator;

/// <summary>Result codes as ATV, ATQ and ATX want them, and what ends a line: fact sheet 1.3, 1.7, 2.30, 11.5, 11.6.</summary>
public class ResultCodeTests
{
    private const string Number = "+8613800000000";

    [Fact]
    public void ACallInDigits()
    {
        var bench = With("ATV0", "0\\r");
        bench.Module.Machine.Call(Number, bench.Queue.Now);
        bench.Play("""
            << 2\r
            .. 5000
            << 2\r
            """);
        bench.Module.Machine.HangUp(bench.Queue.Now);
        bench.Play("""
            << 3\r
            >> ATA
            << 3\r
            """);
    }

    [Theory]
    [InlineData(CallOutcome.Busy, "7\\r")]
    [InlineData(CallOutcome.NotAnswered, "8\\r")]
    [InlineData(CallOutcome.Refused, "3\\r")]
    public void AFailedCallInDigits(CallOutcome outcome, string digit) => With("ATV0", "0\\r", Ready with { Dialled = _ => outcome }).Play($"""
        >> ATD10086;
        << 0\r
        .. 63000
        << {digit}
        """);

    [Fact]
    public void TheRingThatNamesItsKindIsNoResultCode()
    {
        var bench = With("AT+CRC=1;V0", "0\\r");
        bench.Module.Machine.Call(Number, bench.Queue.Now);
        bench.Play("""
            << \r\n+CRING: VOICE\r\n
            """);
    }

    [Fact]
    public void QuietSuppressesThemWhenTheyComeByThemselvesToo()
    {
        var bench = With("AT+CLIP=1;Q1", "");
        bench.Module.Machine.Call(Number, bench.Queue.Now);
        bench.Play($"""
            << \r\n+CLIP: "{Number}",145,"",0,"",0\r\n
            """);
        bench.Module.Machine.HangUp(bench.Queue.Now);
        bench.Play(".. 100");
    }

    [Fact]
    public void ConnectAndEscapeInDigits() => Transparent("V0").Play("""
        .. 1001
        >| +++
        .. 1010
        << 0\r
        >> ATO
        << 1\r
        """);

    [Fact]
    public void AQuietModuleLeavesDataModeWithoutAWord()
    {
        var bench = Transparent("Q1").Play("""
            .. 1001
            >| +++
            .. 1010
            """);
        Assert.False(bench.Module.Machine.IsInDataMode);
    }

    [Theory]
    [InlineData(0, "NO CARRIER")]
    [InlineData(2, "NO CARRIER")]
    [InlineData(3, "BUSY")]
    [InlineData(4, "BUSY")]
    public void TheBusyToneIsHeardOnlyIfItIsLookedFor(int setting, string word) => With($"ATX{setting}", "\\r\\nOK\\r\\n", Ready with { Dialled = _ => CallOutcome.Busy }).Play($"""
        >> ATD10086;
        << \r\nOK\r\n
        .. 8000
        << \r\n{word}\r\n
        """);

    [Theory]
    [InlineData("ATA;+CSQ", "NO CARRIER")]
    [InlineData("AT+CMGF=1;+CMGR=99;+CSQ", "+CMS ERROR: 321")]
    [InlineData("AT+CMGL=7;+CSQ", "+CMS ERROR: 304")]
    [InlineData("AT+CMEE=1;+CIICR;+CSQ", "+CME ERROR: 3")]
    public void AnErrorIsTheLastWordOfALine(string line, string word) => new Bench().Play($"""
        >> {line}
        << \r\n{word}\r\n
        .. 1000
        """);

    [Fact]
    public void ACallThatCannotBeMadeEndsTheLine() => new Bench(Ready with { RegistrationStatus = 2 }).Play("""
        >> ATD10086;+CSQ
        << \r\nNO CARRIER\r\n
        .. 1000
        """);

    [Fact]
    public void NothingBehindAnAnswerIsRead()
    {
        var bench = new Bench();
        bench.Module.Machine.Call(Number, bench.Queue.Now);
        bench.Wait(100).TakeReceived();
        bench.Play("""
            >> ATA+CSQ
            << \r\nOK\r\n
            """);
    }

    [Fact]
    public void MessageErrorsAreNumbersUnlessTheOptionSpellsThem()
    {
        new Bench().Play("""
            >> AT+CMEE=2;+CMGF=1;+CMGR=99
            << \r\n+CMS ERROR: 321\r\n
            """);
        new Bench(Ready with { SpellsMessageErrors = true }).Play("""
            >> AT+CMEE=2;+CMGF=1;+CMGR=99
            << \r\n+CMS ERROR: invalid memory index\r\n
            >> AT+CMEE=1;+CMGR=99
            << \r\n+CMS ERROR: 321\r\n
            """);
    }

    [Theory]
    [InlineData("D", "ATD10086;")]
    [InlineData("A", "ATA")]
    public void AnyCharacterGivesUpACallThatIsBeingMade(string command, string line)
    {
        var bench = new Bench(Ready with { Latencies = Latencies.None.With(command, Milliseconds(20_000)) });
        if (command == "A")
        {
            bench.Module.Machine.Call(Number, bench.Queue.Now);
            bench.Wait(100).TakeReceived();
        }

        bench.Play($"""
            >| {line}\r\n
            .. 3000
            >| x
            << \r\nNO CARRIER\r\n
            .. 900
            >> AT
            << \r\nOK\r\n
            """);
    }

    private static Bench With(string setting, string answer, Sim800Options? options = null) => new Bench(options).Play($"""
        >> {setting}
        << {answer}
        """);

    private static Bench Transparent(string setting)
    {
        var bench = new Bench(network: network => network.Serve("1.2.3.4", 80, new SinkServer()));
        bench.Type($"AT+CIPMODE=1;{setting};+CIPSTART=\"TCP\",\"1.2.3.4\",80\r");
        bench.Wait(500).TakeReceived();
        Assert.True(bench.Module.Machine.IsInDataMode);
        return bench;
    }
}

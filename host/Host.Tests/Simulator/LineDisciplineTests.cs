using Sim800.Simulator;
using Sim800.Simulator.Settings;
using static Host.Tests.Simulator.Bench;

namespace Host.Tests.Simulator;

/// <summary>Fact sheet 1.1 to 1.3, 11.2.</summary>
public class LineDisciplineTests
{
    private static readonly Sim800Options s_echoing = Ready with { Stored = new Profile { BaudRate = 115200 } };

    [Fact]
    public void EchoIsTheCharactersWithTheirCarriageReturn() => new Bench(s_echoing).Play("""
        >> AT
        << AT\r\r\nOK\r\n
        """); // T36

    [Fact]
    public void AnswerToAte0IsStillPrecededByItsEcho() => new Bench(s_echoing).Play("""
        >> ATE0
        << ATE0\r\r\nOK\r\n
        >> AT
        << \r\nOK\r\n
        >> ATE1
        << \r\nOK\r\n
        >> at
        << at\r\r\nOK\r\n
        """);

    [Theory]
    [InlineData("AT")]
    [InlineData("at")]
    [InlineData("aT")]
    [InlineData("At")]
    public void PrefixInAnyCase(string prefix) => new Bench().Play($"""
        >> {prefix}
        << \r\nOK\r\n
        """);

    [Fact]
    public void LineFeedAndForeignCharactersAreIgnored() => new Bench().Play("""
        >| \nxyz\r\nAT\r\n
        << \r\nOK\r\n
        >| AT\r\n
        << \r\nOK\r\n
        """);

    [Fact]
    public void BackspaceDeletes() => new Bench().Play("""
        >> AT+CMEX\x08E?
        << \r\n+CMEE: 0\r\n\r\nOK\r\n
        """);

    [Fact]
    public void NamesInAnyCase() => new Bench().Play("""
        >> at+cmee?
        << \r\n+CMEE: 0\r\n\r\nOK\r\n
        """);

    [Fact]
    public void RepeatNeedsNoCarriageReturn() => new Bench().Play("""
        >| A/
        << \r\nOK\r\n
        >> AT+CMEE?
        << \r\n+CMEE: 0\r\n\r\nOK\r\n
        >| A/
        << \r\n+CMEE: 0\r\n\r\nOK\r\n
        >| a/
        << \r\n+CMEE: 0\r\n\r\nOK\r\n
        """);

    [Fact]
    public void SeveralCommandsOnALineShareOneOk() => new Bench().Play("""
        >> ATE0V1;+CMEE=2;+CMEE?;&W
        << \r\n+CMEE: 2\r\n\r\nOK\r\n
        >> AT+CSQ;+CREG?
        << \r\n+CSQ: 20,0\r\n\r\n+CREG: 0,1\r\n\r\nOK\r\n
        """);

    [Fact]
    public void AnErrorEndsTheLine() => new Bench().Play("""
        >> AT+CMEE=1;+NOSUCH;+CMEE=2
        << \r\nERROR\r\n
        >> AT+CMEE?
        << \r\n+CMEE: 1\r\n\r\nOK\r\n
        """);

    [Theory]
    [InlineData(556, "\\r\\nOK\\r\\n")]
    [InlineData(557, "\\r\\nERROR\\r\\n")]
    public void LineIsLimitedTo556Characters(int length, string answer) => new Bench().Play($"""
        >> AT{string.Concat(Enumerable.Repeat("E0", length / 2))}{(length % 2 == 1 ? ";" : "")}
        << {answer}
        """);

    [Fact]
    public void TooLongALineExecutesNothing() => new Bench().Play($"""
        >> AT+CMEE=2;{new string('E', 600)}
        << \r\nERROR\r\n
        >> AT+CMEE?
        << \r\n+CMEE: 0\r\n\r\nOK\r\n
        """);

    [Fact]
    public void NumericResultCodes() => new Bench().Play("""
        >> ATV0
        << 0\r
        >> AT+CSQ
        << +CSQ: 20,0\r\n0\r
        >> AT+NOSUCH
        << 4\r
        >> ATV1
        << \r\nOK\r\n
        """);

    [Fact]
    public void QuietSuppressesResultsButNotInformation() => new Bench().Play("""
        >> ATQ1
        <<
        >> AT+CSQ
        << \r\n+CSQ: 20,0\r\n
        >> AT+NOSUCH
        <<
        >> ATQ0
        << \r\nOK\r\n
        """);

    [Fact]
    public void ErrorsInThreeFormats() => new Bench().Play("""
        >> AT+CIICR
        << \r\nERROR\r\n
        >> AT+CMEE=1
        << \r\nOK\r\n
        >> AT+CIICR
        << \r\n+CME ERROR: 3\r\n
        >> AT+CMEE=2
        << \r\nOK\r\n
        >> AT+CIICR
        << \r\n+CME ERROR: operation not allowed\r\n
        >> AT+NOSUCH
        << \r\nERROR\r\n
        >> AT+CMEE=3
        << \r\n+CME ERROR: Invalid input value\r\n
        """);

    [Fact]
    public void InputDuringExecutionIsLost()
    {
        var bench = new Bench(Ready with { Latencies = Latencies.None.With("+CSQ", Milliseconds(10)) });
        bench.Play("""
            >| AT+CSQ\rAT+CMEE?\r
            << \r\n+CSQ: 20,0\r\n\r\nOK\r\n
            .. 1000
            """);
    }

    [Fact]
    public void InputDuringExecutionIsReadAfterItByOption()
    {
        var bench = new Bench(Ready with { KeepsInputWhileBusy = true, Latencies = Latencies.None.With("+CSQ", Milliseconds(10)) });
        bench.Play("""
            >| AT+CSQ\rAT+CMEE?\r
            << \r\n+CSQ: 20,0\r\n\r\nOK\r\n\r\n+CMEE: 0\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void Registers() => new Bench().Play("""
        >> ATS0?
        << \r\n0\r\n\r\nOK\r\n
        >> ATS7=30S7?
        << \r\n30\r\n\r\nOK\r\n
        >> ATS7=
        << \r\nOK\r\n
        >> ATS7?
        << \r\n60\r\n\r\nOK\r\n
        >> ATS3=10
        << \r\nERROR\r\n
        >> ATS99?
        << \r\nERROR\r\n
        """);

    [Theory]
    [InlineData(0, 0, 255, 0)]
    [InlineData(3, 13, 13, 13)]
    [InlineData(4, 10, 10, 10)]
    [InlineData(5, 0, 127, 8)]
    [InlineData(6, 0, 999, 2)]
    [InlineData(7, 1, 255, 60)]
    [InlineData(8, 0, 255, 2)]
    [InlineData(10, 1, 254, 15)]
    public void RegistersHaveTheirRanges(int number, int least, int most, int standard) => new Bench().Play($"""
        >> ATS{number}?
        << \r\n{standard}\r\n\r\nOK\r\n
        >> ATS{number}={least}S{number}?
        << \r\n{least}\r\n\r\nOK\r\n
        >> ATS{number}={most}S{number}?
        << \r\n{most}\r\n\r\nOK\r\n
        >> ATS{number}={most + 1}
        << \r\nERROR\r\n
        >> ATS{number}={least - 1}
        << \r\nERROR\r\n
        >> ATS{number}=
        << \r\nOK\r\n
        >> ATS{number}?
        << \r\n{standard}\r\n\r\nOK\r\n
        """);

    [Theory]
    [InlineData("AT+CSQ=")]
    [InlineData("AT+CMEE=\"1\"")]
    [InlineData("AT+CMEE=1,1")]
    [InlineData("AT+CMEE=-1")]
    [InlineData("AT+CIPSTATUS?")]
    [InlineData("AT+CIPSHUT=1")]
    [InlineData("AT+")]
    [InlineData("AT%")]
    [InlineData("AT+CSTT=\"unbalanced")]
    public void WhatIsNoCommandIsAnError(string line) => new Bench().Play($"""
        >> {line}
        << \r\nERROR\r\n
        """);

    [Fact]
    public void TheCharacterThatDeletesCanBeChanged() => new Bench().Play("""
        >> ATS5=35
        << \r\nOK\r\n
        >> ATX#S0?
        << \r\n0\r\n\r\nOK\r\n
        >> ATS5=128
        << \r\nERROR\r\n
        """);
}

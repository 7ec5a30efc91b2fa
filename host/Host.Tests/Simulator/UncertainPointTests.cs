using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.Bench;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>What the documents leave open, each point both ways: fact sheet 10 and its [?]. Points with a longer story are tested where the story is.</summary>
public class UncertainPointTests
{
    private const string Ok = "\\r\\nOK\\r\\n";
    private const string No = "\\r\\nERROR\\r\\n";

    private readonly SinkServer _peer = new();

    [Theory]
    [InlineData(true, "AT+CIPMUX ?", "\\r\\n+CIPMUX: 0\\r\\n" + Ok)]
    [InlineData(true, "AT +CIPMUX?", "\\r\\n+CIPMUX: 0\\r\\n" + Ok)]
    [InlineData(false, "AT+CIPMUX ?", No)]
    [InlineData(false, "AT +CIPMUX?", No)]
    [InlineData(false, "AT+CSTT=\"my net\"", Ok)]
    public void SpacesAroundTheParts(bool ignores, string command, string answer) =>
        new Bench(Ready with { IgnoresSpaces = ignores }).Play($">> {command}\n<< {answer}");

    [Theory]
    [InlineData(true, Ok + "\\r\\n+CDNSGIP: 0,8\\r\\n")]
    [InlineData(false, No)]
    public void ANameWithoutQuotes(bool accepts, string answer) => In(false, IpState.Status, Ready with { AcceptsUnquotedNames = accepts }).Play($"""
        >> AT+CDNSGIP=abctest
        << {answer}
        """);

    [Theory]
    [InlineData(true, "\\r\\n>\\x20")]
    [InlineData(false, "\\r\\n>")]
    public void TheSpaceBehindThePrompt(bool space, string prompt) => In(false, IpState.ConnectOk, Ready with { SpaceAfterPrompt = space }).Play($"""
        >> AT+CIPSEND=1
        << {prompt}
        >| x
        << \r\nSEND OK\r\n
        """);

    [Theory]
    [InlineData(false, "0\\r\\r\\nCONNECT OK\\r\\n")]
    [InlineData(true, "0\\rCONNECT OK\\r\\n")]
    public void WordsUnderV0(bool terse, string answer) => In(false, IpState.Status, Ready with { TerseCodes = terse }).Play($"""
        >> ATV0
        << 0\r
        >> AT+CIPSTART="TCP","1.2.3.4",80
        << {answer}
        """);

    [Theory]
    [InlineData(false, "Invalid input value")]
    [InlineData(true, "invalid input value")]
    public void TheCaseOfErrorTexts(bool lower, string text) => new Bench(Ready with { LowerCaseErrors = lower }).Play($"""
        >> AT+CMEE=2
        << {Ok}
        >> AT+CIPMUX=2
        << \r\n+CME ERROR: {text}\r\n
        """);

    [Theory]
    [InlineData(true, "\"CMNET\",\"\",\"\"")]
    [InlineData(false, "CMNET,,")]
    public void QuotesAroundTheAccessPoint(bool quotes, string text) => new Bench(Ready with { QuotesAccessPoint = quotes }).Play($"""
        >> AT+CSTT?
        << \r\n+CSTT: {text}\r\n{Ok}
        """);

    [Theory]
    [InlineData(false, No)]
    [InlineData(true, "\\r\\nCONNECT\\r\\n")]
    public void ResumeWithAZero(bool accepts, string answer)
    {
        var bench = Transparent(Ready with { RefusesResumeZero = !accepts });
        bench.Play($"""
            >> ATO0
            << {answer}
            """);
        if (!accepts)
        {
            bench.Play("""
                >> ATO
                << \r\nCONNECT\r\n
                """);
        }
    }

    [Theory]
    [InlineData(false, "1", "4", "1")]
    [InlineData(true, "0", "0", "0")]
    public void LettersWithoutNumbers(bool isZero, string echo, string results, string carrier)
    {
        var shown = new Bench(Ready with { MissingNumberIsZero = isZero });
        shown.Type("ATEX&C;&V\r");
        shown.Wait(1000);
        var active = shown.TakeReceived().Split("ACTIVE PROFILE")[1];
        Assert.Contains($"\r\nE: {echo}\r\n", active, StringComparison.Ordinal);
        Assert.Contains($"\r\nX: {results}\r\n", active, StringComparison.Ordinal);
        Assert.Contains($"\r\n&C: {carrier}\r\n", active, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "8")]
    [InlineData(true, "008")]
    public void ZerosBeforeARegister(bool pads, string text) => new Bench(Ready with { PadsRegisters = pads }).Play($"""
        >> ATS5?
        << \r\n{text}\r\n{Ok}
        """);

    [Theory]
    [InlineData(false, "Revision:1418B05SIM800L24")]
    [InlineData(true, "Revision: 1418B05SIM800L24")]
    public void TheSpaceBehindRevision(bool space, string text) => new Bench(Ready with { SpaceAfterRevision = space }).Play($"""
        >> AT+GMR
        << \r\n{text}\r\n{Ok}
        >> AT+GSV
        << \r\nSIMCOM_Ltd\r\nSIMCOM_SIM800L\r\n{text}\r\n{Ok}
        """);

    [Theory]
    [InlineData(false, "89860012345678901234")]
    [InlineData(true, "+CCID: 89860012345678901234")]
    public void TheNumberOfTheCard(bool prefixes, string text) => new Bench(Ready with { PrefixesCardNumber = prefixes }).Play($"""
        >> AT+CCID
        << \r\n{text}\r\n{Ok}
        """);

    [Theory]
    [InlineData(false, "\\r\\n+CME ERROR: 10\\r\\n")]
    [InlineData(true, "\\r\\n+CPIN: NOT INSERTED\\r\\n" + Ok)]
    public void NoCard(bool isStatus, string answer) => new Bench(Ready with { HasSim = false, MissingCardIsStatus = isStatus }).Play($"""
        >> AT+CMEE=1
        << {Ok}
        >> AT+CPIN?
        << {answer}
        >> AT+CCID
        << \r\n+CME ERROR: 10\r\n
        """);

    [Theory]
    [InlineData(false, "DOWN")]
    [InlineData(true, "OFF")]
    public void TheLastWords(bool off, string word)
    {
        var options = Ready with { SaysPowerOff = off };
        new Bench(options).Play($"""
            >> AT+CPOWD=1
            << \r\nNORMAL POWER {word}\r\n
            """);
        new Bench(options with { Faults = [new SupplyFault(Milliseconds(100), 3350)] }).Play($"""
            .. 200
            << \r\nUNDER-VOLTAGE POWER {word}\r\n
            """);
        new Bench(options with { Faults = [new SupplyFault(Milliseconds(100), 4450)] }).Play($"""
            .. 200
            << \r\nOVER-VOLTAGE POWER {word}\r\n
            """);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void WhatDrivesRiFromTheFactory(int mode) => new Bench(Ready with { Model = ModelProfile.Sim800L with { RingIndicator = mode } }).Play($"""
        >> AT&F+CFGRI?
        << \r\n+CFGRI: {mode}\r\n{Ok}
        """);

    [Theory]
    [InlineData("OK", Ok)]
    [InlineData("ERROR", No)]
    [InlineData(null, "")]
    public void EscapeAtThePromptOfAMessage(string? said, string answer) => new Bench(Ready with { MessageEscapeAnswer = said }).Play($"""
        >> AT+CMGF=1
        << {Ok}
        >> AT+CMGS="110"
        << \r\n>\x20
        >| help\x1B
        << {answer}
        >> AT+CMGW="110"
        << \r\n>\x20
        >| help\x1B
        << {answer}
        >> AT
        << {Ok}
        """);

    [Theory]
    [InlineData(false, Ok)]
    [InlineData(true, "\\r\\n+CMS ERROR: 321\\r\\n")]
    public void AnEmptyPlace(bool isError, string answer) => new Bench(Ready with { EmptyPlaceIsError = isError }).Play($"""
        >> AT+CMGR=1
        << {answer}
        """);

    [Theory]
    [InlineData(true, "\"\",")]
    [InlineData(false, "")]
    public void TheNameInAMessageCode(bool has, string name)
    {
        var bench = new Bench(Ready with { MessageCodeHasName = has }).Play($"""
            >> AT+CMGF=1;+CNMI=2,2
            << {Ok}
            """);
        Assert.True(bench.Module.Machine.ReceiveMessage("110", "news", bench.Queue.Now));
        bench.Play($"""
            << \r\n+CMT: "110",{name}"26/01/01,00:00:00+00"\r\nnews\r\n
            """);
    }

    [Theory]
    [InlineData(false, No)]
    [InlineData(true, Ok)]
    public void TheConnectionModeThatIsInForceAlready(bool accepts, string answer) =>
        In(true, IpState.Processing, Ready with { AcceptsSameMode = accepts }).Play($"""
            >> AT+CIPMUX=1
            << {answer}
            >> AT+CIPMUX=0
            << {No}
            """);

    [Theory]
    [InlineData(3, "+CME ERROR: 3")]
    [InlineData(4, "+CME ERROR: 4")]
    [InlineData(-1, "ERROR")]
    public void TransparentModeInMulti(int error, string answer) => In(true, IpState.Initial, Ready with { TransparentInMultiError = error }).Play($"""
        >> AT+CMEE=1
        << {Ok}
        >> AT+CIPMODE=1
        << \r\n{answer}\r\n
        """);

    [Theory]
    [InlineData(IpState.PdpDeact, "PDP DEACT")]
    [InlineData(IpState.Start, "IP START")]
    public void TheStateAfterAFailedActivation(IpState state, string text) => new Bench(Ready with { StateAfterFailedBringUp = state }).Play($"""
        >> AT+CGATT=0
        << {Ok}
        >> AT+CSTT
        << {Ok}
        >> AT+CIICR
        << {No}
        >> AT+CIPSTATUS
        << {Ok}\r\nSTATE: {text}\r\n
        """);

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void NoNameServerAnswers(int code)
    {
        var bench = In(false, IpState.Status, Ready with { SilentNameServerCode = code });
        bench.Module.Strike(new NameServerFault(0));
        bench.Play($"""
            >> AT+CDNSGIP="server.example"
            << {Ok}\r\n+CDNSGIP: 0,{code}\r\n
            """);
    }

    [Theory]
    [InlineData(true, Ok + "\\r\\nCONNECT OK\\r\\n")]
    [InlineData(false, No)]
    public void ConnectingAgainAfterAClose(bool accepts, string answer) => In(false, IpState.Closed, Ready with { ConnectsAfterClose = accepts }).Play($"""
        >> AT+CIPSTART="TCP","1.2.3.4",80
        << {answer}
        """);

    [Theory]
    [InlineData(true, No + "\\r\\nALREADY CONNECT\\r\\n")]
    [InlineData(false, No)]
    public void ConnectingTwice(bool reports, string answer) =>
        In(false, IpState.Connecting, Ready with { AlreadyConnectWhileConnecting = reports }).Play($"""
            >> AT+CIPSTART="TCP","1.2.3.4",80
            << {answer}
            """);

    [Theory]
    [InlineData(IpState.Closed, "TCP CLOSED")]
    [InlineData(IpState.Status, "IP STATUS")]
    public void TheStateAfterAFailedConnection(IpState state, string text) => In(false, IpState.Status, Ready with { StateAfterConnectFail = state }).Play($"""
        >> AT+CIPSTART="TCP","1.2.3.4",81
        << {Ok}\r\nSTATE: {text}\r\n\r\nCONNECT FAIL\r\n
        >> AT+CIPSTATUS
        << {Ok}\r\nSTATE: {text}\r\n
        """);

    [Theory]
    [InlineData(false, No)]
    [InlineData(true, "\\r\\n+CIPACK: 2,2,0\\r\\n" + Ok)]
    public void CountersAfterAClose(bool shows, string answer) => In(true, IpState.Processing, Ready with { CountsAfterClose = shows }).Play($"""
        >> AT+CIPSEND=0,2
        << \r\n>\x20
        >| hi
        << \r\n0, SEND OK\r\n
        >> AT+CIPCLOSE=0
        << \r\n0, CLOSE OK\r\n
        >> AT+CIPACK=0
        << {answer}
        >> AT+CIPACK=1
        << {No}
        """);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ASecondClientInSingleMode(bool drops)
    {
        var second = new SinkServer();
        var bench = In(false, IpState.Status, Ready with { DropsClientsInExcess = drops }).Play($"""
            >> AT+CIPSERVER=1,1234
            << {Ok}\r\nSERVER OK\r\n
            """);
        bench.Network.Dial("10.0.0.1", 4000, 1234, _peer);
        bench.Play("<< \\r\\nREMOTE IP: 10.0.0.1\\r\\n");
        bench.Network.Dial("10.0.0.2", 4001, 1234, second);
        bench.Play(".. 500");
        Assert.Equal(drops ? 0 : 1, second.Refusals);
        Assert.Equal(drops, second.Client is not null);
        _peer.Client!.Send("still here"u8);
        bench.Play("<< still here");
    }

    [Theory]
    [InlineData(false, No)]
    [InlineData(true, Ok + "\\r\\nSERVER OK\\r\\n")]
    public void ListeningTwice(bool accepts, string answer) => In(false, IpState.Listening, Ready with { ListensTwice = accepts }).Play($"""
        >> AT+CIPSERVER?
        << \r\n+CIPSERVER: 1,1234,0,0\r\n{Ok}
        >> AT+CIPSERVER=1,1234
        << {answer}
        >> AT+CIPSERVER=1,1235
        << {No}
        """);

    [Theory]
    [InlineData(false, Ok)]
    [InlineData(true, No)]
    public void TheReceiveModeWhileConnected(bool isFixed, string answer) =>
        In(true, IpState.Processing, Ready with { FixesReceiveModeWhileConnected = isFixed }).Play($"""
            >> AT+CIPRXGET=1
            << {answer}
            >> AT+CIPCLOSE=0
            << \r\n0, CLOSE OK\r\n
            >> AT+CIPRXGET=1
            << {Ok}
            """);

    [Theory]
    [InlineData(false, "\\r\\nCONNECT\\r\\n")]
    [InlineData(true, No)]
    public void HangingUpATransparentConnection(bool closes, string answer)
    {
        var bench = Transparent(Ready with { HangUpClosesConnection = closes });
        bench.Type("ATH\r");
        bench.Wait(10);
        Assert.Equal("\r\nOK\r\n", bench.TakeReceived());
        Assert.Equal(closes, bench.Lines.Dcd.High);
        bench.Play($"""
            >> ATO
            << {answer}
            """);
    }

    [Theory]
    [InlineData(false, "\\r\\n+CIPRXGET: 2,0,6,0\\r\\n6789ab")]
    [InlineData(true, "\\r\\n+CIPRXGET: 2,0,0,0\\r\\n")]
    public void MoreThanTheReceiveBufferHolds(bool loses, string rest)
    {
        var bench = In(true, IpState.Status, Ready with { LosesWhatDoesNotFit = loses, ReceiveBufferSize = 6, NoticeRearm = NoticeRearm.WhenEmptied }, _peer).Play($"""
            >> AT+CIPRXGET=1
            << {Ok}
            >> AT+CIPSTART=0,"TCP","1.2.3.4",80
            << {Ok}\r\n0, CONNECT OK\r\n
            """);
        _peer.Client!.Send("0123456789ab"u8);
        bench.Play($"""
            << \r\n+CIPRXGET: 1,0\r\n
            >> AT+CIPRXGET=2,0,100
            << \r\n+CIPRXGET: 2,0,6,0\r\n012345{Ok}{(loses ? "" : "\\r\\n+CIPRXGET: 1,0\\r\\n")}
            >> AT+CIPRXGET=2,0,100
            << {rest}{Ok}
            """);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    public void TheNumberOfConnections(int count)
    {
        var bench = In(true, IpState.Status, Ready with { LinkCount = count });
        var links = string.Concat(Enumerable.Range(0, count).Select(n => $"C: {n},,\"\",\"\",\"\",\"INITIAL\"\\r\\n"));
        bench.Play($"""
            >> AT+CIPSTATUS
            << {Ok}\r\nSTATE: IP STATUS\r\n\r\n{links}
            >> AT+CIPSTART={count - 1},"TCP","1.2.3.4",80
            << {Ok}\r\n{count - 1}, CONNECT OK\r\n
            >> AT+CIPSTART={count},"TCP","1.2.3.4",80
            << {No}
            >> AT+CIPSEND=?
            << \r\n+CIPSEND: (0-{count - 1}),<length>\r\n{Ok}
            >> AT+CIPACK={count - 1}
            << \r\n+CIPACK: 0,0,0\r\n{Ok}
            """);
    }

    [Theory]
    [InlineData(1460)]
    [InlineData(1024)]
    public void TheLargestSendInMulti(int size) => In(true, IpState.Processing, Ready with { LargestMultiSend = size }).Play($"""
        >> AT+CIPSEND?
        << \r\n+CIPSEND: 0,{size}\r\n{Ok}
        >> AT+CIPSEND=0,{size + 1}
        << {No}
        """);

    private Bench Transparent(Sim800Options options) => In(false, IpState.Initial, options, _peer).Play($"""
        >> AT+CIPMODE=1
        << {Ok}
        >> AT+CIPSTART="TCP","1.2.3.4",80
        << {Ok}\r\nCONNECT\r\n
        .. 1100
        >| +++
        .. 1100
        << {Ok}
        """);
}

using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Sim800.Simulator.TcpIp;

namespace Host.Tests.Simulator;

/// <summary>The ready-made answers to what the documents leave open; each differs where it says so and works where all agree.</summary>
public class OptionProfileTests
{
    private const string Yes = "OK";
    private const string No = "ERROR";
    private const string Mux = "+CIPMUX: 0\\r\\n\\r\\nOK";
    private const string Quoted = "+CSTT: \"CMNET\",\"\",\"\"\\r\\n\\r\\nOK";
    private const string Card = "89860012345678901234\\r\\n\\r\\nOK";
    private const string NotFound = Yes + "\\r\\n\\r\\n+CDNSGIP: 0,8";
    private const string Connected = Yes + "\\r\\n\\r\\nCONNECT OK";
    private const string Failed = Yes + "\\r\\n\\r\\nSTATE: TCP CLOSED\\r\\n\\r\\nCONNECT FAIL";
    private const string Twice = "\\r\\n\\r\\nALREADY CONNECT";
    private const string SixLinks = "+CIPSEND: (0-5),<length>\\r\\n\\r\\nOK";

    public static TheoryData<string> Names => new(OptionProfiles.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryProfileConnectsAndSends(string name) => ContextTests.In(true, IpState.Status, Ready(name)).Play($"""
        >> AT+CIPSTART=0,"TCP","1.2.3.4",80
        << \r\nOK\r\n\r\n0, CONNECT OK\r\n
        >> AT+CIPSEND=0,2
        << {Prompt(name)}
        >| hi
        << \r\n0, SEND OK\r\n
        >> AT+CIPCLOSE=0
        << \r\n0, CLOSE OK\r\n
        """);

    [Theory]
    [InlineData("default", @"\r\nOK\r\n")]
    [InlineData("lenient", @"\r\nOK\r\n")]
    [InlineData("strict", "")]
    [InlineData("old", "")]
    public void EscapeAtThePrompt(string name, string answer) => ContextTests.In(false, IpState.ConnectOk, Ready(name)).Play($"""
        >> AT+CIPSEND
        << {Prompt(name)}
        >| \x1B
        << {answer}
        """);

    [Theory]
    [InlineData("default", true)]
    [InlineData("lenient", true)]
    [InlineData("strict", false)]
    [InlineData("old", true)]
    public void ABlockOfExactlyTheAvailableSize(string name, bool isAccepted) => ContextTests.In(false, IpState.ConnectOk, Ready(name)).Play($"""
        >> AT+CIPSEND=1460
        << {(isAccepted ? Prompt(name) : @"\r\nERROR\r\n")}
        """);

    /// <summary>One command in one state, and what the default, lenient, strict and old module answer.</summary>
    [Theory]
    [InlineData(false, IpState.Initial, "AT+CIPMUX ?", Mux, Mux, No, Mux)]
    [InlineData(false, IpState.Initial, "AT+CSTT?", Quoted, Quoted, Quoted, "+CSTT: CMNET,,\\r\\n\\r\\nOK")]
    [InlineData(false, IpState.Initial, "ATS0?", "0\\r\\n\\r\\nOK", "0\\r\\n\\r\\nOK", "000\\r\\n\\r\\nOK", "0\\r\\n\\r\\nOK")]
    [InlineData(false, IpState.Initial, "AT+CCID", Card, Card, Card, "+CCID: " + Card)]
    [InlineData(false, IpState.Initial, "AT+CMGR=1", Yes, Yes, "+CMS ERROR: 321", Yes)]
    [InlineData(false, IpState.Initial, "AT+CPOWD=1", "NORMAL POWER DOWN", "NORMAL POWER DOWN", "NORMAL POWER DOWN", "NORMAL POWER OFF")]
    [InlineData(false, IpState.Status, "AT+CDNSGIP=x", NotFound, NotFound, No, NotFound)]
    [InlineData(true, IpState.Status, "AT+CIPMUX=1", No, Yes, No, No)]
    [InlineData(true, IpState.Status, "AT+CMEE=1;+CIPMODE=1", "+CME ERROR: 3", "+CME ERROR: 3", No, "+CME ERROR: 4")]
    [InlineData(false, IpState.Listening, "AT+CIPSERVER=1,1234", No, Yes + "\\r\\n\\r\\nSERVER OK", No, No)]
    [InlineData(false, IpState.Status, "AT+CIPSTART=\"TCP\",\"1.2.3.4\",81", Failed, Yes + "\\r\\n\\r\\nCONNECT FAIL", Failed, Failed)]
    [InlineData(false, IpState.Connecting, "AT+CIPSTART=\"TCP\",\"1.2.3.4\",80", No + Twice, No + Twice, No, No + Twice)]
    [InlineData(false, IpState.Closed, "AT+CIPSTART=\"TCP\",\"1.2.3.4\",80", Connected, Connected, Connected, Connected)]
    [InlineData(true, IpState.Processing, "AT+CIPSEND?", "+CIPSEND: 0,1460\\r\\n\\r\\nOK", "+CIPSEND: 0,1460\\r\\n\\r\\nOK", "+CIPSEND: 0,1460\\r\\n\\r\\nOK", "+CIPSEND: 0,1024\\r\\n\\r\\nOK")]
    [InlineData(true, IpState.Processing, "AT+CIPSEND=?", SixLinks, SixLinks, SixLinks, "+CIPSEND: (0-7),<length>\\r\\n\\r\\nOK")]
    [InlineData(true, IpState.Processing, "AT+CIPRXGET=1", Yes, Yes, No, Yes)]
    [InlineData(true, IpState.Processing, "AT+CIPSERVER=1,1234", No, Yes + "\\r\\n\\r\\nSERVER OK", No, No)]
    public void WhatTheProfilesAnswer(bool multi, IpState state, string command, string standard, string lenient, string strict, string old)
    {
        foreach (var (name, answer) in OptionProfiles.Names.Zip((string[])[standard, lenient, strict, old]))
        {
            ContextTests.In(multi, state, Ready(name)).Play($"""
                >> {command}
                << \r\n{answer}\r\n
                """);
        }
    }

    [Theory]
    [InlineData("default", 0)]
    [InlineData("lenient", 0)]
    [InlineData("strict", 3500)]
    [InlineData("old", 3500)]
    public void TheCodeOfACloseByThePeer(string name, int delay)
    {
        var server = new SinkServer();
        var bench = ContextTests.In(true, IpState.Processing, Ready(name), server);
        bench.Network.Latency = 0;
        server.Client!.Close();
        if (delay > 0)
        {
            bench.Play($".. {delay - 1}");
        }

        bench.Play("""
            .. 4
            << \r\n0, CLOSED\r\n
            """);
    }

    [Fact]
    public void AnUnknownNameIsRefused() => Assert.Throws<ArgumentException>(() => OptionProfiles.Find("perfect"));

    private static string Prompt(string name) => OptionProfiles.Find(name).SpaceAfterPrompt ? @"\r\n>\x20" : @"\r\n>";

    private static Sim800Options Ready(string name) => OptionProfiles.Find(name) with
    {
        StartsOn = true,
        EchoesPayload = false,
        Stored = new Profile { BaudRate = 115200, Echo = false },
        Latencies = Latencies.None,
    };
}

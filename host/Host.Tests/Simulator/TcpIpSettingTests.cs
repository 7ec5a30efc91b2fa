using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>Settings of the TCP/IP chapter, their forms and what stores them: fact sheet 2.16, 2.18, 2.24 to 2.29, 11.1, 11.4.</summary>
public class TcpIpSettingTests
{
    /// <summary>Fact sheet 11.4, single connection mode: command, test form, read form; null where there is none.</summary>
    public static TheoryData<string, string, string?> Forms => new()
    {
        { "CIPACK", "", null },
        { "CIPCLOSE", "", null },
        { "CIPSHUT", "", null },
        { "CIICR", "", null },
        { "CIFSR", "", null },
        { "CIPSTATUS", "", null },
        { "CDNSGIP", "", null },
        { "CIPMUX", "+CIPMUX: (0,1)", "+CIPMUX: 0" },
        { "CIPQSEND", "+CIPQSEND: (0,1)", "+CIPQSEND: 0" },
        { "CIPSGTXT", "+CIPSGTXT: (0,1)", null },
        { "CIPMODE", "+CIPMODE: (0-NORMAL MODE,1-TRANSPARENT MODE)", "+CIPMODE: 0" },
        { "CIPSERVER", "+CIPSERVER: (0-CLOSE SERVER,1-OPEN SERVER),(1-65535)", "+CIPSERVER: 0" },
        {
            "CIPCCFG", "+CIPCCFG: (NmRetry:3-8),(WaitTm:1-10),(SendSz:1-1460),(esc:0,1),(Rxmode:0,1),(RxSize:50-1460),(Rxtimer:20-1000)",
            "+CIPCCFG: 5,2,1024,1,0,1460,50"
        },
        { "CLPORT", "+CLPORT: (\"TCP\",\"UDP\"),(0-65535)", "+CLPORT: 0,0" },
        { "CSTT", "+CSTT: \"APN\",\"USER\",\"PWD\"", "+CSTT: \"CMNET\",\"\",\"\"" },
        { "CDNSCFG", "+CDNSCFG: (\"Primary DNS\"),(\"Secondary DNS\")", "PrimaryDns: 0.0.0.0\\r\\nSecondaryDns: 0.0.0.0" },
        {
            "CIPCSGP", "+CIPCSGP:0-CSD,DIALNUMBER,USER NAME,PASSWORD,RATE(0-3)\\r\\n+CIPCSGP: 1-GPRS,APN,USER NAME,PASSWORD",
            "+CIPCSGP: 1,\"CMNET\",\"\",\"\""
        },
        { "CIPUDPMODE", "+CIPUDPMODE: (0-2),(\"(0-255).(0-255).(0-255).(0-255)\"),(1-65535)", "+CIPUDPMODE: 0" },
        { "CIPRDTIMER", "+CIPRDTIMER: (100-4000),(100-7000)", "+CIPRDTIMER: 2000,3500" },
        { "CIPHEAD", "+CIPHEAD: (0,1)", "+CIPHEAD: 0" },
        { "CIPSHOWTP", "+CIPSHOWTP: (0,1)", "+CIPSHOWTP: 0" },
        { "CIPSRIP", "+CIPSRIP: (0,1)", "+CIPSRIP: 0" },
        { "CIPATS", "+CIPATS: (0,1),(1-100)", "+CIPATS: 0,1" },
        { "CIPSPRT", "+CIPSPRT: (0-2)", "+CIPSPRT: 1" },
        { "CIPDPDP", "+CIPDPDP: (0,1),(1-180),(1-10)", "+CIPDPDP: 1,10,3" },
        { "CIPRXGET", "+CIPRXGET: (0-4),(1-1460)", "+CIPRXGET: 0" },
        { "CIPTKA", "+CIPTKA: (0,1),(30-7200),(30-600),(1-9)", "+CIPTKA: 1,7200,75,9" },
        { "CIPPING", "+CIPPING: (1-100),(0-1024),(1-600),(1-255)", "+CIPPING: 4,32,100,64" },
        { "CIPSEND", "+CIPSEND: <length>", null },
        {
            "CIPSTART", "+CIPSTART: (\"TCP\",\"UDP\"),(\"(0-255).(0-255).(0-255).(0-255)\"),(1-65535)\\r\\n+CIPSTART: (\"TCP\",\"UDP\"),(\"DOMAIN NAME\"),(1-65535)",
            null
        },
        { "CLTS", "+CLTS: \"yy/MM/dd,hh:mm:ss+/-zz\"", "+CLTS: 0" },
        { "DLYRI", "+DLYRI: (0,10-1000)", "+DLYRI: 0" },
        { "CMEE", "+CMEE: (0-2)", "+CMEE: 0" },
        { "CIURC", "+CIURC: (0,1)", "+CIURC: 1" },
        { "CFGRI", "+CFGRI: (0-2)", "+CFGRI: 0" },
        { "CSCLK", "+CSCLK: (0-2)", "+CSCLK: 0" },
        { "ICF", "+ICF: (1-6),(0,1,3)", "+ICF: 3,255" },
        { "IFC", "+IFC: (0-2),(0-2)", "+IFC: 0,0" },
        { "CCLK", "", "+CCLK: \"04/01/01,00:00:00+00\"" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void TestAndReadForms(string command, string test, string? read) => new Bench().Play($"""
        >> AT+{command}?
        << {(read is null ? "\\r\\nERROR" : $"\\r\\n{read}\\r\\n\\r\\nOK")}\r\n
        >> AT+{command}=?
        << {(test.Length == 0 ? "" : $"\\r\\n{test}\\r\\n")}\r\nOK\r\n
        """);

    /// <summary>The same in multi connection mode, where they differ.</summary>
    [Theory]
    [InlineData("CIPMUX", "+CIPMUX: (0,1)", "+CIPMUX: 1")]
    [InlineData("CIPSEND", "+CIPSEND: (0-5),<length>", "")]
    [InlineData("CIPRXGET", "+CIPRXGET: (0-4),(0-5),(1-1460)", "+CIPRXGET: 0")]
    [InlineData("CIPACK", "", null)]
    [InlineData("CIPCLOSE", "", null)]
    [InlineData("CIPSTATUS", "", null)]
    [InlineData(
        "CIPSTART", "+CIPSTART: (0-5),(\"TCP\",\"UDP\"),(\"(0-255).(0-255).(0-255).(0-255)\"),(1-65535)\\r\\n+CIPSTART: (0-5),(\"TCP\",\"UDP\"),(\"DOMAIN NAME\"),(1-65535)",
        null)]
    public void TestAndReadFormsInMulti(string command, string test, string? read) => In(true, IpState.Initial).Play($"""
        >> AT+{command}?
        << {(read is null ? "\\r\\nERROR" : read.Length == 0 ? "\\r\\nOK" : $"\\r\\n{read}\\r\\n\\r\\nOK")}\r\n
        >> AT+{command}=?
        << {(test.Length == 0 ? "" : $"\\r\\n{test}\\r\\n")}\r\nOK\r\n
        """);

    [Fact]
    public void TheStoredContextHasNoTestForm() => new Bench().Play("""
        >> AT+CIPSCONT=?
        << \r\nERROR\r\n
        """);

    [Theory]
    [InlineData("CIPTKA=0", "CIPTKA: 0,7200,75,9")]
    [InlineData("CIPTKA=1,30,600,1", "CIPTKA: 1,30,600,1")]
    [InlineData("CIPTKA=1,29", null)]
    [InlineData("CIPTKA=1,7201", null)]
    [InlineData("CIPTKA=1,60,29", null)]
    [InlineData("CIPTKA=1,60,60,10", null)]
    [InlineData("CIPDPDP=0", "CIPDPDP: 0,10,3")]
    [InlineData("CIPDPDP=1,180,10", "CIPDPDP: 1,180,10")]
    [InlineData("CIPDPDP=1,180", null)]
    [InlineData("CIPDPDP=1,181,1", null)]
    [InlineData("CIPTKA=1,30", "CIPTKA: 1,30,75,9")]
    [InlineData("CIPTKA=1,7200,600,9", "CIPTKA: 1,7200,600,9")]
    [InlineData("CIPTKA=1,7200,601,9", null)]
    [InlineData("CIPTKA=1,60,60,0", null)]
    [InlineData("CIPTKA=2", null)]
    [InlineData("CIPTKA=1,60,60,1,1", null)]
    [InlineData("CIPDPDP=1,1,1", "CIPDPDP: 1,1,1")]
    [InlineData("CIPDPDP=1,0,1", null)]
    [InlineData("CIPDPDP=1,1,0", null)]
    [InlineData("CIPDPDP=1,1,11", null)]
    [InlineData("CIPDPDP=2", null)]
    [InlineData("CIPRDTIMER=4000,100", "CIPRDTIMER: 4000,100")]
    [InlineData("CIPRDTIMER=4001,7000", null)]
    [InlineData("CIPRDTIMER=4000,99", null)]
    [InlineData("CIPRDTIMER=4000,7001", null)]
    [InlineData("CIPRDTIMER=100,7000", "CIPRDTIMER: 100,7000")]
    [InlineData("CIPRDTIMER=99,7000", null)]
    [InlineData("CIPRDTIMER=100", null)]
    [InlineData("CIPCSGP=1,\"net\",\"me\",\"pw\"", "CIPCSGP: 1,\"net\",\"me\",\"pw\"")]
    [InlineData("CIPCSGP=0,\"123\",\"me\",\"pw\",3", "CIPCSGP: 0,\"123\",\"me\",\"pw\",3")]
    [InlineData("CIPCSGP=0,\"123\",\"me\",\"pw\",4", null)]
    [InlineData("CIPCSGP=2", null)]
    [InlineData("CIPATS=1,100", "CIPATS: 1,100")]
    [InlineData("CIPATS=1", "CIPATS: 1,1")]
    [InlineData("CIPATS=1,101", null)]
    [InlineData("CIPSPRT=3", null)]
    [InlineData("ICF=3", "ICF: 3,255")]
    [InlineData("ICF=3,2", null)]
    [InlineData("ICF=7,1", null)]
    [InlineData("DLYRI=10", "DLYRI: 10")]
    [InlineData("DLYRI=9", null)]
    [InlineData("DLYRI=1001", null)]
    [InlineData("CLTS=1", "CLTS: 1")]
    [InlineData("CLTS=2", null)]
    public void ValuesInRange(string command, string? read)
    {
        var bench = new Bench().Play($"""
            >> AT+{command}
            << {(read is null ? "\\r\\nERROR\\r\\n" : "\\r\\nOK\\r\\n")}
            """);
        if (read is not null)
        {
            bench.Play($"""
                >> AT+{read[..read.IndexOf(':')]}?
                << \r\n+{read}\r\n\r\nOK\r\n
                """);
        }
    }

    [Fact]
    public void NameServers() => new Bench().Play("""
        >> AT+CDNSCFG="8.8.8.8","8.8.4.4"
        << \r\nOK\r\n
        >> AT+CDNSCFG?
        << \r\nPrimaryDns: 8.8.8.8\r\nSecondaryDns: 8.8.4.4\r\n\r\nOK\r\n
        >> AT+CDNSCFG="name"
        << \r\nERROR\r\n
        """);

    [Theory]
    [InlineData(1, 999)]
    [InlineData(3, 2999)]
    public void WhatIsTypedIsSentWhenTheTimeIsOver(int seconds, double before)
    {
        var server = new SinkServer();
        var bench = In(false, IpState.ConnectOk, server: server);
        bench.Network.Latency = 0;
        bench.Play($"""
            >> AT+CIPATS=1,{seconds}
            << \r\nOK\r\n
            """);
        bench.Type("AT+CIPSEND\r");
        while (bench.TakeReceived() != "\r\n> ")
        {
            bench.Wait(0.9);
        }

        var prompted = bench.Queue.Now;
        bench.Type("hello");
        bench.Wait(before - 5);
        Assert.Empty(server.Received);
        bench.Play(".. 10\n<< \\r\\nSEND OK\\r\\n");
        Assert.InRange(bench.Queue.Now - prompted, 0, Bench.Milliseconds(before + 6));
        Assert.Equal(5, server.Received.Count);
    }

    [Fact]
    public void ControlZIsFasterThanTheTime() => In(true, IpState.Processing).Play("""
        >> AT+CIPATS=1,1
        << \r\nOK\r\n
        >> AT+CIPSEND=0
        << \r\n>\x20
        >| hi\x1A
        << \r\n0, SEND OK\r\n
        .. 2000
        >> AT+CIPSEND=0,2
        << \r\n>\x20
        .. 2000
        >| hi
        << \r\n0, SEND OK\r\n
        """);

    [Fact]
    public void AnEscapedPromptIsNotSentLater()
    {
        In(false, IpState.ConnectOk).Play("""
            >> AT+CIPATS=1,1
            << \r\nOK\r\n
            >> AT+CIPSEND
            << \r\n>\x20
            >| hi\x1B
            << \r\nOK\r\n
            .. 2000
            """);
    }

    [Fact]
    public void TheStoredContextComesBackAtBoot()
    {
        var bench = new Bench().Play("""
            >> AT+CIPSCONT?
            << \r\n+CIPSCONT: 1\r\n+CIPCSGP: 1\r\nGprs Config APN: CMNET\r\nGprs Config UserId: \r\nGprs Config Password: \r\n
            << +CIPHEAD: 0\r\n+CIPSHOWTP: 0\r\n+CIPSRIP: 0\r\n+CIPATS: 0,1\r\n+CIPSPRT: 1,0\r\n+CIPQSEND: 0\r\n+CIPMODE: 0\r\n
            << +CIPCCFG: 5,2,1024,1,0,1460,50\r\n+CIPMUX: 0\r\n+CIPDPDP: 1,10,3\r\n+CIPRXGET: 0\r\n+CIPRDTIMER: 2000,3500\r\n\r\nOK\r\n
            >> AT+CIPMUX=1;+CIPQSEND=1;+CIPHEAD=1;+CLPORT=0,"UDP",5;+CSTT="internet"
            << \r\nOK\r\n
            >> AT+CIPSCONT
            << \r\nOK\r\n
            >> AT+CIPRXGET=1
            << \r\nOK\r\n
            """);
        bench.Module.Machine.BrownOut(bench.Queue.Now);
        bench.Wait(10_000).TakeReceived();
        bench.Play("""
            >> AT+CIPMUX?;+CIPQSEND?;+CIPRXGET?;+CLPORT?
            << \r\n+CIPMUX: 1\r\n\r\n+CIPQSEND: 1\r\n\r\n+CIPRXGET: 0\r\n
            << \r\n+CLPORT: 0,0,0\r\n+CLPORT: 1,0,0\r\n+CLPORT: 2,0,0\r\n+CLPORT: 3,0,0\r\n+CLPORT: 4,0,0\r\n+CLPORT: 5,0,0\r\n\r\nOK\r\n
            >> AT+CSTT?
            << \r\n+CSTT: "internet","",""\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void Ping()
    {
        var bench = In(false, IpState.Status);
        bench.Network.AddName("www.google.cn", "1.2.3.4");
        bench.Play("""
            >> AT+CIPPING="www.google.cn"
            << \r\n+CIPPING: 1,"1.2.3.4",1,64\r\n+CIPPING: 2,"1.2.3.4",1,64\r\n+CIPPING: 3,"1.2.3.4",1,64\r\n+CIPPING: 4,"1.2.3.4",1,64\r\n\r\nOK\r\n
            >> AT+CIPPING="9.9.9.9",2,32,20
            .. 2060
            .. 50
            << \r\n+CIPPING: 1,"9.9.9.9",600,255\r\n
            .. 2000
            << +CIPPING: 2,"9.9.9.9",600,255\r\n\r\nOK\r\n
            >> AT+CMEE=2
            << \r\nOK\r\n
            >> AT+CIPPING="no.such.name"
            << \r\n+CME ERROR: DNS resolve failed\r\n
            """); // T44
    }

    [Theory]
    [InlineData("\"1.2.3.4\",0")]
    [InlineData("\"1.2.3.4\",101")]
    [InlineData("\"1.2.3.4\",1,1025")]
    [InlineData("\"1.2.3.4\",1,1,601")]
    [InlineData("\"1.2.3.4\",1,1,1,256")]
    [InlineData("\"\"")]
    public void PingOutOfRange(string arguments) => In(false, IpState.Status).Play($"""
        >> AT+CIPPING={arguments}
        << \r\nERROR\r\n
        """);

    [Fact]
    public void TheLossOfTheContextEndsAPing()
    {
        var bench = In(false, IpState.Status);
        bench.Type("AT+CIPPING=\"9.9.9.9\",100\r");
        bench.Wait(5000);
        bench.Module.Machine.LoseContext(bench.Queue.Now);
        bench.Play("""
            .. 20000
            << \r\n+PDP: DEACT\r\n\r\n+CIPPING: 1,"9.9.9.9",600,255\r\n\r\nERROR\r\n
            """);
    }

    [Fact]
    public void TheNetworkTellsTheTime() => new Bench(Bench.Ready with { NetworkTimeZone = 12 }).Play("""
        >> AT+CCLK?
        << \r\n+CCLK: "04/01/01,00:00:00+00"\r\n\r\nOK\r\n
        >> AT+CLTS=1
        << \r\nOK\r\n
        >> AT+CFUN=0
        << \r\n+CPIN: NOT READY\r\n\r\nOK\r\n
        >> AT+CFUN=1
        << \r\n+CPIN: READY\r\n\r\nOK\r\n
        .. 5000
        << \r\n*PSUTTZ: 2026,1,1,0,0,2,"+12",0\r\n\r\nDST: 0\r\n
        << \r\nCall Ready\r\n\r\nSMS Ready\r\n
        >> AT+CCLK?
        << \r\n+CCLK: "26/01/01,03:00:04+12"\r\n\r\nOK\r\n
        >> AT+CCLK="30/12/31,23:59:59-04"
        << \r\nOK\r\n
        .. 1000
        >> AT+CCLK?
        << \r\n+CCLK: "31/01/01,00:00:00-04"\r\n\r\nOK\r\n
        >> AT+CCLK="30/13/31,23:59:59-04"
        << \r\nERROR\r\n
        >> AT+CCLK=30
        << \r\nERROR\r\n
        """); // T19

    [Fact]
    public void TheEdgeOfRiComesBeforeItsCode()
    {
        var bench = new Bench().Play("""
            >> AT+CFGRI=1;+DLYRI=100
            << \r\nOK\r\n
            """);
        bench.Module.Machine.SendUnsolicited("Call Ready", bench.Queue.Now);
        Assert.False(bench.Lines.Ri.High);
        bench.Play("""
            .. 99.9
            .. 2
            << \r\nCall Ready\r\n
            """);
    }
}

using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>
/// What each command of the TCP/IP chapter answers in each state: the table of fact sheet 3.4, with the options at their defaults. IP CONFIG,
/// TCP CLOSING and their like pass while a command executes and nothing is heard; where the line is free in them, they are here too.
/// </summary>
public class LegalityTests
{
    private const string Ok = "\\r\\nOK\\r\\n";
    private const string No = "\\r\\nERROR\\r\\n";
    private const string Address = "\\r\\n10.78.245.128\\r\\n";

    private const IpState Free = ~(IpState.Connecting | IpState.ConnectOk | IpState.Closing | IpState.Processing);
    private const IpState Connected = IpState.ConnectOk | IpState.Processing;

    private static readonly IpState[] s_single =
    [
        IpState.Initial, IpState.Start, IpState.Config, IpState.GprsAct, IpState.Status, IpState.Connecting, IpState.Listening, IpState.ConnectOk,
        IpState.Closing, IpState.Closed, IpState.PdpDeact,
    ];

    private static readonly IpState[] s_multi =
        [IpState.Initial, IpState.Start, IpState.GprsAct, IpState.Status, IpState.Processing, IpState.PdpDeact];

    public static TheoryData<bool, IpState, string, string> Table
    {
        get
        {
            var data = new TheoryData<bool, IpState, string, string>();
            foreach (var state in s_single)
            {
                foreach (var (command, answer) in Rows(state, multi: false).Concat(Single(state)))
                {
                    data.Add(false, state, command, answer);
                }
            }

            foreach (var state in s_multi)
            {
                foreach (var (command, answer) in Rows(state, multi: true).Concat(Multi(state)))
                {
                    data.Add(true, state, command, answer);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void EachCommandInEachState(bool multi, IpState state, string command, string answer)
    {
        var bench = In(multi, state);
        Assert.Equal(state, bench.Module.Machine.IpState);
        bench.Play($"""
            >> {command}
            << {answer}
            """);
    }

    /// <summary>CONNECT OK of a transparent connection, in command mode.</summary>
    [Theory]
    [InlineData("AT+CIPSTATUS", Ok + "\\r\\nSTATE: CONNECT OK\\r\\n")]
    [InlineData("AT+CIPSEND", No)]
    [InlineData("AT+CIPSEND=1", No)]
    [InlineData("AT+CIPMODE=0", No)]
    [InlineData("AT+CIPMODE=1", Ok)]
    [InlineData("AT+CIPMUX=1", No)]
    [InlineData("AT+CIPSTART=\"TCP\",\"1.2.3.4\",80", No + "\\r\\nALREADY CONNECT\\r\\n")]
    [InlineData("AT+CIPSERVER=1,99", No)]
    [InlineData("AT+CIPSERVER=0", No)]
    [InlineData("AT+CIPUDPMODE=1", No)]
    [InlineData("AT+CIPRXGET=2,10", No)]
    [InlineData("AT+CIPACK", "\\r\\n+CIPACK: 0,0,0\\r\\n" + Ok)]
    [InlineData("AT+CIPCCFG=3,1,1460,1", Ok)]
    [InlineData("AT+CIFSR", Address)]
    [InlineData("AT+CDNSGIP=\"x\"", Ok + "\\r\\n+CDNSGIP: 0,8\\r\\n")]
    [InlineData("ATO", "\\r\\nCONNECT\\r\\n")]
    [InlineData("ATO0", "\\r\\nCONNECT\\r\\n")]
    [InlineData("ATO1", No)]
    [InlineData("ATH", Ok)]
    [InlineData("AT+CIPCLOSE", "\\r\\nCLOSE OK\\r\\n")]
    [InlineData("AT+CIPSHUT", "\\r\\nSHUT OK\\r\\n")]
    [InlineData("AT+CGATT=0", "\\r\\n+PDP: DEACT\\r\\n" + Ok)]
    public void BesideATransparentConnection(string command, string answer) => In(false, IpState.Initial).Play($"""
        >> AT+CIPMODE=1
        << {Ok}
        >> AT+CIPSTART="TCP","1.2.3.4",80
        << {Ok}\r\nCONNECT\r\n
        .. 1100
        >| +++
        .. 1100
        << {Ok}
        >> {command}
        << {answer}
        """);

    /// <summary>IP PROCESSING because of the listener alone.</summary>
    [Theory]
    [InlineData("AT+CIPSERVER?", "\\r\\n+CIPSERVER: 1,1234,0,0\\r\\n" + Ok)]
    [InlineData("AT+CIPSERVER=0", Ok + "\\r\\nSERVER CLOSE\\r\\n")]
    [InlineData("AT+CIPSERVER=1,99", No)]
    [InlineData("AT+CIPSERVER=1,1234", No)]
    [InlineData("AT+CIPSTART=0,\"TCP\",\"1.2.3.4\",80", Ok + "\\r\\n0, CONNECT OK\\r\\n")]
    [InlineData("AT+CIPSTART=5,\"UDP\",\"1.2.3.4\",80", Ok + "\\r\\n5, CONNECT OK\\r\\n")]
    [InlineData("AT+CIPSEND=0,1", No)]
    [InlineData("AT+CIPCLOSE=0", No)]
    [InlineData("AT+CIPACK=0", No)]
    [InlineData("AT+CIPSTATUS=0", "\\r\\n+CIPSTATUS: 0,,\"\",\"\",\"\",\"INITIAL\"\\r\\n" + Ok)]
    [InlineData("AT+CIPMUX=0", No)]
    [InlineData("AT+CSTT", No)]
    [InlineData("AT+CIICR", No)]
    [InlineData("AT+CIFSR", Address)]
    [InlineData("AT+CIPSHUT", "\\r\\nSHUT OK\\r\\n")]
    [InlineData("AT+CGATT=0", "\\r\\n+PDP: DEACT\\r\\n" + Ok)]
    public void BesideAListener(string command, string answer) => In(true, IpState.Status).Play($"""
        >> AT+CIPSERVER=1,1234
        << {Ok}\r\nSERVER OK\r\n
        >> {command}
        << {answer}
        """);

    /// <summary>A name that is being looked up leaves UDP on its way.</summary>
    [Fact]
    public void UdpConnecting()
    {
        var bench = In(false, IpState.Status);
        bench.Module.Strike(new NameServerFault(0));
        bench.Play($"""
            >> AT+CIPSTART="UDP","slow.example",53
            << {Ok}
            >> AT+CIPSTATUS
            << {Ok}\r\nSTATE: UDP CONNECTING\r\n
            >> AT+CIPCLOSE
            << \r\nCLOSE OK\r\n
            >> AT+CIPSTATUS
            << {Ok}\r\nSTATE: UDP CLOSED\r\n
            """);
    }

    /// <summary>In multi connection mode the context comes up while AT+CIICR executes, and nothing is heard meanwhile.</summary>
    [Fact]
    public void InMultiNothingIsHeardInIpConfig()
    {
        foreach (var (command, _) in Rows(IpState.Config, multi: true).Concat(Multi(IpState.Config)))
        {
            var bench = In(true, IpState.Start, Bench.Ready with { Latencies = Latencies.None.With("+CIICR", Bench.Milliseconds(1000)) });
            bench.Type("AT+CIICR\r");
            bench.Wait(100);
            Assert.Equal(IpState.Config, bench.Module.Machine.IpState);
            bench.Play($"""
                >> {command}
                .. 1000
                << {Ok}
                """);
            Assert.Equal(IpState.GprsAct, bench.Module.Machine.IpState);
        }
    }

    /// <summary>Reading and asking for ranges is legal everywhere.</summary>
    [Fact]
    public void EveryReadAndTestInEveryState()
    {
        foreach (var (multi, state) in s_single.Select(state => (false, state)).Concat(s_multi.Select(state => (true, state))))
        {
            var bench = In(multi, state);
            foreach (var name in (string[])
                [
                    "CIPMUX", "CIPMODE", "CIPCCFG", "CSTT", "CIPQSEND", "CLPORT", "CIPHEAD", "CIPSHOWTP", "CIPSRIP", "CIPATS", "CIPSPRT",
                    "CIPSERVER", "CIPCSGP", "CIPUDPMODE", "CIPRXGET", "CIPRDTIMER", "CIPDPDP", "CIPTKA", "CIPPING",
                ])
            {
                foreach (var form in (string[])["?", "=?"])
                {
                    bench.Type($"AT+{name}{form}\r");
                    bench.Wait(50);
                    var answer = bench.TakeReceived();
                    Assert.StartsWith($"\r\n+{name}:", answer);
                    Assert.EndsWith("\r\n\r\nOK\r\n", answer);
                }
            }

            bench.Play($"""
                >> AT+CIPACK=?;+CIPCLOSE=?;+CIPSHUT=?;+CIICR=?;+CIFSR=?;+CIPSTATUS=?;+CDNSGIP=?
                << {Ok}
                >> AT+CDNSCFG?
                << \r\nPrimaryDns: 0.0.0.0\r\nSecondaryDns: 0.0.0.0\r\n{Ok}
                """);
        }
    }

    private static bool Is(IpState state, IpState legal) => (state & legal) != 0;

    private static string If(bool legal, string answer = Ok) => legal ? answer : No;

    /// <summary>What does not depend on the connection mode, or only in its first argument.</summary>
    private static IEnumerable<(string Command, string Answer)> Rows(IpState state, bool multi)
    {
        var link = multi ? "0," : "";
        var initial = state == IpState.Initial;
        var active = Is(state, IpState.Active);
        yield return ("AT+CIPMUX=1", If(initial));
        yield return ("AT+CIPMUX=0", If(initial));
        yield return ("AT+CIPMUX?", $"\\r\\n+CIPMUX: {(multi ? 1 : 0)}\\r\\n{Ok}");
        yield return ("AT+CSTT=\"x\"", If(initial));
        yield return ("AT+CSTT", If(initial));
        yield return ("AT+CIPCSGP=1,\"x\"", If(initial));
        yield return ("AT+CIICR", If(state == IpState.Start));
        yield return ("AT+CIFSR", If(active, Address));
        yield return ("AT+CIPSHUT", "\\r\\nSHUT OK\\r\\n");
        yield return ("AT+CDNSGIP=\"x\"", If(active, Ok + "\\r\\n+CDNSGIP: 0,8\\r\\n"));
        yield return ("AT+CIPPING=\"1.2.3.4\",1", If(active, $"\\r\\n+CIPPING: 1,\"1.2.3.4\",1,64\\r\\n{Ok}"));
        yield return ("ATO", No);
        yield return ("ATO0", No);
        yield return ("ATH", Ok);
        yield return ("AT+CGATT?", $"\\r\\n+CGATT: {(state == IpState.PdpDeact ? 0 : 1)}\\r\\n{Ok}");
        yield return ("AT+CGATT=1", Ok);
        yield return ("AT+CGATT=0", $"{(state == IpState.Closing ? "\\r\\nCLOSED\\r\\n" : "")}{(Is(state, IpState.Active | IpState.Config) ? "\\r\\n+PDP: DEACT\\r\\n" : "")}{Ok}");
        yield return ("AT+CIPSERVER?", $"\\r\\n+CIPSERVER: {(state == IpState.Listening ? "1,1234,0,0" : "0")}\\r\\n{Ok}");
        yield return ("AT+CIPMODE=0", If(state != IpState.Closing)); // in TCP CLOSING it is on, and a connection exists
        yield return ($"AT+CIPUDPMODE={link}2,\"1.2.3.4\",9", No);
        yield return ($"AT+CIPRXGET=2,{link}10", No);
        yield return ($"AT+CIPRXGET=3,{link}10", No);
        yield return (multi ? "AT+CIPRXGET=4,0" : "AT+CIPRXGET=4", No);
        yield return (multi ? "AT+CIPUDPMODE=0,1" : "AT+CIPUDPMODE=1", If(Is(state, Free)));
        foreach (var setting in (string[])
            [
                "CIPQSEND=1", "CIPQSEND=0", "CIPRXGET=0", "CIPRXGET=1", "CIPHEAD=1", "CIPSHOWTP=1", "CIPSRIP=1", "CIPSPRT=1", "CIPATS=1,5", "CIPCCFG=5,2,1024,1",
                "CIPTKA=1", "CIPDPDP=1", "CIPRDTIMER=100,100", "CDNSCFG=\"1.1.1.1\"", "CIPSCONT", $"CLPORT={link}\"TCP\",1", $"CLPORT={link}\"UDP\",1",
            ])
        {
            yield return ($"AT+{setting}", Ok);
        }
    }

    private static IEnumerable<(string Command, string Answer)> Single(IpState state)
    {
        yield return ("AT+CIPSTATUS", $"{Ok}\\r\\nSTATE: {Text(state)}\\r\\n");
        yield return ("AT+CIPSEND=1", If(Is(state, Connected), "\\r\\n>\\x20"));
        yield return ("AT+CIPSEND", If(Is(state, Connected), "\\r\\n>\\x20"));
        yield return ("AT+CIPCLOSE", If(Is(state, IpState.Connecting | IpState.Listening | IpState.ConnectOk), "\\r\\nCLOSE OK\\r\\n"));
        yield return ("AT+CIPCLOSE=0", If(Is(state, IpState.Connecting | IpState.Listening | IpState.ConnectOk), "\\r\\nCLOSE OK\\r\\n"));
        yield return ("AT+CIPCLOSE=1", If(Is(state, IpState.Connecting | IpState.Listening | IpState.ConnectOk), "\\r\\nCLOSE OK\\r\\n"));
        yield return ("AT+CIPCLOSE=2", No);
        yield return ("AT+CIPACK", If(Is(state, Connected), $"\\r\\n+CIPACK: 0,0,0\\r\\n{Ok}"));
        yield return ("AT+CIPSEND?", If(Is(state, Connected), $"\\r\\n+CIPSEND: 1460\\r\\n{Ok}"));
        yield return ("AT+CIPMODE=1", If(Is(state, Free | IpState.Closing))); // in TCP CLOSING it is on already
        yield return ("AT+CIPSGTXT=0", No);
        yield return ("AT+CIPSGTXT=1", No);
        yield return ("AT+CIPSERVER=0", If(state == IpState.Listening, Ok + "\\r\\nSERVER CLOSE\\r\\n"));
        yield return ("AT+CIPSERVER=1,99", If(Is(state, IpState.Initial | IpState.Status | IpState.Closed), Ok + "\\r\\nSERVER OK\\r\\n"));
        foreach (var protocol in (string[])["TCP", "UDP"])
        {
            yield return ($"AT+CIPSTART=\"{protocol}\",\"1.2.3.4\",80", state switch
            {
                IpState.Initial or IpState.Status or IpState.Closed => Ok + "\\r\\nCONNECT OK\\r\\n",
                IpState.Connecting or IpState.ConnectOk => No + "\\r\\nALREADY CONNECT\\r\\n",
                IpState.PdpDeact => Ok + "\\r\\nSTATE: PDP DEACT\\r\\n",
                _ => No,
            });
        }
    }

    private static IEnumerable<(string Command, string Answer)> Multi(IpState state)
    {
        var processing = state == IpState.Processing;
        yield return ("AT+CIPSTATUS=0", $"\\r\\n+CIPSTATUS: {(processing ? "0,0,\"TCP\",\"1.2.3.4\",\"80\",\"CONNECTED\"" : "0,,\"\",\"\",\"\",\"INITIAL\"")}\\r\\n{Ok}");
        yield return ("AT+CIPSEND=0,1", If(processing, "\\r\\n>\\x20"));
        yield return ("AT+CIPSEND=0", If(processing, "\\r\\n>\\x20"));
        yield return ("AT+CIPSEND=1,1", No);
        yield return ("AT+CIPSEND", No);
        yield return ("AT+CIPSEND?", (processing ? "\\r\\n+CIPSEND: 0,1460\\r\\n" : "") + Ok);
        yield return ("AT+CIPSTATUS", $"{Ok}\\r\\nSTATE: {Text(state)}\\r\\n\\r\\n{Links(processing)}");
        yield return ("AT+CIPCLOSE", No);
        yield return ("AT+CIPCLOSE=0,1", If(processing, "\\r\\n0, CLOSE OK\\r\\n"));
        yield return ("AT+CIPACK", No);
        yield return ("AT+CIPACK=1", No);
        yield return ("AT+CIPCLOSE=0", If(processing, "\\r\\n0, CLOSE OK\\r\\n"));
        yield return ("AT+CIPCLOSE=1", No);
        yield return ("AT+CIPACK=0", If(processing, $"\\r\\n+CIPACK: 0,0,0\\r\\n{Ok}"));
        yield return ("AT+CIPMODE=1", No);
        yield return ("AT+CIPSGTXT=0", Ok);
        yield return ("AT+CIPSGTXT=1", Ok);
        yield return ("AT+CIPSERVER=0", No);
        yield return ("AT+CIPSERVER=1,99", If(state == IpState.Status, Ok + "\\r\\nSERVER OK\\r\\n"));
        foreach (var protocol in (string[])["TCP", "UDP"])
        {
            yield return ($"AT+CIPSTART=0,\"{protocol}\",\"1.2.3.4\",80", state switch
            {
                IpState.Status => Ok + "\\r\\n0, CONNECT OK\\r\\n",
                IpState.Processing => No + "\\r\\n0, ALREADY CONNECT\\r\\n",
                _ => No,
            });
            yield return ($"AT+CIPSTART=1,\"{protocol}\",\"1.2.3.4\",80", If(Is(state, IpState.Status | IpState.Processing), Ok + "\\r\\n1, CONNECT OK\\r\\n"));
        }
    }

    private static string Links(bool processing) => string.Concat(Enumerable.Range(0, 6).Select(n =>
        $"C: {n},{(processing && n == 0 ? "0,\"TCP\",\"1.2.3.4\",\"80\",\"CONNECTED\"" : ",\"\",\"\",\"\",\"INITIAL\"")}\\r\\n"));

    private static string Text(IpState state) => state switch
    {
        IpState.Initial => "IP INITIAL",
        IpState.Start => "IP START",
        IpState.Config => "IP CONFIG",
        IpState.GprsAct => "IP GPRSACT",
        IpState.Status => "IP STATUS",
        IpState.Connecting => "TCP CONNECTING",
        IpState.Listening => "SERVER LISTENING",
        IpState.ConnectOk => "CONNECT OK",
        IpState.Closing => "TCP CLOSING",
        IpState.Closed => "TCP CLOSED",
        IpState.Processing => "IP PROCESSING",
        _ => "PDP DEACT",
    };
}

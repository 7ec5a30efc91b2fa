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
        yield return (multi ? "AT+CIPUDPMODE=0,1" : "AT+CIPUDPMODE=1", If(Is(state, Free)));
        foreach (var setting in (string[])
            [
                "CIPQSEND=1", "CIPRXGET=1", "CIPHEAD=1", "CIPSHOWTP=1", "CIPSRIP=1", "CIPSPRT=1", "CIPATS=1,5", "CIPCCFG=5,2,1024,1",
                "CIPTKA=1", "CIPDPDP=1", "CIPRDTIMER=100,100", "CDNSCFG=\"1.1.1.1\"", "CIPSCONT", $"CLPORT={link}\"TCP\",1",
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
        yield return ("AT+CIPACK", If(Is(state, Connected), $"\\r\\n+CIPACK: 0,0,0\\r\\n{Ok}"));
        yield return ("AT+CIPSEND?", If(Is(state, Connected), $"\\r\\n+CIPSEND: 1460\\r\\n{Ok}"));
        yield return ("AT+CIPMODE=1", If(Is(state, Free | IpState.Closing))); // in TCP CLOSING it is on already
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
        yield return ("AT+CIPSEND=1,1", No);
        yield return ("AT+CIPCLOSE=0", If(processing, "\\r\\n0, CLOSE OK\\r\\n"));
        yield return ("AT+CIPCLOSE=1", No);
        yield return ("AT+CIPACK=0", If(processing, $"\\r\\n+CIPACK: 0,0,0\\r\\n{Ok}"));
        yield return ("AT+CIPMODE=1", No);
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
        _ => "PDP DEACT",
    };
}

using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>
/// What each command about a link answers in each of the link's states in multi connection mode (fact sheet 2.14, 3.3), TCP and UDP. While the module
/// closes a link it is busy with that, and nothing is heard.
/// </summary>
public class LinkLegalityTests
{
    private const string Ok = "\\r\\nOK\\r\\n";
    private const string No = "\\r\\nERROR\\r\\n";

    private static readonly LinkState[] s_states =
        [LinkState.Initial, LinkState.Connecting, LinkState.Connected, LinkState.RemoteClosing, LinkState.Closed];

    public static TheoryData<LinkState, bool, string, string> Table
    {
        get
        {
            var data = new TheoryData<LinkState, bool, string, string>();
            foreach (var state in s_states)
            {
                foreach (var datagrams in state is LinkState.RemoteClosing ? (bool[])[false] : [false, true])
                {
                    foreach (var (command, answer) in Rows(state, datagrams))
                    {
                        data.Add(state, datagrams, command, answer);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void EachCommandInEachState(LinkState state, bool datagrams, string command, string answer) => With(state, datagrams).Play($"""
        >> {command}
        << {answer}
        """);

    [Fact]
    public void NothingIsHeardWhileALinkIsClosed()
    {
        foreach (var (command, _) in Rows(LinkState.Connected, datagrams: false))
        {
            var bench = In(true, IpState.Processing, server: new SinkServer { AnswersClose = false });
            bench.Type("AT+CIPCLOSE=0\r");
            bench.Wait(100).Play($"""
                >> {command}
                .. 5000
                .. 5000
                << \r\n0, CLOSE OK\r\n
                """);
        }
    }

    private static IEnumerable<(string Command, string Answer)> Rows(LinkState state, bool datagrams)
    {
        var free = state is LinkState.Initial or LinkState.Closed;
        var connected = state == LinkState.Connected;
        var protocol = datagrams ? "UDP" : "TCP";
        var port = datagrams ? 53 : 81;
        yield return ("AT+CIPSTART=1,\"TCP\",\"1.2.3.4\",80", free ? Ok + "\\r\\n1, CONNECT OK\\r\\n" : No + "\\r\\n1, ALREADY CONNECT\\r\\n");
        yield return ("AT+CIPSTART=1,\"UDP\",\"1.2.3.4\",53", free ? Ok + "\\r\\n1, CONNECT OK\\r\\n" : No + "\\r\\n1, ALREADY CONNECT\\r\\n");
        yield return ("AT+CIPSEND=1,1", connected ? "\\r\\n>\\x20" : No);
        yield return ("AT+CIPSEND=1", connected ? "\\r\\n>\\x20" : No);
        yield return ("AT+CIPCLOSE=1", connected || state == LinkState.Connecting ? "\\r\\n1, CLOSE OK\\r\\n" : No);
        yield return ("AT+CIPCLOSE=1,1", connected || state == LinkState.Connecting ? "\\r\\n1, CLOSE OK\\r\\n" : No);
        yield return ("AT+CIPACK=1", connected ? $"\\r\\n+CIPACK: 0,0,0\\r\\n{Ok}" : No);
        yield return ("AT+CIPSEND?", $"\\r\\n+CIPSEND: 0,1460\\r\\n{(connected ? "+CIPSEND: 1,1460\\r\\n" : "")}{Ok}");
        yield return ("AT+CIPRXGET=2,1,10", connected || state == LinkState.RemoteClosing ? $"\\r\\n+CIPRXGET: 2,1,0,0\\r\\n{Ok}" : No);
        yield return ("AT+CIPRXGET=3,1,10", connected || state == LinkState.RemoteClosing ? $"\\r\\n+CIPRXGET: 3,1,0,0\\r\\n{Ok}" : No);
        yield return ("AT+CIPRXGET=4,1", connected || state == LinkState.RemoteClosing ? $"\\r\\n+CIPRXGET: 4,1,0\\r\\n{Ok}" : No);
        yield return ("AT+CIPUDPMODE=1,1", free ? Ok : No);
        yield return ("AT+CIPUDPMODE=1,2,\"1.2.3.4\",9", No);
        yield return ("AT+CLPORT=1,\"TCP\",2000", Ok);
        yield return ("AT+CIPSTATUS=1", "\\r\\n+CIPSTATUS: 1," + (state == LinkState.Initial
            ? ",\"\",\"\",\"\",\"INITIAL\""
            : $"0,\"{protocol}\",\"{(state == LinkState.Connecting && datagrams ? "slow.example" : "1.2.3.4")}\",\"{port}\",\"{Text(state)}\"") + "\\r\\n" + Ok);
        yield return ("AT+CIPMUX=0", No);
        yield return ("AT+CIPSERVER=1,99", No);
        yield return ("AT+CIPSHUT", "\\r\\nSHUT OK\\r\\n");
    }

    private static string Text(LinkState state) => state switch
    {
        LinkState.Connecting => "CONNECTING",
        LinkState.Connected => "CONNECTED",
        LinkState.RemoteClosing => "REMOTE CLOSING",
        _ => "CLOSED",
    };

    /// <summary>Link 0 is connected, link 1 is in the state.</summary>
    private static Bench With(LinkState state, bool datagrams)
    {
        var bench = In(true, IpState.Status, Bench.Ready with { DelaysRemoteClose = true });
        var peer = bench.Network.Serve("1.2.3.4", 81, new SinkServer { AnswersConnect = state != LinkState.Connecting });
        bench.Network.Serve("1.2.3.4", 53, new DatagramServer());
        bench.Play("""
            >> AT+CIPRXGET=1
            << \r\nOK\r\n
            >> AT+CIPSTART=0,"TCP","1.2.3.4",80
            << \r\nOK\r\n\r\n0, CONNECT OK\r\n
            """);
        if (state == LinkState.Initial)
        {
            return bench;
        }

        if (state == LinkState.Connecting && datagrams)
        {
            // A name server that does not answer leaves the link on its way.
            bench.Module.Strike(new NameServerFault(0));
            return bench.Play("""
                >> AT+CIPSTART=1,"UDP","slow.example",53
                << \r\nOK\r\n
                """);
        }

        bench.Play($"""
            >> AT+CIPSTART=1,{(datagrams ? "\"UDP\",\"1.2.3.4\",53" : "\"TCP\",\"1.2.3.4\",81")}
            << \r\nOK\r\n{(state == LinkState.Connecting ? "" : "\\r\\n1, CONNECT OK\\r\\n")}
            """);
        if (state == LinkState.RemoteClosing)
        {
            peer.Client!.Close();
            bench.Wait(100);
        }
        else if (state == LinkState.Closed)
        {
            bench.Play("""
                >> AT+CIPCLOSE=1
                << \r\n1, CLOSE OK\r\n
                """);
        }

        return bench;
    }
}

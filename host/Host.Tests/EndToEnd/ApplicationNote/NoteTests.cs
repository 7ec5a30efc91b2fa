using System.Text;
using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.ApplicationNote;

/// <summary>
/// The examples of the application note's sections 3.1, 3.3, 4 to 8, and what 9 to 11 say of states, closing and CIPSTATUS: each through the public API, its rows on the
/// wire in the note's order. Sections 3.2 (data mode), 12 (sleep) and 13 have tests of their own.
/// </summary>
public class NoteTests
{
    private const string Host = "116.228.221.51";
    private const int TcpPort = 8500;
    private const int UdpPort = 9600;

    private static readonly string[] s_bringUp =
        ["> AT+CPIN?", "+CPIN: READY", "OK", "> AT+CREG?;+CGATT?", "+CREG: 0,1", "+CGATT: 1", "OK"];

    private static readonly string[] s_context = ["+CSTT=\"CMNET\"", "OK", "> AT+CIICR", "OK", "> AT+CIFSR", "10.78.245.128"];

    [Theory]
    [Boards]
    public void Section311TcpClient(string profile)
    {
        using var bench = new Bench(profile);
        bench.Network.Serve(Host, TcpPort, new ScriptedServer((client, _) =>
        {
            client.After(PerSecond, () => client.Send("Hello SIM800"u8));
            client.After(2 * PerSecond, client.Close);
        }));

        bench.Play("NoteExamples", "Client", 600, false);

        Assert.Equal(["signal 20", "Hello SIM800", "end "], bench.Console);
        Dialogue.Has(bench, ["> AT+CSQ", "+CSQ: 20,0", "OK", .. s_bringUp, .. s_context,
            $"> AT+CIPSTART=\"TCP\",\"{Host}\",8500", "OK", "CONNECT OK",
            "> AT+CIPSEND", "> ", "> hello TCP serve\\x1A", "SEND OK", "Hello SIM800", "CLOSED"]);
    }

    [Theory]
    [Boards]
    public void Section312UdpClient(string profile)
    {
        using var bench = new Bench(profile);
        bench.Network.Serve(Host, UdpPort, new DatagramServer(_ => "UDP test"u8.ToArray()));

        bench.Play("NoteExamples", "Client", 600, true);

        Assert.Equal(["signal 20", "UDP test"], bench.Console);
        Dialogue.Has(bench, [.. s_bringUp, .. s_context,
            $"> AT+CIPSTART=\"UDP\",\"{Host}\",9600", "OK", "CONNECT OK",
            "> AT+CIPSEND", "> ", "> SIM800 UDP test\\x1A", "SEND OK", "UDP test", "> AT+CIPCLOSE", "CLOSE OK"]);
    }

    [Theory]
    [Boards]
    public void Section313TcpServer(string profile)
    {
        using var bench = new Bench(profile);
        ServerEnd? client = null;
        var visitor = new Talker("hello server", end => client = end);
        When(bench, "listening", () => bench.Network.Dial("10.78.103.220", 2020, 1234, visitor));
        When(bench, "closed", () => client!.Send("hello SIM800"u8));

        bench.Play("NoteExamples", "Server", 600);

        Assert.Equal(["listening", "from 10.78.103.220", "hello server", "closed", "hello SIM800"], bench.Console);
        Assert.Equal("hello client", visitor.Heard);
        Dialogue.Has(bench, ";+CGATT?", "+CGATT: 1", "> AT+CIPSERVER=1,1234", "OK", "SERVER OK", "> AT+CIFSR", "10.78.245.128",
            "> AT+CIPSTATUS", "OK", "STATE: SERVER LISTENING", "REMOTE IP: 10.78.103.220", "hello server",
            "> AT+CIPSEND", "> ", "> hello client\\x1A", "SEND OK", "> AT+CIPSERVER=0", "OK", "SERVER CLOSE", "hello SIM800", "> AT+CIPCLOSE", "CLOSE OK");
    }

    [Theory]
    [Boards]
    public void Section314UdpExtendedMode(string profile)
    {
        using var bench = new Bench(profile);
        var near = bench.Network.Serve(Host, UdpPort, new DatagramServer());
        var far = bench.Network.Serve("211.136.131.65", 4500, new DatagramServer());
        When(bench, "bound", () =>
        {
            bench.Network.SendDatagram(Host, UdpPort, 8888, "test1"u8.ToArray());
            bench.Network.SendDatagram(Host, 1234, 8888, "test2"u8.ToArray());
            bench.Network.SendDatagram("10.78.103.220", 5678, 8888, "test3"u8.ToArray());
        });

        bench.Play("NoteExamples", "Extended", 600);

        Assert.Equal(["bound", $"{Host}:9600 test1", $"{Host}:1234 test2", "10.78.103.220:5678 test3", "+CIPUDPMODE: 1,\"211.136.131.65\",4500"], bench.Console);
        Dialogue.Has(bench, ["+CIPSRIP=1", "+CIPHEAD=1", .. s_context, "> AT+CLPORT=\"UDP\",8888", "OK", "> AT+CIPUDPMODE=1", "OK",
            "> AT+CIPSTART=\"UDP\",", "OK", "CONNECT OK",
            $"RECV FROM:{Host}:9600", "+IPD,5,UDP:test1", $"RECV FROM:{Host}:1234", "+IPD,5,UDP:test2", "RECV FROM:10.78.103.220:5678", "+IPD,5,UDP:test3",
            $"> AT+CIPUDPMODE=2,\"{Host}\",9600", "OK", "> AT+CIPSEND=10", "> Hello 9600", "SEND OK",
            "> AT+CIPUDPMODE=2,\"211.136.131.65\",4500", "OK", "> AT+CIPSEND=10", "> Hello 4500", "SEND OK", "> AT+CIPUDPMODE?", "+CIPUDPMODE: 1,\"211.136.131.65\",4500"]);
        Assert.Single(near.Received);
        Assert.True(far.Received.Count <= 1);
    }

    [Theory]
    [Boards(false, true)]
    public void Section33LocalPort(string profile, bool datagrams)
    {
        using var bench = new Bench(profile);
        var ports = new List<int>();
        bench.Network.Serve(Host, TcpPort, new WelcomingServer(client => ports.Add(client.ModulePort)));
        DatagramServer? server = null;
        server = bench.Network.Serve(Host, UdpPort, new DatagramServer(datagram =>
        {
            ports.Add(server!.ModulePort);
            return datagram;
        }));

        bench.Play("NoteExamples", "LocalPort", 600, datagrams);

        Assert.Equal(["fixed", "any"], bench.Console);
        Assert.Equal(4000, ports[0]);
        Assert.NotEqual(4000, ports[1]);
        var protocol = datagrams ? "UDP" : "TCP";
        Dialogue.Has(bench, $"> AT+CLPORT=\"{protocol}\",4000", "OK", $"> AT+CIPSTART=\"{protocol}\"", "CONNECT OK", $"> AT+CLPORT=\"{protocol}\",0", "OK", $"> AT+CIPSTART=\"{protocol}\"", "CONNECT OK");
    }

    [Theory]
    [Boards]
    public void Section41Clients(string profile)
    {
        using var bench = new Bench(profile);
        bench.Network.Serve(Host, TcpPort, new ScriptedServer((client, _) =>
        {
            client.Send("SIM800 TCP test"u8);
            client.After(PerSecond, client.Close);
        }));
        bench.Network.Serve(Host, UdpPort, new DatagramServer(_ => "SIM800 UDP test"u8.ToArray()));

        bench.Play("NoteExamples", "Clients", 600);

        Assert.Equal(["SIM800 TCP test", "SIM800 UDP test", "end ", $"states {(int)ModemSocketState.PeerClosed} {(int)ModemSocketState.Connected}"], bench.Console);
        Dialogue.Has(bench, [";+CGATT?", "+CGATT: 1", "> AT+CIPMUX=1", .. s_context,
            $"> AT+CIPSTART=5,\"TCP\",\"{Host}\",8500", "OK", "5, CONNECT OK", $"> AT+CIPSTART=4,\"UDP\",\"{Host}\",9600", "OK", "4, CONNECT OK",
            "> AT+CIPSEND=5", "> TCP test\\x1A", "5, SEND OK", "> AT+CIPSEND=4", "> UDP test\\x1A", "4, SEND OK", "5, CLOSED",
            "> AT+CIPSTATUS", "OK", "STATE: IP PROCESSING", "C: 0,,\"\",\"\",\"\",\"INITIAL\"", "C: 4,0,\"UDP\",", "\"CONNECTED\"", "C: 5,0,\"TCP\",", "\"CLOSED\""]);
        Dialogue.Has(bench, "+RECEIVE,5,15,", "SIM800 TCP test");
        Dialogue.Has(bench, "+RECEIVE,4,15,", "SIM800 UDP test");
    }

    [Theory]
    [Boards]
    public void Section42ServerAndClients(string profile)
    {
        using var bench = new Bench(profile);
        var visitor = new Talker("SIM800 multi connection TCP server test", _ => { });
        bench.Network.Serve(Host, TcpPort, new ScriptedServer((client, _) => client.After(PerSecond, () => client.Send("data to connection 1"u8))));
        bench.Network.Serve(Host, UdpPort, new DatagramServer());
        When(bench, "listening", () => bench.Network.Dial("10.76.40.73", 2020, 8888, visitor));

        bench.Play("NoteExamples", "ServerAndClients", 600);

        Assert.Equal(["listening", "SIM800 multi connection TCP server test", "data to connection 1",
            $"states {(int)ModemSocketState.Listening} {(int)ModemSocketState.Connected} {(int)ModemSocketState.Connected} {(int)ModemSocketState.Closed}"], bench.Console);
        Assert.Equal("hello client", visitor.Heard);
        Dialogue.Has(bench, ["> AT+CIPMUX=1", .. s_context, "> AT+CIPSERVER=1,8888", "OK", "SERVER OK", "0, REMOTE IP: 10.76.40.73", "+RECEIVE,0,39,",
            "SIM800 multi connection TCP server test", "> AT+CIPSEND=0", "> hello client\\x1A", "0, SEND OK",
            "> AT+CIPSTART=4,\"TCP\"", "OK", "4, CONNECT OK", "> AT+CIPSTART=3,\"UDP\"", "OK", "3, CONNECT OK",
            "> AT+CIPSEND=4", "> data from connection 1\\x1A", "4, SEND OK", "+RECEIVE,4,20,", "data to connection 1", "> AT+CIPCLOSE=3", "3, CLOSE OK",
            "> AT+CIPSTATUS", "OK", "STATE: IP PROCESSING", "S: 0,0,\"8888\",\"LISTENING\"", "C: 0,0,\"TCP\",\"10.76.40.73\",\"2020\",\"CONNECTED\"",
            $"C: 4,0,\"TCP\",\"{Host}\",\"8500\",\"CONNECTED\"", "> AT+CIPSERVER=0", "OK", "SERVER CLOSE", "> AT+CIPSHUT", "SHUT OK"]);
    }

    [Theory]
    [Boards]
    public void Section5TwoContexts(string profile)
    {
        using var bench = new Bench(profile);
        var said = 0;
        bench.Network.Serve(Host, TcpPort, new WelcomingServer(client =>
        {
            var words = said++ == 0 ? "Hello world 000" : "Hello world 111";
            client.After(10 * PerSecond, () => client.Send(Encoding.ASCII.GetBytes(words)));
        }));

        bench.Play("NoteExamples", "TwoContexts", 600);

        Assert.Equal(["10.78.245.128 10.204.70.11", "Hello world 000", "Hello world 111", $"states {(int)ModemSocketState.Closed} {(int)ModemSocketState.Connected}", "left 0"], bench.Console);
        Dialogue.Has(bench, ["> AT+CIPMUX=1", .. s_context, $"> AT+CIPSTART=5,\"TCP\",\"{Host}\",8500", "OK", "5, CONNECT OK",
            "> AT+CIPSGTXT=1;+CSTT=\"CMWAP\"", "OK", "> AT+CIPSGTXT=1;+CIICR", "OK", "> AT+CIPSGTXT=1;+CIFSR", "10.204.70.11",
            $"> AT+CIPSGTXT=1;+CIPSTART=4,\"TCP\",\"{Host}\",8500", "OK", "4, CONNECT OK", "Hello world 000", "Hello world 111",
            "> AT+CIPSEND=5", "> test 0\\x1A", "5, SEND OK", "> AT+CIPSEND=4", "> test 2\\x1A", "4, SEND OK", "> AT+CIPCLOSE=5", "5, CLOSE OK",
            "+CIPSTATUS", "C: 4,1,\"TCP\",", "\"CONNECTED\"", "> AT+CIPSGTXT=1;+CIPSHUT", "SHUT OK", "> AT+CIPSGTXT=0;+CIPSHUT", "SHUT OK"]);
    }

    [Theory]
    [Boards]
    public void Section5AServerInTheSecondContext(string profile)
    {
        using var bench = new Bench(profile);
        ServerEnd? client = null;
        var visitor = new Talker("hello", end => client = end);
        When(bench, "listening", () => bench.Network.Dial("10.76.40.73", 2020, 8888, visitor));
        When(bench, "again", () => client!.After(PerSecond, () => client!.Send("once more"u8)));

        bench.Play("NoteExamples", "ServerInTheSecondContext", 600);

        Assert.Equal(["listening", "hello", $"states {(int)ModemSocketState.Listening} {(int)ModemSocketState.Connected}", "again", "once more"],
            bench.Console.Where(line => !line.Contains(": ", StringComparison.Ordinal)));
        Assert.Equal("hello client", visitor.Heard);
        bench.Succeeds("close 0");
        bench.Succeeds("close 1");
        bench.Fails("accept", ModemError.ContextLost, ModemWait.Client, 0, 10);
        bench.Fails("receive", ModemError.ContextLost, ModemWait.Data, 0, 10);
        bench.Succeeds("open 1");
        Dialogue.Has(bench, "> AT+CIPSGTXT=1;+CIPSERVER=1,8888", "OK", "SERVER OK", "0, REMOTE IP: 10.76.40.73", "S: 0,1,\"8888\",\"LISTENING\"", "C: 0,1,\"TCP\"");
    }

    /// <summary>The servers are set in each context, and the second is asked where the first is silent.</summary>
    [Theory]
    [Boards]
    public void Section6Names(string profile)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { Faults = [new NameServerFault(0, "9.9.9.9"), new NameServerFault(0)] });
        bench.Network.AddName("www.baidu.com", "119.75.218.77", "119.75.217.56");
        bench.Network.AddName("WWW.SIM.COM", Host);
        bench.Network.Serve(Host, 80, new EchoServer());

        bench.Play("NoteExamples", "Names", 600, "9.9.9.9", "8.8.8.8");

        const string Servers = "PrimaryDns: 9.9.9.9\nSecondaryDns: 8.8.8.8";
        Assert.Equal(["www.baidu.com 119.75.218.77 119.75.217.56", "DNS test", .. Servers.Split('\n'), "www.baidu.com 119.75.218.77 119.75.217.56", .. Servers.Split('\n')],
            bench.Console.Where(line => !line.StartsWith("ask ", StringComparison.Ordinal)).SelectMany(line => line.Split('\n')));
        bench.Fails("ask abctest 0", ModemError.HostNotFound, ModemWait.Resolve, 0, 60_000);
        bench.Succeeds("ask www.baidu.com 1");
        Dialogue.Has(bench, [.. s_context, "> AT+CDNSCFG=\"9.9.9.9\",\"8.8.8.8\"", "OK",
            "> AT+CDNSGIP=\"www.baidu.com\"", "OK", "+CDNSGIP: 1,\"www.baidu.com\",\"119.75.218.77\",\"119.75.217.56\"",
            "> AT+CDNSGIP=\"abctest\"", "OK", "+CDNSGIP: 0,8", "> AT+CIPSTART=5,\"TCP\",\"WWW.SIM.COM\",80", "OK", "CONNECT OK",
            "+CSTT=\"CMWAP\"", "> AT+CIPSGTXT=1;+CDNSCFG=\"9.9.9.9\",\"8.8.8.8\"", "OK", "> AT+CIPSGTXT=1;+CDNSGIP=\"www.baidu.com\"", "OK", "+CDNSGIP: 1,\"www.baidu.com\""]);
    }

    [Theory]
    [Boards(true, false)]
    public void Section7Sending(string profile, bool single)
    {
        using var bench = new Bench(profile);
        var server = bench.Network.Serve(Host, TcpPort, new SinkServer());
        bench.Network.Serve(Host, UdpPort, new DatagramServer());

        bench.Play("NoteExamples", "Sending", 600, single);

        Assert.Equal(["+CIPACK: 5,5,0", "+CIPACK: 3,0,3"], bench.Console);
        Assert.Equal(5 + 1_461 + 5, server.Received.Count);
        string[] rows = single
            ? ["+CIPQSEND=1", "CONNECT OK", "> AT+CIPSEND?", "+CIPSEND: 1460", "OK", "> AT+CIPSEND=5", "> hello", "DATA ACCEPT:5", "> AT+CIPACK", "+CIPACK: 5,5,0", "OK",
                "> AT+CIPSEND=1460", "> AT+CIPSEND=1\\r", "DATA ACCEPT:1", "> AT+CIPACK", "+CIPACK: 1466,1466,0",
                "> AT+CIPSEND=3", "> UDP", "DATA ACCEPT:3", "> AT+CIPACK", "+CIPACK: 3,0,3",
                "+CIPQSEND=0", "+CIPATS=1,3", "> AT+CIPSEND\\r", "> timed", "SEND OK"]
            : ["+CIPQSEND=1", "5, CONNECT OK", "> AT+CIPSEND?", "+CIPSEND: 5,1460", "OK", "> AT+CIPSEND=5,5", "> hello", "DATA ACCEPT:5,5", "> AT+CIPACK=5", "+CIPACK: 5,5,0", "OK",
                "> AT+CIPSEND=5,1460", "> AT+CIPSEND=5,1\\r", "DATA ACCEPT:5,1", "> AT+CIPACK=5", "+CIPACK: 1466,1466,0",
                "> AT+CIPSEND=5,3", "> UDP", "DATA ACCEPT:5,3", "> AT+CIPACK=5", "+CIPACK: 3,0,3",
                "+CIPQSEND=0", "+CIPATS=1,3", "> AT+CIPSEND=5\\r", "> timed", "5, SEND OK"];
        Dialogue.Has(bench, rows);
    }

    [Theory]
    [Boards("only push", "six push", "only manual", "six manual", "only hex", "six hex")]
    public void Section8Receiving(string profile, string what)
    {
        using var bench = new Bench(profile);
        bench.Network.Serve(Host, TcpPort, new WelcomingServer(client => client.After(PerSecond, () => client.Send("HELLO WORLD"u8))));
        var single = what.StartsWith("only", StringComparison.Ordinal);
        var mode = what.Split(' ')[1];

        bench.Play("NoteExamples", "Receiving", 600, single, mode);

        Assert.Equal(["HELLO WORLD"], bench.Console);
        var link = single ? "" : "5,";
        Dialogue.Has(bench, mode switch
        {
            "push" when single => ["+CIPHEAD=1", "+CIPSHOWTP=1", "CONNECT OK", $"RECV FROM:{Host}:8500", "+IPD,11,TCP:HELLO WORLD"],
            "push" => ["+CIPRXGET=0", "5, CONNECT OK", $"+RECEIVE,5,11,{Host}:8500:", "HELLO WORLD"],
            "manual" => ["+CIPRXGET=1", "CONNECT OK", single ? "+CIPRXGET: 1" : "+CIPRXGET: 1,5", $"> AT+CIPRXGET=2,{link}1460", $"+CIPRXGET: 2,{link}11,0", "HELLO WORLD", "OK"],
            _ => ["+CIPRXGET=1", "CONNECT OK", single ? "+CIPRXGET: 1" : "+CIPRXGET: 1,5", $"> AT+CIPRXGET=3,{link}730", $"+CIPRXGET: 3,{link}11,0", "48454C4C4F20574F524C44", "OK"],
        });
    }

    /// <summary>Sections 9 (figures 2 and 3), 10 and 11: the module is in each state of the figure, and the API tells what it is.</summary>
    [Theory]
    [Boards(true, false)]
    public void Sections9To11States(string profile, bool single)
    {
        using var bench = new Bench(profile);
        bench.Network.Serve(Host, TcpPort, new EchoServer());
        When(bench, "lose", () => bench.At(bench.Queue.Now + PerSecond, () => bench.Module.Machine.LoseContext(bench.Queue.Now)));

        bench.Play("NoteExamples", "States", 600, single);

        Assert.Contains($"socket {(int)ModemSocketState.Failed} {(int)ModemError.ContextLost}", bench.Console);
        bench.Fails("receive", ModemError.ContextLost, ModemWait.Data, 900, 1_100);
        Assert.Contains($"context {(int)ModemContextState.Lost}", bench.Console);
        Dialogue.Has(bench, single
            ? [.. s_context, "STATE: IP STATUS", "CONNECT OK", "STATE: CONNECT OK", "> AT+CIPCLOSE=0", "CLOSE OK", "STATE: TCP CLOSED", "> AT+CIPSTART", "CONNECT OK", "> AT+CIPCLOSE=1", "CLOSE OK",
                "CONNECT OK", "> AT+CIPSHUT", "SHUT OK", "CONNECT OK", "+PDP: DEACT", "> AT+CIPSHUT", "SHUT OK", "CONNECT OK", "SHUT OK"]
            : [.. s_context, "STATE: IP STATUS", "5, CONNECT OK", "STATE: IP PROCESSING", "C: 5,0,\"TCP\",", "\"CONNECTED\"", "> AT+CIPCLOSE=5,0", "5, CLOSE OK", "STATE: IP", "\"CLOSED\"",
                "> AT+CIPSTART", "5, CONNECT OK", "> AT+CIPCLOSE=5,1", "5, CLOSE OK", "5, CONNECT OK", "> AT+CIPSHUT", "SHUT OK", "5, CONNECT OK", "+PDP: DEACT", "> AT+CIPSHUT", "SHUT OK", "5, CONNECT OK", "SHUT OK"]);
        string[] states = single
            ? ["IP START", "IP CONFIG", "IP GPRSACT", "IP STATUS", "TCP CONNECTING", "CONNECT OK", "TCP CLOSING", "TCP CLOSED", "IP INITIAL", "PDP DEACT", "IP INITIAL"]
            : ["IP START", "IP CONFIG", "IP GPRSACT", "IP STATUS", "IP PROCESSING", "IP INITIAL", "PDP DEACT", "IP INITIAL"];
        var at = 0;
        foreach (var state in states)
        {
            at = bench.Trace.IndexOf($"  state {state}\n", at, StringComparison.Ordinal);
            Assert.True(at >= 0, $"never {state}");
        }
    }

    private static void When(Bench bench, string line, Action action) => bench.Machine.ConsoleLine += text =>
    {
        if (text.StartsWith(line, StringComparison.Ordinal))
        {
            action();
        }
    };

    /// <summary>Says something when it has come, and remembers what it hears.</summary>
    private sealed class Talker(string words, Action<ServerEnd> opened) : MemoryServer
    {
        private readonly StringBuilder _heard = new();

        public string Heard => _heard.ToString();

        public override void OnOpen(ServerEnd client)
        {
            opened(client);
            client.Send(Encoding.ASCII.GetBytes(words));
        }

        public override void OnData(ServerEnd client, ReadOnlySpan<byte> data) => _heard.Append(Encoding.ASCII.GetString(data));
    }
}

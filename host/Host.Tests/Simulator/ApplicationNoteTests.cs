using System.Text;
using Sim800.Simulator;
using Sim800.Simulator.Network;

namespace Host.Tests.Simulator;

/// <summary>
/// Every example of the application note, byte for byte, with ordinary latencies and without echo. Where the note contradicts itself
/// or the manual, the reading of fact sheet section 9 stands and its number is cited; curly quotes and broken lines (9.4) are mended everywhere,
/// and every code has its own line ends (9.29, 9.38).
/// </summary>
public class ApplicationNoteTests
{
    private const string Server = "116.228.221.51";
    private const string Prompt = "\\r\\n>\\x20";

    private readonly SinkServer _tcp = new();
    private readonly DatagramServer _udp = new();

    [Fact]
    public void Section311TcpClient()
    {
        var bench = Registered();
        bench.Network.Serve(Server, 8500, _tcp);
        bench.Play("""
            >> AT+CPIN?
            << \r\n+CPIN: READY\r\n\r\nOK\r\n
            >> AT+CSQ
            << \r\n+CSQ: 20,0\r\n\r\nOK\r\n
            >> AT+CREG?
            << \r\n+CREG: 0,1\r\n\r\nOK\r\n
            """);
        BringUp(bench);
        bench.Play($"""
            >> AT+CIPSTART="TCP","{Server}","8500"
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            >> AT+CIPSEND
            << {Prompt}
            >| hello TCP serve\x1A
            << \r\nSEND OK\r\n
            """);
        _tcp.Client!.Send("Hello SIM800"u8);
        bench.Play("<< Hello SIM800");
        _tcp.Client!.Close();
        bench.Play("<< \\r\\nCLOSED\\r\\n");
        Assert.Equal("hello TCP serve", Received(_tcp));
    }

    /// <summary>The close answers CLOSE OK alone, as in 3.1.3 and 10 (9.2).</summary>
    [Fact]
    public void Section312UdpClient()
    {
        var bench = Registered();
        bench.Network.Serve(Server, 9600, new DatagramServer(_ => "UDP test"u8.ToArray()));
        BringUp(bench);
        bench.Play($"""
            >> AT+CIPSTART="UDP","{Server}","9600"
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            >> AT+CIPSEND
            << {Prompt}
            >| SIM800 UDP test\x1A
            << \r\nSEND OK\r\nUDP test
            >> AT+CIPCLOSE
            << \r\nCLOSE OK\r\n
            """);
    }

    /// <summary>The context comes up by itself (9.31).</summary>
    [Fact]
    public void Section313TcpServer()
    {
        var bench = Registered("10.78.33.227");
        bench.Play("""
            >> AT+CGATT?
            << \r\n+CGATT: 1\r\n\r\nOK\r\n
            >> AT+CIPSERVER=1,1234
            << \r\nOK\r\n\r\nSERVER OK\r\n
            >> AT+CIFSR
            << \r\n10.78.33.227\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: SERVER LISTENING\r\n
            """);
        bench.Network.Dial("10.78.103.220", 4000, 1234, _tcp);
        bench.Play("""
            << \r\nREMOTE IP: 10.78.103.220\r\n
            .. 100
            """);
        _tcp.Client!.Send("hello server"u8);
        bench.Play($"""
            << hello server
            >> AT+CIPSEND
            << {Prompt}
            >| hello client\x1A
            << \r\nSEND OK\r\n
            >> AT+CIPSERVER=0
            << \r\nOK\r\n\r\nSERVER CLOSE\r\n
            """);
        _tcp.Client!.Send("hello SIM800"u8);
        bench.Play("""
            << hello SIM800
            >> AT+CIPCLOSE
            << \r\nCLOSE OK\r\n
            """);
        Assert.Equal("hello client", Received(_tcp));
    }

    /// <summary>One space behind RECV FROM: and none before the port (9.26).</summary>
    [Fact]
    public void Section314UdpExtendedMode()
    {
        var bench = Registered(options: Bench.Ready with { Latencies = Latencies.Typical, SpaceAfterReceiveFrom = true });
        var first = bench.Network.Serve(Server, 9600, new DatagramServer());
        var second = bench.Network.Serve("211.136.131.65", 4500, new DatagramServer());
        BringUp(bench);
        bench.Play($"""
            >> AT+CLPORT="UDP",8888
            << \r\nOK\r\n
            >> AT+CIPSRIP=1
            << \r\nOK\r\n
            >> AT+CIPHEAD=1
            << \r\nOK\r\n
            >> AT+CIPUDPMODE=1
            << \r\nOK\r\n
            >> AT+CIPSTART="UDP","{Server}","9600"
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            >> AT+CIPUDPMODE?
            << \r\n+CIPUDPMODE: 1,"{Server}",9600\r\n\r\nOK\r\n
            """);
        bench.Network.SendDatagram(Server, 9600, 8888, "test1"u8.ToArray());
        bench.Network.SendDatagram(Server, 1234, 8888, "test2"u8.ToArray());
        bench.Network.SendDatagram("10.78.103.220", 5678, 8888, "test3"u8.ToArray());
        bench.Play($"""
            << \r\nRECV FROM: {Server}:9600\r\n
            << \r\n+IPD,5:test1
            << \r\nRECV FROM: {Server}:1234\r\n
            << \r\n+IPD,5:test2
            << \r\nRECV FROM: 10.78.103.220:5678\r\n
            << \r\n+IPD,5:test3
            >> AT+CIPSEND
            << {Prompt}
            >| Hello 9600\x1A
            << \r\nSEND OK\r\n
            >> AT+CIPUDPMODE=2,"211.136.131.65",4500
            << \r\nOK\r\n
            >> AT+CIPUDPMODE?
            << \r\n+CIPUDPMODE: 1,"211.136.131.65",4500\r\n\r\nOK\r\n
            >> AT+CIPSEND
            << {Prompt}
            >| Hello 4500\x1A
            << \r\nSEND OK\r\n
            .. 100
            """);
        Assert.Equal("Hello 9600", Encoding.ASCII.GetString(Assert.Single(first.Received)));
        Assert.Equal("Hello 4500", Encoding.ASCII.GetString(Assert.Single(second.Received)));
    }

    /// <summary>The OK behind the dots answers the later escape (9.14).</summary>
    [Fact]
    public void Section323TransparentMode()
    {
        var bench = Registered();
        bench.Network.Serve(Server, 8500, _tcp);
        bench.Play("""
            >> AT+CGATT?
            << \r\n+CGATT: 1\r\n\r\nOK\r\n
            >> AT+CIPMODE=1
            << \r\nOK\r\n
            """);
        BringUp(bench);
        bench.Play($"""
            >> AT+CIPSTART="TCP","{Server}","8500"
            << \r\nOK\r\n\r\nCONNECT\r\n
            >| ......
            .. 1100
            >| +++
            .. 1100
            << \r\nOK\r\n
            >> ATO
            << \r\nCONNECT\r\n
            """);
        _tcp.Client!.Send("SIM800 channel test"u8);
        bench.Play("<< SIM800 channel test");
        _tcp.Client!.Close();
        bench.Play("<< \\r\\nCLOSED\\r\\n");
        Assert.Equal("......", Received(_tcp));
    }

    /// <summary>The announced 17 bytes are the text and its line end (9.27); the states carry no spaces (9.28).</summary>
    [Fact]
    public void Section41MultiClient()
    {
        var bench = Registered();
        bench.Network.Serve(Server, 8500, _tcp);
        bench.Network.Serve(Server, 9600, new DatagramServer(_ => "SIM800 UDP test\r\n"u8.ToArray()));
        bench.Play("""
            >> AT+CGATT?
            << \r\n+CGATT: 1\r\n\r\nOK\r\n
            >> AT+CIPMUX=1
            << \r\nOK\r\n
            """);
        BringUp(bench);
        bench.Play($"""
            >> AT+CIPSTART=0,"TCP","{Server}","8500"
            << \r\nOK\r\n\r\n0, CONNECT OK\r\n
            >> AT+CIPSTART=1,"UDP","{Server}","9600"
            << \r\nOK\r\n\r\n1, CONNECT OK\r\n
            >> AT+CIPSEND=0
            << {Prompt}
            >| TCP test\x1A
            << \r\n0, SEND OK\r\n
            """);
        _tcp.Client!.Send("SIM800 TCP test\r\n"u8);
        bench.Play($"""
            << \r\n+RECEIVE,0,17:\r\nSIM800 TCP test\r\n
            >> AT+CIPSEND=1
            << {Prompt}
            >| UDP test\x1A
            << \r\n1, SEND OK\r\n
            << \r\n+RECEIVE,1,17:\r\nSIM800 UDP test\r\n
            """);
        _tcp.Client!.Close();
        bench.Play($"""
            << \r\n0, CLOSED\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n
            << \r\nSTATE: IP PROCESSING\r\n
            << \r\nC: 0,0,"TCP","{Server}","8500","CLOSED"\r\n
            << C: 1,0,"UDP","{Server}","9600","CONNECTED"\r\n
            << C: 2,,"","","","INITIAL"\r\n
            << C: 3,,"","","","INITIAL"\r\n
            << C: 4,,"","","","INITIAL"\r\n
            << C: 5,,"","","","INITIAL"\r\n
            """);
    }

    /// <summary>Opening a connection while the server listens is legal (9.32).</summary>
    [Fact]
    public void Section42MultiServer()
    {
        var bench = Registered();
        var upper = bench.Network.Serve(Server, 8500, new SinkServer());
        bench.Network.Serve(Server, 9600, _udp);
        bench.Play("""
            >> AT+CGATT?
            << \r\n+CGATT: 1\r\n\r\nOK\r\n
            >> AT+CIPMUX=1
            << \r\nOK\r\n
            """);
        BringUp(bench);
        bench.Play("""
            >> AT+CIPSERVER=1,8888
            << \r\nOK\r\n\r\nSERVER OK\r\n
            """);
        bench.Network.Dial("10.76.40.73", 2020, 8888, _tcp);
        bench.Play("""
            << \r\n0, REMOTE IP: 10.76.40.73\r\n
            .. 100
            """);
        _tcp.Client!.Send("SIM800 multi connection TCP server test"u8);
        bench.Play($"""
            << \r\n+RECEIVE,0,39:\r\nSIM800 multi connection TCP server test
            >> AT+CIPSEND=0
            << {Prompt}
            >| hello client\x1A
            << \r\n0, SEND OK\r\n
            >> AT+CIPSTART=1,"TCP","{Server}","8500"
            << \r\nOK\r\n\r\n1, CONNECT OK\r\n
            >> AT+CIPSTART=2,"UDP","{Server}","9600"
            << \r\nOK\r\n\r\n2, CONNECT OK\r\n
            >> AT+CIPSEND=1
            << {Prompt}
            >| data from connection 1\x1A
            << \r\n1, SEND OK\r\n
            """);
        upper.Client!.Send("data to connection 1"u8);
        bench.Play($"""
            << \r\n+RECEIVE,1,20:\r\ndata to connection 1
            >> AT+CIPCLOSE=2
            << \r\n2, CLOSE OK\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n
            << \r\nSTATE: IP PROCESSING\r\n
            << \r\nS: 0,0,"8888","LISTENING"\r\n
            << \r\nC: 0,0,"TCP","10.76.40.73","2020","CONNECTED"\r\n
            << C: 1,0,"TCP","{Server}","8500","CONNECTED"\r\n
            << C: 2,0,"UDP","{Server}","9600","CLOSED"\r\n
            << C: 3,,"","","","INITIAL"\r\n
            << C: 4,,"","","","INITIAL"\r\n
            << C: 5,,"","","","INITIAL"\r\n
            >> AT+CIPSERVER=0
            << \r\nOK\r\n\r\nSERVER CLOSE\r\n
            >> AT+CIPSHUT
            << \r\nSHUT OK\r\n
            """);
    }

    /// <summary>Six slots, not eight (9.17); a space behind each prompt (9.30).</summary>
    [Fact]
    public void Section5TwoContexts()
    {
        const string Other = "116.236.221.75";
        var bench = Registered("10.126.186.232");
        var ends = new List<ServerEnd>();
        bench.Network.Serve(Other, 5555, _tcp);
        bench.Play($"""
            >> AT+CGATT?
            << \r\n+CGATT: 1\r\n\r\nOK\r\n
            >> AT+CIPMUX=1
            << \r\nOK\r\n
            >> AT+CSTT="CMNET"
            << \r\nOK\r\n
            >> AT+CIICR
            << \r\nOK\r\n
            >> AT+CIFSR
            << \r\n10.126.186.232\r\n
            >> AT+CIPSTART=0,"TCP","{Other}",5555
            << \r\nOK\r\n\r\n0, CONNECT OK\r\n
            """);
        ends.Add(_tcp.Client!);
        bench.Play($"""
            >> AT+CIPSGTXT=1
            << \r\nOK\r\n
            >> AT+CSTT="CMWAP"
            << \r\nOK\r\n
            >> AT+CIICR
            << \r\nOK\r\n
            >> AT+CIFSR
            << \r\n10.204.70.11\r\n
            >> AT+CIPSTART=1,"TCP","{Other}",5555
            << \r\nOK\r\n\r\n1, CONNECT OK\r\n
            """);
        ends.Add(_tcp.Client!);
        ends[0].Send("Hello world 000"u8);
        ends[1].Send("Hello world 111"u8);
        bench.Play($"""
            << \r\n+RECEIVE,0,15:\r\nHello world 000
            << \r\n+RECEIVE,1,15:\r\nHello world 111
            >> AT+CIPSEND=0
            << {Prompt}
            >| test 0\x1A
            << \r\n0, SEND OK\r\n
            >> AT+CIPSEND=1
            << {Prompt}
            >| test 2\x1A
            << \r\n1, SEND OK\r\n
            >> AT+CIPCLOSE=0
            << \r\n0, CLOSE OK\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n
            << \r\nSTATE: IP PROCESSING\r\n
            << \r\nC: 0,0,"TCP","{Other}","5555","CLOSED"\r\n
            << C: 1,1,"TCP","{Other}","5555","CONNECTED"\r\n
            << C: 2,,"","","","INITIAL"\r\n
            << C: 3,,"","","","INITIAL"\r\n
            << C: 4,,"","","","INITIAL"\r\n
            << C: 5,,"","","","INITIAL"\r\n
            >> AT+CIPSHUT
            << \r\nSHUT OK\r\n
            >> AT+CIPSGTXT=0
            << \r\nOK\r\n
            >> AT+CIPSHUT
            << \r\nSHUT OK\r\n
            """);
        Assert.Equal("test 0test 2", Received(_tcp));
    }

    /// <summary>No space before the equals sign (9.6; it is tolerated), and AT+CIPSEND (9.1).</summary>
    [Theory]
    [InlineData("AT+CDNSGIP=\"www.baidu.com\"")]
    [InlineData("AT+CDNSGIP =www.baidu.com")]
    public void Section6Dns(string query)
    {
        var bench = Registered("10.126.186.232");
        bench.Network.AddName("www.baidu.com", "119.75.218.77", "119.75.217.56");
        bench.Network.AddName("WWW.SIM.COM", Server);
        bench.Network.Serve(Server, 80, _tcp);
        BringUp(bench, "10.126.186.232");
        bench.Play($"""
            >> {query}
            << \r\nOK\r\n\r\n+CDNSGIP: 1,"www.baidu.com","119.75.218.77","119.75.217.56"\r\n
            >> AT+CDNSGIP="abctest"
            << \r\nOK\r\n\r\n+CDNSGIP: 0,8\r\n
            >> AT+CIPSTART="TCP","WWW.SIM.COM",80
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            >> AT+CIPSEND
            << {Prompt}
            >| DNS test\x1A
            << \r\nSEND OK\r\n
            """);
        Assert.Equal("DNS test", Received(_tcp));
    }

    /// <summary>A space behind the prompt (9.30).</summary>
    [Fact]
    public void Section73AvailableLength()
    {
        var bench = Registered();
        bench.Network.Serve(Server, 8500, _tcp);
        bench.Play($"""
            >> AT+CIPSTART="TCP","{Server}",8500
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            >> AT+CIPSEND?
            << \r\n+CIPSEND: 1460\r\n\r\nOK\r\n
            >> AT+CIPSEND=1461
            << \r\nERROR\r\n
            >> AT+CIPSEND
            << {Prompt}
            >| {new string('9', 1461)}\x1A
            << \r\nERROR\r\n
            """);
    }

    [Fact]
    public void Section74QuickSendInSingleMode()
    {
        var bench = Registered();
        bench.Network.Serve(Server, 8500, _tcp);
        bench.Play($"""
            >> AT+CIPSTART="TCP","{Server}",8500
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            >> AT+CIPQSEND=1
            << \r\nOK\r\n
            >> AT+CIPSEND
            << {Prompt}
            >| hello\x1A
            << \r\nDATA ACCEPT:5\r\n
            """);
    }

    [Fact]
    public void Section74QuickSendInMultiMode()
    {
        var bench = Registered();
        bench.Network.Serve("116.236.221.75", 5107, _tcp);
        bench.Play("""
            >> AT+CIPMUX=1
            << \r\nOK\r\n
            """);
        BringUp(bench);
        bench.Play($"""
            >> AT+CIPSTART=0,"TCP","116.236.221.75",5107
            << \r\nOK\r\n\r\n0, CONNECT OK\r\n
            >> AT+CIPQSEND=1
            << \r\nOK\r\n
            >> AT+CIPSEND=0
            << {Prompt}
            >| 1234567890\x1A
            << \r\nDATA ACCEPT:0,10\r\n
            """);
    }

    [Fact]
    public void Section75AmountInSingleMode()
    {
        var bench = Registered();
        bench.Network.Serve("116.236.221.75", 5107, _tcp);
        bench.Play($"""
            >> AT+CIPQSEND=1
            << \r\nOK\r\n
            >> AT+CIPSTART="TCP","116.236.221.75",5107
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: CONNECT OK\r\n
            >> AT+CIPSEND
            << {Prompt}
            >| 012345678912\x1A
            << \r\nDATA ACCEPT:12\r\n
            .. 200
            >> AT+CIPACK
            << \r\n+CIPACK: 12,12,0\r\n\r\nOK\r\n
            """);
    }

    /// <summary>No spaces behind the commas (9.25).</summary>
    [Fact]
    public void Section75AmountInMultiMode()
    {
        var bench = Registered();
        bench.Network.Serve(Server, 8500, _tcp);
        bench.Network.Serve(Server, 9600, _udp);
        bench.Play("""
            >> AT+CIPMUX=1
            << \r\nOK\r\n
            """);
        BringUp(bench);
        bench.Play($"""
            >> AT+CIPSTART=1,"TCP","{Server}","8500"
            << \r\nOK\r\n\r\n1, CONNECT OK\r\n
            >> AT+CIPSTART=2,"UDP","{Server}","9600"
            << \r\nOK\r\n\r\n2, CONNECT OK\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n
            << \r\nSTATE: IP PROCESSING\r\n
            << \r\nC: 0,,"","","","INITIAL"\r\n
            << C: 1,0,"TCP","{Server}","8500","CONNECTED"\r\n
            << C: 2,0,"UDP","{Server}","9600","CONNECTED"\r\n
            << C: 3,,"","","","INITIAL"\r\n
            << C: 4,,"","","","INITIAL"\r\n
            << C: 5,,"","","","INITIAL"\r\n
            >> AT+CIPQSEND=1
            << \r\nOK\r\n
            >> AT+CIPSEND=1
            << {Prompt}
            >| TCP\x1A
            << \r\nDATA ACCEPT:1,3\r\n
            .. 200
            >> AT+CIPACK=1
            << \r\n+CIPACK: 3,3,0\r\n\r\nOK\r\n
            >> AT+CIPSEND=1
            << {Prompt}
            >| TCP again\x1A
            << \r\nDATA ACCEPT:1,9\r\n
            .. 200
            >> AT+CIPACK=1
            << \r\n+CIPACK: 12,12,0\r\n\r\nOK\r\n
            >> AT+CIPSEND=2
            << {Prompt}
            >| UDP\x1A
            << \r\nDATA ACCEPT:2,3\r\n
            .. 200
            >> AT+CIPACK=2
            << \r\n+CIPACK: 3,0,3\r\n\r\nOK\r\n
            """);
    }

    /// <summary>A space behind every colon (9.24).</summary>
    [Fact]
    public void Section82ManualReceive()
    {
        var bench = Registered();
        bench.Network.Serve(Server, 5555, _tcp);
        bench.Play($"""
            >> AT+CIPRXGET=1
            << \r\nOK\r\n
            >> AT+CIPSTART="TCP","{Server}",5555
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            """);
        _tcp.Client!.Send("HELLO WORLD"u8);
        bench.Play("""
            << \r\n+CIPRXGET: 1\r\n
            >> AT+CIPRXGET=2,1460
            << \r\n+CIPRXGET: 2,11,0\r\nHELLO WORLD\r\nOK\r\n
            """);
        _tcp.Client!.Send("HELLO WORLD"u8);
        bench.Play("""
            << \r\n+CIPRXGET: 1\r\n
            >> AT+CIPRXGET=3,730
            << \r\n+CIPRXGET: 3,11,0\r\n48454C4C4F20574F524C44\r\nOK\r\n
            """);
    }

    private static string Received(SinkServer server) => Encoding.Latin1.GetString([.. server.Received]);

    private static Bench Registered(string address = "10.78.245.128", Sim800Options? options = null) =>
        new((options ?? Bench.Ready with { Latencies = Latencies.Typical }) with { LocalAddress = address });

    private static void BringUp(Bench bench, string address = "10.78.245.128") => bench.Play($"""
        >> AT+CGATT?
        << \r\n+CGATT: 1\r\n\r\nOK\r\n
        >> AT+CSTT="CMNET"
        << \r\nOK\r\n
        >> AT+CIICR
        << \r\nOK\r\n
        >> AT+CIFSR
        << \r\n{address}\r\n
        """);
}

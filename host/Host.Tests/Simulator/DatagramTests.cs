using System.Text;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>UDP: application note 3.1.2, 3.1.4, 4.1; fact sheet 2.13, 2.17, 2.21, 2.22.</summary>
public class DatagramTests
{
    private readonly DatagramServer _server = new(data => data);

    [Fact]
    public void ClientInSingleMode()
    {
        var bench = Status(false);
        bench.Play("""
            >> AT+CIPSTART="UDP","1.2.3.4",53
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: CONNECT OK\r\n
            >> AT+CIPSEND=4
            << \r\n>\x20
            >| ping
            << \r\nSEND OK\r\nping
            >> AT+CIPACK
            << \r\n+CIPACK: 4,0,4\r\n\r\nOK\r\n
            >> AT+CIPSTART="UDP","1.2.3.4",53
            << \r\nERROR\r\n\r\nALREADY CONNECT\r\n
            >> AT+CIPCLOSE
            << \r\nCLOSE OK\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: UDP CLOSED\r\n
            >> AT+CIPSEND=4
            << \r\nERROR\r\n
            """);
        Assert.Equal("ping", Encoding.ASCII.GetString(Assert.Single(_server.Received)));
    }

    [Fact]
    public void UnknownNameFails() => Status(false).Play("""
        >> AT+CIPSTART="UDP","no.such.name",53
        << \r\nOK\r\n\r\nSTATE: UDP CLOSED\r\n\r\nCONNECT FAIL\r\n
        >> AT+CIPSTART="TCP","1.2.3.4",80
        << \r\nOK\r\n\r\nCONNECT OK\r\n
        """);

    [Fact]
    public void ClientsInMultiMode() => Status(true).Play("""
        >> AT+CIPSTART=0,"TCP","1.2.3.4",80
        << \r\nOK\r\n\r\n0, CONNECT OK\r\n
        >> AT+CIPSTART=1,"UDP","1.2.3.4","53"
        << \r\nOK\r\n\r\n1, CONNECT OK\r\n
        >> AT+CIPSEND=1
        << \r\n>\x20
        >| UDP test\x1A
        << \r\n1, SEND OK\r\n\r\n+RECEIVE,1,8:\r\nUDP test
        >> AT+CIPSEND?
        << \r\n+CIPSEND: 0,1460\r\n+CIPSEND: 1,1460\r\n\r\nOK\r\n
        >> AT+CIPSTATUS=1
        << \r\n+CIPSTATUS: 1,0,"UDP","1.2.3.4","53","CONNECTED"\r\n\r\nOK\r\n
        >> AT+CIPCLOSE=1
        << \r\n1, CLOSE OK\r\n
        """);

    [Fact]
    public void QuickSendAnswersAtOnceAndNothingIsEverAcknowledged() => Status(true).Play("""
        >> AT+CIPQSEND=1
        << \r\nOK\r\n
        >> AT+CIPSTART=2,"UDP","1.2.3.4",54
        << \r\nOK\r\n\r\n2, CONNECT OK\r\n
        >> AT+CIPSEND=2,3
        << \r\n>\x20
        >| UDP
        << \r\nDATA ACCEPT:2,3\r\n
        .. 60000
        >> AT+CIPACK=2
        << \r\n+CIPACK: 3,0,3\r\n\r\nOK\r\n
        """); // T43

    [Fact]
    public void LocalPortIsFixed()
    {
        var bench = Status(false);
        var sink = bench.Network.Serve("1.2.3.4", 80, new SinkServer());
        bench.Play("""
            >> AT+CLPORT?
            << \r\n+CLPORT: 0,0\r\n\r\nOK\r\n
            >> AT+CLPORT="UDP",8888
            << \r\nOK\r\n
            >> AT+CLPORT="TCP","2000"
            << \r\nOK\r\n
            >> AT+CLPORT?
            << \r\n+CLPORT: 2000,8888\r\n\r\nOK\r\n
            >> AT+CLPORT=?
            << \r\n+CLPORT: ("TCP","UDP"),(0-65535)\r\n\r\nOK\r\n
            >> AT+CIPSTART="UDP","1.2.3.4",53
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            >> AT+CIPSEND=1
            << \r\n>\x20
            >| x
            << \r\nSEND OK\r\nx
            >> AT+CIPCLOSE
            << \r\nCLOSE OK\r\n
            >> AT+CIPSTART="TCP","1.2.3.4",80
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            """);
        bench.Wait(100);
        Assert.Equal(8888, _server.ModulePort);
        Assert.Equal(2000, sink.Client!.ModulePort);
    }

    [Fact]
    public void LocalPortsOfLinks() => Status(true).Play("""
        >> AT+CLPORT=5,"UDP",8888
        << \r\nOK\r\n
        >> AT+CLPORT=0,"TCP",1
        << \r\nOK\r\n
        >> AT+CLPORT?
        << \r\n+CLPORT: 0,1,0\r\n+CLPORT: 1,0,0\r\n+CLPORT: 2,0,0\r\n+CLPORT: 3,0,0\r\n+CLPORT: 4,0,0\r\n+CLPORT: 5,0,8888\r\n\r\nOK\r\n
        >> AT+CLPORT=?
        << \r\n+CLPORT: (0-5),("TCP","UDP"),(0-65535)\r\n\r\nOK\r\n
        >> AT+CLPORT=6,"UDP",1
        << \r\nERROR\r\n
        >> AT+CLPORT="UDP",1
        << \r\nERROR\r\n
        """);

    [Theory]
    [InlineData("\"UDP\",65535", "\\r\\nOK\\r\\n")]
    [InlineData("\"UDP\",65536", "\\r\\nERROR\\r\\n")]
    [InlineData("\"SCTP\",1", "\\r\\nERROR\\r\\n")]
    [InlineData("\"UDP\"", "\\r\\nERROR\\r\\n")]
    public void LocalPortArguments(string arguments, string answer) => Status(false).Play($"""
        >> AT+CMEE=2
        << \r\nOK\r\n
        >> AT+CLPORT={arguments}
        << {answer}
        """);

    [Fact]
    public void OnlyThePeerIsHeardWithoutExtendedMode()
    {
        var bench = At8888("");
        bench.Network.SendDatagram("1.2.3.4", 54, 8888, "stranger"u8.ToArray());
        bench.Network.SendDatagram("1.2.3.5", 53, 8888, "stranger"u8.ToArray());
        bench.Play(".. 200");
        bench.Network.SendDatagram("1.2.3.4", 53, 8888, "peer"u8.ToArray());
        bench.Play("<< peer");
    }

    [Fact]
    public void AnybodyIsHeardInExtendedMode()
    {
        var bench = At8888("""
            >> AT+CIPSRIP=1;+CIPHEAD=1
            << \r\nOK\r\n
            >> AT+CIPUDPMODE=1
            << \r\nOK\r\n
            >> AT+CIPUDPMODE?
            << \r\n+CIPUDPMODE: 1\r\n\r\nOK\r\n
            """);
        bench.Play("""
            >> AT+CIPUDPMODE?
            << \r\n+CIPUDPMODE: 1,"1.2.3.4",53\r\n\r\nOK\r\n
            """);
        bench.Network.SendDatagram("1.2.3.5", 5678, 8888, "test3"u8.ToArray());
        bench.Play("""
            << \r\nRECV FROM:1.2.3.5:5678\r\n\r\n+IPD,5:test3
            >> AT+CIPUDPMODE=0
            << \r\nERROR\r\n
            """);
    }

    [Fact]
    public void TheDestinationMovesInExtendedMode()
    {
        var bench = At8888("""
            >> AT+CIPUDPMODE=2,"1.2.3.4",54
            << \r\nERROR\r\n
            >> AT+CIPUDPMODE=1
            << \r\nOK\r\n
            """);
        var other = bench.Network.Serve("1.2.3.6", 4500, new DatagramServer());
        bench.Play("""
            >> AT+CIPUDPMODE=2,"1.2.3.6",4500
            << \r\nOK\r\n
            >> AT+CIPUDPMODE?
            << \r\n+CIPUDPMODE: 1,"1.2.3.6",4500\r\n\r\nOK\r\n
            >> AT+CIPSEND=2
            << \r\n>\x20
            >| hi
            << \r\nSEND OK\r\n
            .. 200
            >> AT+CIPUDPMODE=2,"name",4500
            << \r\nERROR\r\n
            >> AT+CIPUDPMODE=2
            << \r\nERROR\r\n
            """);
        Assert.Single(other.Received);
        Assert.Empty(_server.Received);
    }

    [Fact]
    public void ExtendedModeOfLinks() => Status(true).Play("""
        >> AT+CIPUDPMODE=1,1
        << \r\nOK\r\n
        >> AT+CIPSTART=1,"UDP","1.2.3.4",53
        << \r\nOK\r\n\r\n1, CONNECT OK\r\n
        >> AT+CIPUDPMODE?
        << \r\n+CIPUDPMODE: 0,0\r\n+CIPUDPMODE: 1,1,"1.2.3.4",53\r\n+CIPUDPMODE: 2,0\r\n+CIPUDPMODE: 3,0\r\n+CIPUDPMODE: 4,0\r\n+CIPUDPMODE: 5,0\r\n\r\nOK\r\n
        >> AT+CIPUDPMODE=?
        << \r\n+CIPUDPMODE: (0-5),(0-2),("(0-255).(0-255).(0-255).(0-255)"),(1-65535)\r\n\r\nOK\r\n
        >> AT+CIPUDPMODE=1,2,"1.2.3.9",9
        << \r\nOK\r\n
        >> AT+CIPUDPMODE=2,2,"1.2.3.9",9
        << \r\nERROR\r\n
        """);

    [Theory]
    [InlineData("", "\\r\\n+RECEIVE,0,4:\\r\\ndata")]
    [InlineData(";+CIPSRIP=1", "\\r\\n+RECEIVE,0,4,1.2.3.4:53:\\r\\ndata")]
    [InlineData(";+CIPSRIP=1;+CIPHEAD=1;+CIPSHOWTP=1", "\\r\\n+RECEIVE,0,4,1.2.3.4:53:\\r\\ndata")]
    public void HeadersOfPushedDataInMultiMode(string settings, string pushed)
    {
        var bench = Status(true).Play($"""
            >> AT+CLPORT=0,"UDP",8888{settings}
            << \r\nOK\r\n
            >> AT+CIPSTART=0,"UDP","1.2.3.4",53
            << \r\nOK\r\n\r\n0, CONNECT OK\r\n
            """);
        bench.Network.SendDatagram("1.2.3.4", 53, 8888, "data"u8.ToArray());
        bench.Play($"<< {pushed}");
    }

    [Theory]
    [InlineData("UDP", "+CIPHEAD=0", "data")]
    [InlineData("UDP", "+CIPHEAD=1", "\\r\\n+IPD,4:data")]
    [InlineData("UDP", "+CIPSHOWTP=1", "data")]
    [InlineData("UDP", "+CIPHEAD=1;+CIPSHOWTP=1", "\\r\\n+IPD,4,UDP:data")]
    [InlineData("UDP", "+CIPSRIP=1", "\\r\\nRECV FROM:1.2.3.4:7\\r\\ndata")]
    [InlineData("UDP", "+CIPSRIP=1;+CIPHEAD=1;+CIPSHOWTP=1", "\\r\\nRECV FROM:1.2.3.4:7\\r\\n\\r\\n+IPD,4,UDP:data")]
    [InlineData("TCP", "+CIPHEAD=1;+CIPSHOWTP=1", "\\r\\n+IPD,4,TCP:data")]
    [InlineData("TCP", "+CIPSRIP=1;+CIPHEAD=1", "\\r\\nRECV FROM:1.2.3.4:7\\r\\n\\r\\n+IPD,4:data")]
    public void HeadersOfPushedDataInSingleMode(string protocol, string settings, string pushed)
    {
        var bench = Status(false);
        bench.Network.Serve("1.2.3.4", 7, new EchoServer());
        bench.Network.Serve("1.2.3.4", 7, new DatagramServer(data => data));
        bench.Play($"""
            >> AT{settings}
            << \r\nOK\r\n
            >> AT+CIPSTART="{protocol}","1.2.3.4",7
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            >> AT+CIPQSEND=1
            << \r\nOK\r\n
            >> AT+CIPSEND=4
            << \r\n>\x20
            >| data
            << \r\nDATA ACCEPT:4\r\n{pushed}
            """);
    }

    [Fact]
    public void HeaderSettingsInTheirForms() => new Bench().Play("""
        >> AT+CIPSRIP=?;+CIPSRIP?;+CIPSHOWTP=?;+CIPSHOWTP?;+CIPHEAD=?;+CIPHEAD?
        << \r\n+CIPSRIP: (0,1)\r\n\r\n+CIPSRIP: 0\r\n\r\n+CIPSHOWTP: (0,1)\r\n\r\n+CIPSHOWTP: 0\r\n\r\n+CIPHEAD: (0,1)\r\n\r\n+CIPHEAD: 0\r\n\r\nOK\r\n
        >> AT+CIPSRIP=2
        << \r\nERROR\r\n
        """);

    [Theory]
    [InlineData(true, "4,3,1.2.3.5:1", "abcd", "3,0,1.2.3.6:2", "efg")]
    [InlineData(false, "7,0,1.2.3.5:1", "abcdefg", null, null)]
    public void ManualReadsKeepDatagramsApartOrNot(bool keeps, string first, string firstData, string? second, string? secondData)
    {
        var bench = Manual(Bench.Ready with { KeepsDatagramBoundaries = keeps });
        bench.Network.SendDatagram("1.2.3.5", 1, 8888, "abcd"u8.ToArray());
        bench.Network.SendDatagram("1.2.3.6", 2, 8888, "efg"u8.ToArray());
        bench.Play($"""
            << \r\n+CIPRXGET: 1,0,1.2.3.5:1\r\n
            >> AT+CIPRXGET=4,0
            << \r\n+CIPRXGET: 4,0,7\r\n\r\nOK\r\n
            >> AT+CIPRXGET=2,0,100
            << \r\n+CIPRXGET: 2,0,{first}\r\n{firstData}\r\nOK\r\n
            """);
        if (second is not null)
        {
            bench.Play($"""
                >> AT+CIPRXGET=2,0,100
                << \r\n+CIPRXGET: 2,0,{second}\r\n{secondData}\r\nOK\r\n
                """);
        }
    }

    [Fact]
    public void ADatagramIsReadInPiecesAndInHexadecimal()
    {
        var bench = Manual(Bench.Ready with { KeepsDatagramBoundaries = false, ReadReportsLastSender = true });
        bench.Network.SendDatagram("1.2.3.5", 1, 8888, "abcd"u8.ToArray());
        bench.Network.SendDatagram("1.2.3.6", 2, 8888, "efg"u8.ToArray());
        bench.Play("""
            << \r\n+CIPRXGET: 1,0,1.2.3.5:1\r\n
            >> AT+CIPRXGET=3,0,2
            << \r\n+CIPRXGET: 3,0,2,5,1.2.3.5:1\r\n6162\r\nOK\r\n
            >> AT+CIPRXGET=3,0,3
            << \r\n+CIPRXGET: 3,0,3,2,1.2.3.6:2\r\n636465\r\nOK\r\n
            >> AT+CIPRXGET=2,0,3
            << \r\n+CIPRXGET: 2,0,2,0,1.2.3.6:2\r\nfg\r\nOK\r\n
            """);
    }

    [Fact]
    public void ADatagramThatDoesNotFitIsLost()
    {
        var bench = Manual(Bench.Ready with { ReceiveBufferSize = 6 });
        bench.Network.SendDatagram("1.2.3.5", 1, 8888, "abcd"u8.ToArray());
        bench.Network.SendDatagram("1.2.3.5", 1, 8888, "efg"u8.ToArray());
        bench.Network.SendDatagram("1.2.3.5", 1, 8888, "hi"u8.ToArray());
        bench.Play("""
            << \r\n+CIPRXGET: 1,0,1.2.3.5:1\r\n
            >> AT+CIPRXGET=4,0
            << \r\n+CIPRXGET: 4,0,6\r\n\r\nOK\r\n
            """);
        Assert.Contains("datagram of 1.2.3.5:1 lost: no room", bench.Module.Recorder.ToString());
    }

    [Fact]
    public void SingleModeNoticesAndReadsWithTheSender()
    {
        var bench = At8888("""
            >> AT+CIPRXGET=1;+CIPSRIP=1
            << \r\nOK\r\n
            """);
        bench.Network.SendDatagram("1.2.3.4", 53, 8888, "HELLO WORLD"u8.ToArray());
        bench.Play("""
            << \r\n+CIPRXGET: 1,1.2.3.4:53\r\n
            >> AT+CIPRXGET=3,730
            << \r\n+CIPRXGET: 3,11,0,1.2.3.4:53\r\n48454C4C4F20574F524C44\r\nOK\r\n
            """);
    }

    private Bench Status(bool multi, Sim800Options? options = null)
    {
        var bench = In(multi, IpState.Status, options);
        bench.Network.Serve("1.2.3.4", 53, _server);
        return bench;
    }

    private Bench At8888(string settings)
    {
        var bench = Status(false);
        bench.Play(settings);
        return bench.Play("""
            >> AT+CLPORT="UDP",8888
            << \r\nOK\r\n
            >> AT+CIPSTART="UDP","1.2.3.4",53
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            """);
    }

    private Bench Manual(Sim800Options options) => Status(true, options).Play("""
        >> AT+CIPRXGET=1;+CIPSRIP=1;+CIPUDPMODE=0,1;+CLPORT=0,"UDP",8888
        << \r\nOK\r\n
        >> AT+CIPSTART=0,"UDP","1.2.3.4",53
        << \r\nOK\r\n\r\n0, CONNECT OK\r\n
        """);
}

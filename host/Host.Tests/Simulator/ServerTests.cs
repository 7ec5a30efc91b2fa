using System.Text;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>The module as TCP server: application note 3.1.3, 4.2; fact sheet 2.20, 3.2 to 3.4.</summary>
public class ServerTests
{
    private readonly SinkServer _client = new();

    [Fact]
    public void SingleModeFromInitial()
    {
        var bench = new Bench().Play("""
            >> AT+CIPSERVER?
            << \r\n+CIPSERVER: 0\r\n\r\nOK\r\n
            >> AT+CIPSERVER=1,1234
            << \r\nOK\r\n\r\nSERVER OK\r\n
            >> AT+CIPSERVER?
            << \r\n+CIPSERVER: 1,1234,0,0\r\n\r\nOK\r\n
            >> AT+CIFSR
            << \r\n10.78.245.128\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: SERVER LISTENING\r\n
            >> AT+CIPSTART="TCP","1.2.3.4",80
            << \r\nERROR\r\n
            >> AT+CIPSERVER=1,1235
            << \r\nERROR\r\n
            """);
        bench.Network.Dial("10.78.103.220", 4000, 1234, _client);
        bench.Play("""
            << \r\nREMOTE IP: 10.78.103.220\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: CONNECT OK\r\n
            .. 50
            """);
        _client.Client!.Send("hello server"u8);
        bench.Play("""
            << hello server
            >> AT+CIPSEND
            << \r\n>\x20
            >| hello client\x1A
            << \r\nSEND OK\r\n
            >> AT+CIPSERVER=0
            << \r\nOK\r\n\r\nSERVER CLOSE\r\n
            """);
        _client.Client!.Send("hello SIM800"u8);
        bench.Play("""
            << hello SIM800
            >> AT+CIPCLOSE
            << \r\nCLOSE OK\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: TCP CLOSED\r\n
            >> AT+CIPSERVER=0
            << \r\nERROR\r\n
            """);
        Assert.Equal("hello client", Encoding.ASCII.GetString([.. _client.Received]));
    }

    [Fact]
    public void OneClientInSingleMode()
    {
        var bench = Listening(false);
        bench.Network.Dial("10.0.0.1", 4000, 1234, _client);
        bench.Play("<< \\r\\nREMOTE IP: 10.0.0.1\\r\\n");
        var second = bench.Network.Dial("10.0.0.2", 4000, 1234, new SinkServer());
        bench.Play(".. 1000");
        Assert.Equal(1, second.Refusals);
        _client.Client!.Close();
        bench.Play("""
            << \r\nCLOSED\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: SERVER LISTENING\r\n
            """);
        bench.Network.Dial("10.0.0.2", 4001, 1234, second);
        bench.Play("<< \\r\\nREMOTE IP: 10.0.0.2\\r\\n");
    }

    [Fact]
    public void AfterTheClientHasGoneTheStateIsClosedByOption()
    {
        var bench = Listening(false, Bench.Ready with { ListensAgainAfterClose = false });
        bench.Network.Dial("10.0.0.1", 4000, 1234, _client);
        bench.Play("""
            << \r\nREMOTE IP: 10.0.0.1\r\n
            >> AT+CIPCLOSE
            << \r\nCLOSE OK\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: TCP CLOSED\r\n
            """);
    }

    [Fact]
    public void CloseWithoutClientEndsTheListener()
    {
        var bench = Listening(false).Play("""
            >> AT+CIPCLOSE
            << \r\nCLOSE OK\r\n
            >> AT+CIPSERVER?
            << \r\n+CIPSERVER: 0\r\n\r\nOK\r\n
            """);
        bench.Network.Dial("10.0.0.1", 4000, 1234, _client);
        bench.Play(".. 500");
        Assert.Equal(1, _client.Refusals);
    }

    [Fact]
    public void ClosingTheListenerLeadsBackToIpStatus()
    {
        foreach (var multi in (bool[])[false, true])
        {
            var bench = Listening(multi).Play("""
                >> AT+CIPSERVER=0
                << \r\nOK\r\n\r\nSERVER CLOSE\r\n
                """);
            Assert.Equal(IpState.Status, bench.Module.Machine.IpState);
        }
    }

    [Fact]
    public void FiveClientsInMultiMode()
    {
        var bench = Listening(true);
        for (var n = 0; n < 5; n++)
        {
            bench.Network.Dial($"10.0.0.{n}", 2020, 1234, _client);
            bench.Play($"<< \\r\\n{n}, REMOTE IP: 10.0.0.{n}\\r\\n");
        }

        bench.Network.Dial("10.0.0.5", 2020, 1234, _client);
        bench.Play("""
            .. 500
            >> AT+CIPSTART=5,"TCP","1.2.3.4",80
            << \r\nERROR\r\n
            """);
        Assert.Equal(1, _client.Refusals);
        bench.Play("""
            >> AT+CIPCLOSE=3
            << \r\n3, CLOSE OK\r\n
            """);
        bench.Network.Dial("10.0.0.6", 2020, 1234, _client);
        bench.Play("<< \\r\\n3, REMOTE IP: 10.0.0.6\\r\\n");
    }

    [Fact]
    public void ClientsAndOwnConnectionsShareTheLinks()
    {
        var bench = Listening(true);
        bench.Network.Dial("10.76.40.73", 2020, 1234, _client);
        bench.Play("""
            << \r\n0, REMOTE IP: 10.76.40.73\r\n
            >> AT+CIPSTART=1,"TCP","1.2.3.4",80
            << \r\nOK\r\n\r\n1, CONNECT OK\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: IP PROCESSING\r\n
            << \r\nS: 0,0,"1234","LISTENING"\r\n
            << \r\nC: 0,0,"TCP","10.76.40.73","2020","CONNECTED"\r\n
            << C: 1,0,"TCP","1.2.3.4","80","CONNECTED"\r\n
            << C: 2,,"","","","INITIAL"\r\nC: 3,,"","","","INITIAL"\r\nC: 4,,"","","","INITIAL"\r\nC: 5,,"","","","INITIAL"\r\n
            >> AT+CIPSERVER=0
            << \r\nOK\r\n\r\nSERVER CLOSE\r\n
            """);
        Assert.Equal(IpState.Processing, bench.Module.Machine.IpState);
        _client.Client!.Send("still here"u8);
        bench.Play("""
            << \r\n+RECEIVE,0,10:\r\nstill here
            >> AT+CIPSHUT
            << \r\nSHUT OK\r\n
            >> AT+CIPSERVER?
            << \r\n+CIPSERVER: 0\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void ThePortIsTakenElsewhere()
    {
        var bench = In(false, IpState.Status);
        bench.Network.Listen(1234, new Nobody());
        bench.Play("""
            >> AT+CIPSERVER=1,1234
            << \r\nOK\r\n\r\nSERVER FAIL\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: IP STATUS\r\n
            """);
    }

    [Fact]
    public void TheContextTakesTheListenerAlong()
    {
        var bench = Listening(true);
        bench.Network.Dial("10.0.0.1", 4000, 1234, _client);
        bench.Play("""
            << \r\n0, REMOTE IP: 10.0.0.1\r\n
            >> AT+CGATT=0
            << \r\n+PDP: DEACT\r\n\r\nOK\r\n
            >> AT+CIPSERVER?
            << \r\n+CIPSERVER: 0\r\n\r\nOK\r\n
            """);
    }

    [Theory]
    [InlineData("1,0")]
    [InlineData("1,65536")]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("0,1")]
    public void BadArguments(string arguments) => In(false, IpState.Status).Play($"""
        >> AT+CIPSERVER={arguments}
        << \r\nERROR\r\n
        >> AT+CIPSERVER=?
        << \r\n+CIPSERVER: (0-CLOSE SERVER,1-OPEN SERVER),(1-65535)\r\n\r\nOK\r\n
        """);

    [Theory]
    [InlineData(false, "\\r\\nERROR\\r\\n")]
    [InlineData(true, "\\r\\nOK\\r\\n\\r\\nSERVER OK\\r\\n")]
    public void BesideClientLinksByOption(bool allowed, string answer) =>
        In(true, IpState.Processing, Bench.Ready with { ListensWhileProcessing = allowed }).Play($"""
            >> AT+CIPSERVER=1,1234
            << {answer}
            """);

    [Theory]
    [InlineData(false, "\\r\\nERROR\\r\\n")]
    [InlineData(true, "\\r\\nOK\\r\\n\\r\\nSERVER OK\\r\\n")]
    public void AfterACloseByOption(bool allowed, string answer) =>
        In(false, IpState.Closed, Bench.Ready with { ListensAfterClose = allowed }).Play($"""
            >> AT+CIPSERVER=1,1234
            << {answer}
            """);

    [Fact]
    public void NoContextNoServer() => new Bench().Play("""
        >> AT+CGATT=0
        << \r\nOK\r\n
        >> AT+CIPSERVER=1,1234
        << \r\nOK\r\n\r\nSERVER FAIL\r\n
        >> AT+CIPSTATUS
        << \r\nOK\r\n\r\nSTATE: PDP DEACT\r\n
        """);

    private static Bench Listening(bool multi, Sim800Options? options = null) => In(multi, IpState.Status, options).Play("""
        >> AT+CIPSERVER=1,1234
        << \r\nOK\r\n\r\nSERVER OK\r\n
        """);

    private sealed class Nobody : IListenerEvents
    {
        public void Listening(long now)
        {
        }

        public void ListenFailed(long now)
        {
        }

        public IConnectionEvents? Accept(long now, INetworkConnection connection) => null;
    }
}

using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>Opening connections: fact sheet 2.7, 3.2, 3.3.</summary>
public class ConnectTests
{
    [Theory]
    [InlineData("\"TCP\",\"1.2.3.4\",80")]
    [InlineData("\"TCP\",\"1.2.3.4\",\"80\"")]
    [InlineData("\"TCP\",\"server.example\",80")]
    public void HostAndPortInEveryForm(string arguments)
    {
        var bench = In(false, IpState.Status);
        bench.Network.AddName("server.example", "1.2.3.4");
        bench.Play($"""
            >> AT+CIPSTART={arguments}
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            """);
    }

    [Fact]
    public void EmptyHost() => In(false, IpState.Status).Play("""
        >> AT+CMEE=2
        << \r\nOK\r\n
        >> AT+CIPSTART="TCP","","1883"
        << \r\n+CME ERROR: operation not allowed\r\n
        >> AT+CIPSHUT
        << \r\nSHUT OK\r\n
        """); // T10

    [Theory]
    [InlineData("0,\"TCP\",\"1.2.3.4\",0")]
    [InlineData("0,\"TCP\",\"1.2.3.4\",65536")]
    [InlineData("0,\"TCP\",\"1.2.3.4\"")]
    [InlineData("6,\"TCP\",\"1.2.3.4\",80")]
    [InlineData("\"TCP\",\"1.2.3.4\",80")]
    [InlineData("0,\"SCTP\",\"1.2.3.4\",80")]
    public void BadArguments(string arguments) => In(true, IpState.Status).Play($"""
        >> AT+CIPSTART={arguments}
        << \r\nERROR\r\n
        """);

    [Fact]
    public void RefusedInSingleModeShowsTheStateFirst() => In(false, IpState.Status).Play("""
        >> AT+CIPSTART="TCP","1.2.3.4",81
        << \r\nOK\r\n\r\nSTATE: TCP CLOSED\r\n\r\nCONNECT FAIL\r\n
        """);

    [Fact]
    public void RefusedInMultiMode() => In(true, IpState.Status).Play("""
        >> AT+CIPSTART=3,"TCP","1.2.3.4",81
        << \r\nOK\r\n\r\n3, CONNECT FAIL\r\n
        >> AT+CIPSTART=3,"TCP","no.such.name",80
        << \r\nOK\r\n\r\n3, CONNECT FAIL\r\n
        >> AT+CIPSTART=3,"TCP","1.2.3.4",80
        << \r\nOK\r\n\r\n3, CONNECT OK\r\n
        """);

    [Fact]
    public void SilentPeerFailsAfter75Seconds()
    {
        var bench = In(true, IpState.Status, server: new SinkServer { AnswersConnect = false });
        bench.Play("""
            >> AT+CIPSTART=0,"TCP","1.2.3.4",80
            << \r\nOK\r\n
            .. 75000
            .. 500
            << \r\n0, CONNECT FAIL\r\n
            """);
    }

    [Fact]
    public void LateFailureLandsInTheAnswerOfTheNextCommand()
    {
        // T07: the host gives up after 75 s and goes on; the answer to what it asks next is interrupted.
        var bench = In(true, IpState.Status, Bench.Ready with
        {
            Latencies = Latencies.None.With("+CMEE", Bench.Milliseconds(500)),
            Faults = [new CommandFault("+CIPSTART", CommandEffect.FailedResult, Bench.Milliseconds(75_500))],
        });
        bench.Play("""
            >> AT+CIPSTART=0,"TCP","1.2.3.4",80
            << \r\nOK\r\n
            .. 75200
            >> AT+CMEE=1
            << \r\n0, CONNECT FAIL\r\n
            << \r\nOK\r\n
            """);
    }

    [Fact]
    public void SingleModeBringsTheContextUpByItself() => In(false, IpState.Initial).Play("""
        >> AT+CIPSTART="TCP","1.2.3.4",80
        << \r\nOK\r\n\r\nCONNECT OK\r\n
        """);

    [Fact]
    public void AlreadyConnectComesBehindOkByOption() => In(true, IpState.Processing, Bench.Ready with { AlreadyConnectAfterOk = true }).Play("""
        >> AT+CIPSTART=0,"TCP","1.2.3.4",80
        << \r\nOK\r\n\r\n0, ALREADY CONNECT\r\n
        """);

    [Fact]
    public void SixLinksAtOnce()
    {
        var bench = In(true, IpState.Status, server: new EchoServer());
        bench.Play(">> AT+CIPRXGET=1;+CIPQSEND=1\n<< \\r\\nOK\\r\\n");
        for (var link = 0; link < 6; link++)
        {
            bench.Play($"""
                >> AT+CIPSTART={link},"TCP","1.2.3.4",80
                << \r\nOK\r\n\r\n{link}, CONNECT OK\r\n
                """);
        }

        for (var link = 0; link < 6; link++)
        {
            bench.Play($"""
                >> AT+CIPSEND={link},2
                << \r\n>\x20
                >| #{link}
                << \r\nDATA ACCEPT:{link},2\r\n\r\n+CIPRXGET: 1,{link}\r\n
                """);
        }

        for (var link = 5; link >= 0; link--)
        {
            bench.Play($"""
                >> AT+CIPRXGET=2,{link},10
                << \r\n+CIPRXGET: 2,{link},2,0\r\n#{link}\r\nOK\r\n
                """);
        }

        bench.Play("""
            >> AT+CIPSEND?
            << \r\n+CIPSEND: 0,1460\r\n+CIPSEND: 1,1460\r\n+CIPSEND: 2,1460\r\n+CIPSEND: 3,1460\r\n+CIPSEND: 4,1460\r\n+CIPSEND: 5,1460\r\n\r\nOK\r\n
            >> AT+CIPSHUT
            << \r\nSHUT OK\r\n
            """);
    }

    [Fact]
    public void AStaleConnectionSaysNothingAboutItsLink()
    {
        var bench = In(true, IpState.Status);
        bench.Network.Latency = Bench.Milliseconds(1000);
        bench.Play("""
            >> AT+CIPSTART=0,"TCP","1.2.3.4",80
            << \r\nOK\r\n
            >> AT+CIPCLOSE=0
            << \r\n0, CLOSE OK\r\n
            .. 10000
            """);
    }
}

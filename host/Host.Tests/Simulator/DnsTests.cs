using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>Name resolution: fact sheet 2.15, application note 6.</summary>
public class DnsTests
{
    [Fact]
    public void AnswersWithOneAddressOrTwo()
    {
        var bench = In(false, IpState.Status);
        bench.Network.AddName("www.baidu.com", "119.75.218.77", "119.75.217.56");
        bench.Network.AddName("one.example", "1.2.3.4");
        bench.Play("""
            >> AT+CDNSGIP="www.baidu.com"
            << \r\nOK\r\n\r\n+CDNSGIP: 1,"www.baidu.com","119.75.218.77","119.75.217.56"\r\n
            >> AT+CDNSGIP=one.example
            << \r\nOK\r\n\r\n+CDNSGIP: 1,"one.example","1.2.3.4"\r\n
            >> AT+CDNSGIP="abctest"
            << \r\nOK\r\n\r\n+CDNSGIP: 0,8\r\n
            >> AT+CDNSGIP=
            << \r\nERROR\r\n
            """); // T24
    }

    [Fact]
    public void LateResultLandsInTheAnswerOfTheNextCommand() => In(false, IpState.Status, Bench.Ready with
    {
        Latencies = Latencies.None.With("+CSQ", Bench.Milliseconds(2000)),
        Faults = [new CommandFault("+CDNSGIP", CommandEffect.LateResult, Bench.Milliseconds(1000))],
    }).Play("""
        >> AT+CDNSGIP="1.2.3.4"
        << \r\nOK\r\n
        >> AT+CSQ
        << \r\n+CDNSGIP: 1,"1.2.3.4","1.2.3.4"\r\n\r\n+CSQ: 20,0\r\n\r\nOK\r\n
        """);

    [Fact]
    public void ARestartForgetsTheQuestion()
    {
        var bench = In(false, IpState.Status);
        bench.Network.Latency = Bench.Milliseconds(10_000);
        bench.Play("""
            >> AT+CDNSGIP="1.2.3.4"
            << \r\nOK\r\n
            """);
        bench.Module.Machine.BrownOut(bench.Queue.Now);
        bench.Wait(10_000).TakeReceived();
        bench.Play(".. 20000");
    }
}

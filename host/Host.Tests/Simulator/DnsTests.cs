using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
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
    public void ANameThatIsNotFoundFailsWhoeverAsks()
    {
        var bench = In(false, IpState.Status, Bench.Ready with { Faults = [new NameFault(Count: 4)] });
        bench.Network.AddName("server.example", "1.2.3.4");
        bench.Network.Serve("1.2.3.4", 53, new DatagramServer());
        bench.Play("""
            >> AT+CMEE=2
            << \r\nOK\r\n
            >> AT+CDNSGIP="server.example"
            << \r\nOK\r\n\r\n+CDNSGIP: 0,8\r\n
            >> AT+CIPPING="server.example",1
            << \r\n+CME ERROR: DNS resolve failed\r\n
            >> AT+CIPSTART="TCP","server.example",80
            << \r\nOK\r\n\r\nSTATE: TCP CLOSED\r\n\r\nCONNECT FAIL\r\n
            >> AT+CIPSTART="UDP","server.example",53
            << \r\nOK\r\n\r\nSTATE: UDP CLOSED\r\n\r\nCONNECT FAIL\r\n
            >> AT+CIPSTART="UDP","server.example",53
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            """);
        Assert.Equal(4, bench.Module.Recorder.ToString().Split("fault NameFault").Length - 1);
    }

    [Theory]
    [InlineData("TCP", 80)]
    [InlineData("UDP", 53)]
    public void AnAddressNeedsNoName(string protocol, int port) =>
        In(true, IpState.Status, Bench.Ready with { Faults = [new NameFault(), new NameServerFault(0)] }).Play($"""
            >> AT+CIPSTART=0,"{protocol}","1.2.3.4",{port}
            << \r\nOK\r\n\r\n0, CONNECT OK\r\n
            """);

    [Fact]
    public void TheSecondServerIsAskedWhenTheFirstIsSilent()
    {
        var bench = Asked(Bench.Ready with { Faults = [new NameServerFault(0, "8.8.8.8")] });
        bench.Play("""
            >> AT+CDNSGIP="server.example"
            << \r\nOK\r\n
            .. 4900
            .. 200
            << \r\n+CDNSGIP: 1,"server.example","1.2.3.4"\r\n
            >> AT+CIPSTART="TCP","server.example",80
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            """);
        Assert.Contains("name server 8.8.8.8 does not answer\n", bench.Module.Recorder.ToString());
    }

    [Fact]
    public void NoServerAnswersIsANetworkError() => Asked(Bench.Ready with { Faults = [new NameServerFault(0, "8.8.8.8"), new NameServerFault(0, "8.8.4.4")] }).Play("""
        >> AT+CDNSGIP="server.example"
        << \r\nOK\r\n
        .. 9950
        .. 50
        << \r\n+CDNSGIP: 0,3\r\n
        >> AT+CIPSTART="TCP","server.example",80
        << \r\nOK\r\n
        .. 9950
        .. 50
        << \r\nSTATE: TCP CLOSED\r\n\r\nCONNECT FAIL\r\n
        """);

    [Fact]
    public void TheNetworksOwnServerIsAskedUnlessThereAreOthers()
    {
        var bench = In(false, IpState.Status, Bench.Ready with { Faults = [new NameServerFault(0)] });
        bench.Network.AddName("server.example", "1.2.3.4");
        bench.Play("""
            >> AT+CDNSGIP="server.example"
            << \r\nOK\r\n\r\n+CDNSGIP: 0,3\r\n
            >> AT+CDNSCFG="8.8.8.8"
            << \r\nOK\r\n
            >> AT+CDNSGIP="server.example"
            << \r\nOK\r\n\r\n+CDNSGIP: 1,"server.example","1.2.3.4"\r\n
            """);
    }

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

    private static Bench Asked(Sim800Options options)
    {
        var bench = In(false, IpState.Status, options).Play("""
            >> AT+CDNSCFG="8.8.8.8","8.8.4.4"
            << \r\nOK\r\n
            """);
        bench.Network.AddName("server.example", "1.2.3.4");
        return bench;
    }
}

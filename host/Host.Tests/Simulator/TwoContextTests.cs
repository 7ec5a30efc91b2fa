using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>Two GPRS contexts: application note 5; fact sheet 2.12, 2.14, 2.23.</summary>
public class TwoContextTests
{
    [Fact]
    public void EachHasItsOwnStateAndAddress()
    {
        var bench = Both();
        Assert.Equal(IpState.Processing, bench.Module.Machine.IpState);
        bench.Play("""
            >> AT+CSTT?
            << \r\n+CSTT: "CMWAP","",""\r\n\r\nOK\r\n
            >> AT+CIPSTATUS=0
            << \r\n+CIPSTATUS: 0,0,"TCP","1.2.3.4","80","CONNECTED"\r\n\r\nOK\r\n
            >> AT+CIPSTATUS=1
            << \r\n+CIPSTATUS: 1,1,"TCP","1.2.3.4","80","CONNECTED"\r\n\r\nOK\r\n
            >> AT+CIPSGTXT=0
            << \r\nOK\r\n
            >> AT+CSTT?
            << \r\n+CSTT: "CMNET","",""\r\n\r\nOK\r\n
            >> AT+CIFSR
            << \r\n10.78.245.128\r\n
            """);
    }

    [Fact]
    public void ShutMeansTheSelectedOne()
    {
        var bench = Both().Play("""
            >> AT+CIPSHUT
            << \r\nSHUT OK\r\n
            >> AT+CIPSTATUS=0
            << \r\n+CIPSTATUS: 0,0,"TCP","1.2.3.4","80","CONNECTED"\r\n\r\nOK\r\n
            >> AT+CIPSTATUS=1
            << \r\n+CIPSTATUS: 1,,"","","","INITIAL"\r\n\r\nOK\r\n
            >> AT+CIPMUX=0
            << \r\nERROR\r\n
            >> AT+CIPSGTXT=0
            << \r\nOK\r\n
            """);
        Assert.Equal(IpState.Processing, bench.Module.Machine.IpState);
        bench.Play("""
            >> AT+CIPSHUT
            << \r\nSHUT OK\r\n
            >> AT+CIPMUX=0
            << \r\nOK\r\n
            """);
    }

    [Fact]
    public void TheLastLinkOfAContextLeadsItBackToIpStatus()
    {
        var bench = Both().Play("""
            >> AT+CIPCLOSE=1
            << \r\n1, CLOSE OK\r\n
            """);
        Assert.Equal(IpState.Status, bench.Module.Machine.IpState);
        bench.Play("""
            >> AT+CIPSGTXT=0
            << \r\nOK\r\n
            """);
        Assert.Equal(IpState.Processing, bench.Module.Machine.IpState);
    }

    [Fact]
    public void DetachingTakesBothAway()
    {
        var bench = Both().Play("""
            >> AT+CGATT=0
            << \r\n+PDP: DEACT\r\n\r\nOK\r\n
            """);
        Assert.Equal(IpState.PdpDeact, bench.Module.Machine.IpState);
        bench.Play("""
            >> AT+CIPSGTXT=0
            << \r\nOK\r\n
            """);
        Assert.Equal(IpState.PdpDeact, bench.Module.Machine.IpState);
    }

    [Fact]
    public void TheNetworkTakesOneAway()
    {
        var bench = Both();
        bench.Module.Machine.LoseContext(1, bench.Queue.Now);
        bench.Play("""
            << \r\n+PDP: DEACT\r\n
            >> AT+CIPSTATUS=0
            << \r\n+CIPSTATUS: 0,0,"TCP","1.2.3.4","80","CONNECTED"\r\n\r\nOK\r\n
            >> AT+CIPSTATUS=1
            << \r\n+CIPSTATUS: 1,1,"TCP","1.2.3.4","80","CLOSED"\r\n\r\nOK\r\n
            """);
        Assert.Equal(IpState.PdpDeact, bench.Module.Machine.IpState);
        bench.Play("""
            >> AT+CIPSGTXT=0
            << \r\nOK\r\n
            """);
        Assert.Equal(IpState.Processing, bench.Module.Machine.IpState);
    }

    [Fact]
    public void OnlyInMultiConnectionMode() => In(false, IpState.Initial).Play("""
        >> AT+CIPSGTXT=1
        << \r\nERROR\r\n
        >> AT+CIPSGTXT=?
        << \r\n+CIPSGTXT: (0,1)\r\n\r\nOK\r\n
        >> AT+CIPSGTXT?
        << \r\nERROR\r\n
        """);

    private static Bench Both() => In(true, IpState.Processing, server: new EchoServer()).Play("""
        >> AT+CIPSGTXT=1
        << \r\nOK\r\n
        >> AT+CIFSR
        << \r\nERROR\r\n
        >> AT+CSTT="CMWAP"
        << \r\nOK\r\n
        >> AT+CIICR
        << \r\nOK\r\n
        >> AT+CIFSR
        << \r\n10.204.70.11\r\n
        >> AT+CIPSTART=1,"TCP","1.2.3.4",80
        << \r\nOK\r\n\r\n1, CONNECT OK\r\n
        """);
}

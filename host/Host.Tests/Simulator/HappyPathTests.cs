using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Sim800.Simulator;

namespace Host.Tests.Simulator;

public class HappyPathTests
{
    [Fact]
    public void FromPowerKeyToClosedConnection()
    {
        var bench = new Bench(
            new Sim800Options { Stored = new Profile { BaudRate = 115200 } },
            network: network => network.Serve("116.228.221.51", 8500, new EchoServer()));
        bench.Drive(bench.Lines.PwrKey, false).Wait(1000).Drive(bench.Lines.PwrKey, null);
        bench.Play("""
            .. 7100
            << \x00IIII\xFF\xFF\xFF\xFF
            << \r\nRDY\r\n
            << \r\n+CFUN: 1\r\n
            << \r\n+CPIN: READY\r\n
            << \r\nCall Ready\r\n
            << \r\nSMS Ready\r\n
            >> ATE0
            << ATE0\r
            << \r\nOK\r\n
            >> AT+CREG?
            << \r\n+CREG: 0,1\r\n
            << \r\nOK\r\n
            >> AT+CIPMUX=1
            << \r\nOK\r\n
            >> AT+CIPQSEND=1
            << \r\nOK\r\n
            >> AT+CIPRXGET=1
            << \r\nOK\r\n
            >> AT+CSTT="CMNET"
            << \r\nOK\r\n
            >> AT+CIICR
            << \r\nOK\r\n
            >> AT+CIFSR
            << \r\n10.78.245.128\r\n
            >> AT+CIPSTART=0,"TCP","116.228.221.51","8500"
            << \r\nOK\r\n
            << \r\n0, CONNECT OK\r\n
            >> AT+CIPSEND=0,5
            << \r\n>\x20
            >| hello
            << \r\nDATA ACCEPT:0,5\r\n
            << \r\n+CIPRXGET: 1,0\r\n
            >> AT+CIPRXGET=4,0
            << \r\n+CIPRXGET: 4,0,5\r\n
            << \r\nOK\r\n
            >> AT+CIPRXGET=2,0,1460
            << \r\n+CIPRXGET: 2,0,5,0\r\n
            << hello
            << \r\nOK\r\n
            >> AT+CIPACK=0
            << \r\n+CIPACK: 5,5,0\r\n
            << \r\nOK\r\n
            >> AT+CIPCLOSE=0
            << \r\n0, CLOSE OK\r\n
            >> AT+CIPSHUT
            << \r\nSHUT OK\r\n
            >> AT+CPOWD=1
            << \r\nNORMAL POWER DOWN\r\n
            """);
        bench.Wait(2000);
        Assert.False(bench.Lines.Status.High);
    }
}

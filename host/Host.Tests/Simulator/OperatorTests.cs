using Sim800.Simulator;
using static Host.Tests.Simulator.Bench;

namespace Host.Tests.Simulator;

/// <summary>AT+COPS: fact sheet 11.7.</summary>
public class OperatorTests
{
    [Fact]
    public void TheNetworkHasThreeNames() => new Bench().Play("""
        >> AT+COPS=?
        << \r\n+COPS: (2,"CHINA MOBILE","CMCC","46000"),,(0-4),(0-2)\r\n\r\nOK\r\n
        >> AT+COPS=3,1;+COPS?
        << \r\n+COPS: 0,1,"CMCC"\r\n\r\nOK\r\n
        >> AT+COPS=3,2;+COPS?
        << \r\n+COPS: 0,2,"46000"\r\n\r\nOK\r\n
        >> AT+COPS=3,0;+COPS?
        << \r\n+COPS: 0,0,"CHINA MOBILE"\r\n\r\nOK\r\n
        """);

    [Fact]
    public void DeregisteringTakesTheServiceAway() => new Bench().Play("""
        >> AT+CREG=1;+COPS=2
        << \r\n+CREG: 0\r\n\r\nOK\r\n
        >> AT+COPS?;+CGATT?
        << \r\n+COPS: 2\r\n\r\n+CGATT: 0\r\n\r\nOK\r\n
        >> AT+COPS=0
        << \r\n+CREG: 1\r\n\r\nOK\r\n
        >> AT+COPS?;+CGATT?
        << \r\n+COPS: 0,0,"CHINA MOBILE"\r\n\r\n+CGATT: 1\r\n\r\nOK\r\n
        """);

    [Fact]
    public void ANetworkThatIsNotThereIsNoNetwork() => new Bench().Play("""
        >> AT+CMEE=1;+COPS=1,2,"26201"
        << \r\n+CME ERROR: 30\r\n
        >> AT+COPS?
        << \r\n+COPS: 1\r\n\r\nOK\r\n
        >> AT+COPS=4,2,"26201";+COPS?
        << \r\n+COPS: 0,2,"46000"\r\n\r\nOK\r\n
        >> AT+COPS=1,0,"CHINA MOBILE";+COPS?
        << \r\n+COPS: 1,0,"CHINA MOBILE"\r\n\r\nOK\r\n
        """);

    [Fact]
    public void TheChoiceIsKeptOverARestart()
    {
        var bench = new Bench().Play("""
            >> AT+COPS=2
            << \r\nOK\r\n
            """);
        bench.Module.Machine.BrownOut(bench.Queue.Now);
        bench.Wait(10_000).TakeReceived();
        bench.Play("""
            >> AT+COPS?;+CREG?
            << \r\n+COPS: 2\r\n\r\n+CREG: 0,0\r\n\r\nOK\r\n
            """);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("3")]
    [InlineData("3,3")]
    [InlineData("0,0,\"CHINA MOBILE\"")]
    [InlineData("")]
    public void WhatIsRefused(string arguments) => new Bench().Play($"""
        >> AT+COPS={arguments}
        << \r\nERROR\r\n
        """);

    [Theory]
    [InlineData("AT+COPS=?", 45_000)]
    [InlineData("AT+COPS=0", 120_000)]
    [InlineData("AT+CGATT=1", 75_000)]
    [InlineData("AT+CMGD=1", 5_000)]
    [InlineData("AT+CMGL=4", 20_000)]
    [InlineData("AT+CLIP=1", 15_000)]
    [InlineData("AT+CIMI", 20_000)]
    [InlineData("AT+CCID", 2_000)]
    [InlineData("AT+CFUN=0", 10_000)]
    [InlineData("ATH", 20_000)]
    public void TheManualsMaximum(string command, double milliseconds)
    {
        var bench = new Bench(Ready with { Latencies = Latencies.Maximum });
        bench.Type(command + "\r");
        bench.Wait(milliseconds - 1);
        Assert.DoesNotContain("OK", bench.TakeReceived());
        bench.Wait(20);
        Assert.Contains("OK", bench.TakeReceived());
    }
}

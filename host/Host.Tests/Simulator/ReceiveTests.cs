using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;

namespace Host.Tests.Simulator;

/// <summary>Receiving: fact sheet 2.17, 2.22; application note 8.</summary>
public class ReceiveTests
{
    private readonly SinkServer _server = new();

    [Fact]
    public void ManyBytesAreReadInPieces()
    {
        // T01, T04: one notice, then counts that go down.
        var bench = Connected(manual: true);
        _server.Client!.Send(new byte[1371]);
        bench.Play("<< \\r\\n+CIPRXGET: 1,1\\r\\n");
        bench.Play($"""
            >> AT+CIPRXGET=4,1
            << \r\n+CIPRXGET: 4,1,1371\r\n\r\nOK\r\n
            >> AT+CIPRXGET=2,1,255
            << \r\n+CIPRXGET: 2,1,255,1116\r\n{Zeroes(255)}\r\nOK\r\n
            >> AT+CIPRXGET=2,1,255
            << \r\n+CIPRXGET: 2,1,255,861\r\n{Zeroes(255)}\r\nOK\r\n
            >> AT+CIPRXGET=2,1,1460
            << \r\n+CIPRXGET: 2,1,861,0\r\n{Zeroes(861)}\r\nOK\r\n
            >> AT+CIPRXGET=2,1,1460
            << \r\n+CIPRXGET: 2,1,0,0\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void ReadInHexadecimal()
    {
        var bench = Connected(manual: true);
        _server.Client!.Send("HELLO WORLD"u8);
        bench.Play("""
            << \r\n+CIPRXGET: 1,1\r\n
            >> AT+CIPRXGET=3,1,730
            << \r\n+CIPRXGET: 3,1,11,0\r\n48454C4C4F20574F524C44\r\nOK\r\n
            """);
    }

    [Fact]
    public void HostilePayloadComesAsItIs()
    {
        var bench = Connected(manual: true);
        _server.Client!.Send("\r\nOK\r\n\r\n0, CLOSED\r\n+++\0\x1A\x1B"u8);
        bench.Play("""
            << \r\n+CIPRXGET: 1,1\r\n
            >> AT+CIPRXGET=2,1,1460
            << \r\n+CIPRXGET: 2,1,25,0\r\n\r\nOK\r\n\r\n0, CLOSED\r\n+++\x00\x1A\x1B\r\nOK\r\n
            """);
    }

    [Theory]
    [InlineData(NoticeRearm.WhenEmptied, "", "")]
    [InlineData(NoticeRearm.AfterRead, "", "\\r\\n+CIPRXGET: 1,1\\r\\n")]
    [InlineData(NoticeRearm.EverySegment, "\\r\\n+CIPRXGET: 1,1\\r\\n", "\\r\\n+CIPRXGET: 1,1\\r\\n")]
    public void NoticeIsRearmedByOption(NoticeRearm rearm, string unread, string afterRead)
    {
        var bench = Connected(manual: true, Bench.Ready with { NoticeRearm = rearm });
        _server.Client!.Send("ab"u8);
        bench.Play("<< \\r\\n+CIPRXGET: 1,1\\r\\n");
        _server.Client!.Send("cd"u8);
        bench.Play($"""
            .. 100
            << {unread}
            >> AT+CIPRXGET=2,1,1
            << \r\n+CIPRXGET: 2,1,1,3\r\na\r\nOK\r\n
            """);
        _server.Client!.Send("ef"u8);
        bench.Play($"""
            .. 100
            << {afterRead}
            >> AT+CIPRXGET=2,1,99
            << \r\n+CIPRXGET: 2,1,5,0\r\nbcdef\r\nOK\r\n
            """);
        _server.Client!.Send("gh"u8);
        bench.Play("<< \\r\\n+CIPRXGET: 1,1\\r\\n");
    }

    [Fact]
    public void WhatDoesNotFitWaitsInTheNetwork()
    {
        var bench = Connected(manual: true, Bench.Ready with { ReceiveBufferSize = 10 });
        _server.Client!.Send("0123456789abcdef"u8);
        bench.Play("""
            << \r\n+CIPRXGET: 1,1\r\n
            >> AT+CIPRXGET=2,1,4
            << \r\n+CIPRXGET: 2,1,4,6\r\n0123\r\nOK\r\n
            >> AT+CIPRXGET=2,1,10
            << \r\n+CIPRXGET: 2,1,10,0\r\n456789abcd\r\nOK\r\n\r\n+CIPRXGET: 1,1\r\n
            >> AT+CIPRXGET=2,1,10
            << \r\n+CIPRXGET: 2,1,2,0\r\nef\r\nOK\r\n
            """);
    }

    [Fact]
    public void AReadMayGiveLessThanThereIs()
    {
        var bench = Connected(manual: true, Bench.Ready with { Faults = [new ShortReadFault(3, Skip: 1, Count: 3)] });
        _server.Client!.Send("0123456789abcdef"u8);
        bench.Play("""
            << \r\n+CIPRXGET: 1,1\r\n
            >> AT+CIPRXGET=2,1,4
            << \r\n+CIPRXGET: 2,1,4,12\r\n0123\r\nOK\r\n
            >> AT+CIPRXGET=2,1,1460
            << \r\n+CIPRXGET: 2,1,3,9\r\n456\r\nOK\r\n
            >> AT+CIPRXGET=3,1,730
            << \r\n+CIPRXGET: 3,1,3,6\r\n373839\r\nOK\r\n
            >> AT+CIPRXGET=4,1
            << \r\n+CIPRXGET: 4,1,6\r\n\r\nOK\r\n
            >> AT+CIPRXGET=2,1,2
            << \r\n+CIPRXGET: 2,1,2,4\r\nab\r\nOK\r\n
            >> AT+CIPRXGET=2,1,1460
            << \r\n+CIPRXGET: 2,1,4,0\r\ncdef\r\nOK\r\n
            """);
        Assert.Contains("fault ShortReadFault", bench.Module.Recorder.ToString());
    }

    [Fact]
    public void NothingToReadIsAnErrorByOption() => Connected(manual: true, Bench.Ready with { EmptyReadIsError = true }).Play("""
        >> AT+CIPRXGET=2,1,10
        << \r\nERROR\r\n
        """);

    [Theory]
    [InlineData("2,1")]
    [InlineData("2,1,0")]
    [InlineData("2,1,1461")]
    [InlineData("3,1,731")]
    [InlineData("2,6,10")]
    [InlineData("2,0,10")]
    [InlineData("4")]
    [InlineData("5")]
    public void BadReads(string arguments) => Connected(manual: true).Play($"""
        >> AT+CIPRXGET={arguments}
        << \r\nERROR\r\n
        """);

    [Fact]
    public void PushedInMultiMode()
    {
        var bench = Connected(manual: false);
        _server.Client!.Send("SIM800 TCP test\r\n"u8);
        bench.Play("""
            << \r\n+RECEIVE,1,17:\r\nSIM800 TCP test\r\n
            >> AT+CIPRXGET=2,1,10
            << \r\nERROR\r\n
            """);
    }

    [Fact]
    public void PushedInSingleModeWithAndWithoutHeader()
    {
        var bench = new Bench(network: network => network.Serve("1.2.3.4", 80, _server)).Play("""
            >> AT+CIPSTART="TCP","1.2.3.4",80
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            """);
        _server.Client!.Send("raw"u8);
        bench.Play("""
            << raw
            >> AT+CIPHEAD=1
            << \r\nOK\r\n
            """);
        _server.Client!.Send("test1"u8);
        bench.Play("<< \\r\\n+IPD,5:test1");
    }

    [Fact]
    public void SingleModeHasNoNumbers()
    {
        var bench = new Bench(network: network => network.Serve("1.2.3.4", 80, _server)).Play("""
            >> AT+CIPRXGET=1
            << \r\nOK\r\n
            >> AT+CIPSTART="TCP","1.2.3.4",80
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            """);
        _server.Client!.Send("HELLO WORLD"u8);
        bench.Play("""
            << \r\n+CIPRXGET: 1\r\n
            >> AT+CIPRXGET=4
            << \r\n+CIPRXGET: 4,11\r\n\r\nOK\r\n
            >> AT+CIPRXGET=2,1460
            << \r\n+CIPRXGET: 2,11,0\r\nHELLO WORLD\r\nOK\r\n
            """);
    }

    private static string Zeroes(int count) => string.Concat(Enumerable.Repeat("\\x00", count));

    private Bench Connected(bool manual, Sim800Options? options = null) =>
        new Bench(options, network: network => network.Serve("1.2.3.4", 80, _server)).Play($"""
            >> AT+CIPMUX=1;+CIPRXGET={(manual ? 1 : 0)};+CSTT
            << \r\nOK\r\n
            >> AT+CIICR
            << \r\nOK\r\n
            >> AT+CIFSR
            << \r\n10.78.245.128\r\n
            >> AT+CIPSTART=1,"TCP","1.2.3.4",80
            << \r\nOK\r\n\r\n1, CONNECT OK\r\n
            """);
}

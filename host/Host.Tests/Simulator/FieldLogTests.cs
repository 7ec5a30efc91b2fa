using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Wire;

namespace Host.Tests.Simulator;

/// <summary>Whole dialogues from the field logs of the fact sheet (section 8) and the application note, with ordinary latencies.</summary>
public class FieldLogTests
{
    private static readonly Sim800Options s_usual = Bench.Ready with { Latencies = Latencies.Typical };

    [Fact]
    public void BringUpWithTimes()
    {
        // T17: CIPSHUT 20 ms, CGATT below a second, then the settings and the context.
        var bench = new Bench(s_usual);
        var begun = bench.Queue.Now;
        bench.Play("""
            >> AT+CIPSHUT
            << \r\nSHUT OK\r\n
            """);
        Assert.InRange(bench.Queue.Now - begun, Bench.Milliseconds(40), Bench.Milliseconds(60)); // and 20 of listening
        bench.Play("""
            >> AT+CGATT=0
            << \r\nOK\r\n
            >> AT+CGATT=1
            << \r\nOK\r\n
            >> AT+CIPMUX=1
            << \r\nOK\r\n
            >> AT+CIPQSEND=1
            << \r\nOK\r\n
            >> AT+CIPRXGET=1
            << \r\nOK\r\n
            >> AT+CSTT="internet","",""
            << \r\nOK\r\n
            >> AT+CIICR
            << \r\nOK\r\n
            >> AT+CIFSR;E0
            << \r\n10.78.245.128\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void WebPage()
    {
        // T01: quick send, one notice, reads until nothing is left.
        var server = new SinkServer();
        var bench = new Bench(s_usual, network: network =>
        {
            network.AddName("cdn.rawgit.com", "104.16.1.1");
            network.Serve("104.16.1.1", 80, server);
        });
        bench.Play($"""
            >> AT+CIPMUX=1;+CIPQSEND=1;+CIPRXGET=1;+CSTT="internet"
            << \r\nOK\r\n
            >> AT+CIICR
            << \r\nOK\r\n
            >> AT+CIFSR;E0
            << \r\n10.78.245.128\r\n\r\nOK\r\n
            >> AT+CIPSTART=1,"TCP","cdn.rawgit.com",80
            << \r\nOK\r\n\r\n1, CONNECT OK\r\n
            >> AT+CIPSEND=1,65
            << \r\n>\x20
            >| {new string('g', 65)}
            << \r\nDATA ACCEPT:1,65\r\n
            >> AT+CIPSEND=1,22
            << \r\n>\x20
            >| {new string('h', 22)}
            << \r\nDATA ACCEPT:1,22\r\n
            """);
        bench.Wait(100);
        Assert.Equal(87, server.Received.Count);
        server.Client!.Send(Enumerable.Repeat((byte)'p', 1371).ToArray());
        bench.Play($"""
            << \r\n+CIPRXGET: 1,1\r\n
            >> AT+CIPRXGET=4,1
            << \r\n+CIPRXGET: 4,1,1371\r\n\r\nOK\r\n
            >> AT+CIPRXGET=2,1,255
            << \r\n+CIPRXGET: 2,1,255,1116\r\n{new string('p', 255)}\r\nOK\r\n
            >> AT+CIPRXGET=2,1,255
            << \r\n+CIPRXGET: 2,1,255,861\r\n{new string('p', 255)}\r\nOK\r\n
            """);
    }

    [Fact]
    public void TwentyBytesOnLinkZero()
    {
        // T26.
        var server = new SinkServer();
        var bench = new Bench(s_usual, network: network => network.Serve("1.2.3.4", 80, server)).Play("""
            >> AT+CIPMUX=1;+CIPRXGET=1;+CSTT
            << \r\nOK\r\n
            >> AT+CIICR
            << \r\nOK\r\n
            >> AT+CIFSR;E0
            << \r\n10.78.245.128\r\n\r\nOK\r\n
            >> AT+CIPSTART=0,"TCP","1.2.3.4","80"
            << \r\nOK\r\n\r\n0, CONNECT OK\r\n
            """);
        server.Client!.Send("12345678901234567890"u8);
        bench.Play("""
            << \r\n+CIPRXGET: 1,0\r\n
            >> AT+CIPRXGET=2,0,20
            << \r\n+CIPRXGET: 2,0,20,0\r\n12345678901234567890\r\nOK\r\n
            """);
    }

    [Fact]
    public void ClientExampleOfTheApplicationNote()
    {
        // Section 3.1.1, with CLOSED on a line of its own.
        var server = new SinkServer();
        var bench = new Bench(s_usual with { Stored = new Profile { BaudRate = 115200 } }, network: network => network.Serve("116.228.221.51", 8500, server));
        bench.Play("""
            >> AT+CPIN?
            << AT+CPIN?\r\r\n+CPIN: READY\r\n\r\nOK\r\n
            >> AT+CSQ
            << AT+CSQ\r\r\n+CSQ: 20,0\r\n\r\nOK\r\n
            >> AT+CREG?
            << AT+CREG?\r\r\n+CREG: 0,1\r\n\r\nOK\r\n
            >> AT+CGATT?
            << AT+CGATT?\r\r\n+CGATT: 1\r\n\r\nOK\r\n
            >> AT+CSTT="CMNET"
            << AT+CSTT="CMNET"\r\r\nOK\r\n
            >> AT+CIICR
            << AT+CIICR\r\r\nOK\r\n
            >> AT+CIFSR
            << AT+CIFSR\r\r\n10.78.245.128\r\n
            >> AT+CIPSTART="TCP","116.228.221.51","8500"
            << AT+CIPSTART="TCP","116.228.221.51","8500"\r\r\nOK\r\n\r\nCONNECT OK\r\n
            >> AT+CIPSEND
            << AT+CIPSEND\r\r\n>\x20
            >| hello TCP serve\x1A
            << hello TCP serve\x1A\r\nSEND OK\r\n
            """);
        server.Client!.Send("Hello SIM800"u8);
        bench.Play("<< Hello SIM800");
        server.Client!.Close();
        bench.Play("<< \\r\\nCLOSED\\r\\n");
    }

    [Fact]
    public void BulkEchoLosesNothingAndTakesItsTime()
    {
        // 64 KiB out and back through normal send and manual receive.
        const int Size = 64 * 1024;
        var bench = new Bench(Bench.Ready with { StartsOn = true }, network: network => network.Serve("1.2.3.4", 80, new EchoServer()));
        bench.Network.Latency = Bench.Milliseconds(1);
        bench.Play("""
            >> AT+CIPRXGET=1
            << \r\nOK\r\n
            >> AT+CIPSTART="TCP","1.2.3.4",80
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            """);
        var random = new Random(1);
        var begun = bench.Queue.Now;
        for (var total = 0; total < Size; total += 1024)
        {
            var data = new byte[1024];
            random.NextBytes(data);
            var text = string.Concat(data.Select(value => $"\\x{value:X2}"));
            bench.Play($"""
                >> AT+CIPSEND=1024
                << \r\n>\x20
                >| {text}
                << \r\n+CIPRXGET: 1\r\n\r\nSEND OK\r\n
                >> AT+CIPRXGET=2,1460
                << \r\n+CIPRXGET: 2,1024,0\r\n{text}\r\nOK\r\n
                """);
        }

        Assert.InRange(bench.Queue.Now - begun, 2L * Size * Nanoseconds.PerSecond / 11520, long.MaxValue);
    }
}

using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;

namespace Host.Tests.Simulator;

public class RecorderTests
{
    [Fact]
    public void TheSameRunGivesTheSameText() => Assert.Equal(Run(), Run());

    [Fact]
    public void ARunReadsLikeADialogue() => Assert.StartsWith(
        "       0.000000   RTS low\n" +
        "       0.000000   PWRKEY low\n" +
        "       1.000000   boot\n" +
        "       1.100000 < \\x00IIII\\xFF\\xFF\\xFF\\xFF\n" +
        "       1.100000   PWRKEY high\n",
        Run());

    [Fact]
    public void BytesAreReadable()
    {
        var recorder = new Recorder();
        foreach (var value in "AT\\\r\0"u8)
        {
            recorder.Received(1_500_000, value);
        }

        recorder.Sent(2_000_000, "\r\n+CIPRXGET: 2,0,2,0\r\n\x1A~"u8);
        recorder.Line(3_000_000_000, "DTR", high: false);
        Assert.Equal(
            "       0.001500 > AT\\\\\\r\n" +
            "       0.001500 > \\x00\n" +
            "       0.002000 < \\r\\n+CIPRXGET: 2,0,2,0\\r\\n\\x1A~\n" +
            "       3.000000   DTR low\n",
            recorder.ToString());
    }

    private static string Run()
    {
        var bench = new Bench(
            new Sim800Options { Stored = new Profile { BaudRate = 115200 } },
            network: network => network.Serve("1.2.3.4", 80, new EchoServer()));
        bench.Drive(bench.Lines.PwrKey, false).Wait(1100).Drive(bench.Lines.PwrKey, null).Wait(8000).TakeReceived();
        bench.Play("""
            >> ATE0
            << ATE0\r\r\nOK\r\n
            >> AT+CIPSTART="TCP","1.2.3.4",80
            << \r\nOK\r\n\r\nCONNECT OK\r\n
            >> AT+CIPSHUT
            << \r\nSHUT OK\r\n
            """);
        return bench.Module.Recorder.ToString();
    }
}

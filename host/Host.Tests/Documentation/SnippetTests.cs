using NanoHost;
using Sim800.Rig.Boards;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Wire;

namespace Host.Tests.Documentation;

/// <summary>The firmware code that the pages show does what they say, on both boards.</summary>
public class SnippetTests
{
    [Theory]
    [InlineData("ESP32")]
    [InlineData("STM32")]
    public void TheReadmesExampleRuns(string profile) => Assert.Equal(["read 1"], Run(profile, "First"));

    [Theory]
    [InlineData("ESP32")]
    [InlineData("STM32")]
    public void ThePagesExamplesRun(string profile)
    {
        var console = Run(profile, "Rest");
        Assert.Equal(
            [
                "online as 10.78.245.128",
                "answered 1",
                "there 0",
                "both ways 8",
                "reported True",
                "signal 20",
                "any True",
                "supply known",
                "supported False",
                "echoed 11",
                "gathered 16",
                "lost False",
            ],
            console.Where(line => !line.StartsWith("+CCLK: ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ESP32")]
    [InlineData("STM32")]
    public void TheWaysOfReceivingRun(string profile) => Assert.Equal(["answered 3", "1 from 203.0.113.7:7000"], Run(profile, "Ways"));

    [Theory]
    [InlineData("ESP32")]
    [InlineData("STM32")]
    public void TheTransparentConnectionRuns(string profile) => Assert.Equal(["signal 20", "read 8"], Run(profile, "Transparent"));

    [Theory]
    [InlineData("ESP32")]
    [InlineData("STM32")]
    public void TheServerServes(string profile) =>
        Assert.Equal(["delivered True", "listening at 10.78.245.128", "served 10.76.40.73"], Run(profile, "Serve"));

    [Theory]
    [InlineData("ESP32")]
    [InlineData("STM32")]
    public void TheWayIntoTheNetworkIsReported(string profile)
    {
        var console = Run(profile, "Online", new Sim800Options { Stored = new Profile { BaudRate = 115200 }, Pin = "1234" });
        Assert.Contains("CHINA MOBILE, signal 20", console);
        Assert.Contains("context 0 is in state 4", console);
        Assert.Contains(console, line => line.StartsWith("stage 10 after", StringComparison.Ordinal));
        Assert.Equal("connected True", console[^1]);
    }

    [Theory]
    [InlineData("ESP32")]
    [InlineData("STM32")]
    public void TheReliableConnectionDelivers(string profile) =>
        Assert.Equal(["delivered True", "delivered True", "outages 0, the longest 0 ms", "restarts by RST 0, which ended 0"], Run(profile, "Reliably"));

    [Theory]
    [InlineData("ESP32")]
    [InlineData("STM32")]
    public void AStoredRateHolds(string profile)
    {
        Assert.Equal(["+IPR: 115200"], Run(profile, "Production", new Sim800Options { Model = ModelProfile.Sim800L }));
        Assert.Equal(["+IPR: 115200"], Run(profile, "Production", new Sim800Options { Model = ModelProfile.Sim800C }));
    }

    private static List<string> Run(string profile, string method, Sim800Options? module = null)
    {
        var queue = new EventQueue();
        var network = new MemoryNetwork(queue);
        network.AddName("telemetry.example.com", "203.0.113.7");
        network.Serve("203.0.113.7", 7000, new EchoServer());
        network.Serve("203.0.113.7", 7000, new DatagramServer(datagram => datagram));
        module ??= new Sim800Options { Stored = new Profile { BaudRate = 115200 } };
        using var board = new SampleBoard(queue, profile == "STM32" ? BoardProfile.Stm32 : BoardProfile.Esp32, network, module, new MachineOptions());
        var console = new List<string>();
        board.Machine.ConsoleLine += console.Add;
        board.Machine.ConsoleLine += line =>
        {
            if (line.StartsWith("listening", StringComparison.Ordinal))
            {
                network.Dial("10.76.40.73", 2020, 8888, new ClosingServer { AfterTime = Nanoseconds.PerSecond });
            }
        };
        BuiltFirmware.Load("Snippets").Boot(board.Machine, "Snippets", "Snippets.Tour", method);
        Assert.True(board.Machine.RunToEnd(600 * Nanoseconds.PerSecond), string.Join("; ", board.Machine.Waiting) + "\n" + board.Module.Recorder);
        Assert.Empty(board.Machine.Faults);
        return console;
    }
}

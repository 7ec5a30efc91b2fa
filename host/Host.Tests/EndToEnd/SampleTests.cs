using NanoHost;
using Sim800.Rig.Boards;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Wire;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>The sample, unchanged; on the STM32 without its one file that maps pins, which needs an assembly that only the ESP32 has.</summary>
public class SampleTests
{
    private const string Address = "203.0.113.7";

    private readonly EventQueue _queue = new();
    private readonly List<string> _console = [];
    private readonly LineServer _server = new(line => $"ACK {line.Split(';')[0]}\n");

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void ADayOfReportsEveryTenMinutesIsDeliveredRecordByRecord(string profile)
    {
        using var board = Boot(profile, new Sim800Options { Stored = new Profile { BaudRate = 115200 } }, "Main");

        board.Machine.RunUntil(24 * 3600 * PerSecond);

        Assert.Empty(board.Machine.Faults);
        Assert.Equal(144, _server.Lines.Count);
        Assert.Equal(_server.Lines.Select(record => $"sent {record}"), _console.Where(line => line.StartsWith("sent ", StringComparison.Ordinal)));
        Assert.Equal(144, _console.Count(line => line.StartsWith("acknowledged ", StringComparison.Ordinal)));
        Assert.True(board.Module.Machine.IsAsleep);
    }

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void AnAutobaudingSim800LIsFoundAtARateThatItDetectsAndThenSet(string profile)
    {
        using var board = Boot(profile, new Sim800Options { Model = ModelProfile.Sim800L, Stored = new Profile() }, "Run", 2);

        Assert.True(board.Machine.RunToEnd(3600 * PerSecond));

        Assert.Equal(["1;207", "2;214"], _server.Lines);
        var trace = board.Module.Recorder.ToString();
        Assert.Matches(@"autobauding found (1200|2400|4800|9600|19200|38400|57600)\n", trace);
        Assert.Contains(@"> AT+IPR=115200\r", trace);
        Assert.Equal(115200, board.Module.Uart.BaudRate);
    }

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void WhatTheServerDoesNotAcknowledgeIsSentAgain(string profile)
    {
        var refused = 0;
        var server = new LineServer(line => refused++ == 0 ? null : $"ACK {line.Split(';')[0]}\n");
        using var board = Boot(profile, new Sim800Options { Stored = new Profile { BaudRate = 115200 } }, "Run", 1, server);

        Assert.True(board.Machine.RunToEnd(3600 * PerSecond));

        Assert.Equal(["1;207", "1;207"], server.Lines);
        Assert.Single(_console, "acknowledged 1");
    }

    private SampleBoard Boot(string profile, Sim800Options module, string method, int? reports = null, LineServer? server = null)
    {
        var network = new MemoryNetwork(_queue);
        network.AddName("telemetry.example.com", Address);
        network.Serve(Address, 7000, server ?? _server);
        var (sample, chip) = profile == "STM32" ? ("Samples.Stm32", BoardProfile.Stm32) : ("Samples.Esp32", BoardProfile.Esp32 with { NeedsPinFunctions = true });
        var board = new SampleBoard(_queue, chip, network, module, new MachineOptions());
        board.Machine.ConsoleLine += _console.Add;
        BuiltFirmware.Load(sample).Boot(board.Machine, sample, "Samples.Esp32.Program", method, reports is { } count ? [count] : []);
        return board;
    }
}

using NanoHost;
using Sim800.Rig.Boards;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Wire;

namespace Host.Tests.Documentation.Snippets;

/// <summary>docs/nanohost.md.</summary>
public class NanoHostSnippets
{
    [Fact]
    public void FirmwareRunsOnTheSamplesBoard()
    {
        var queue = new EventQueue();
        var network = new MemoryNetwork(queue);
        network.AddName("telemetry.example.com", "203.0.113.7");
        var server = network.Serve("203.0.113.7", 7000, new LineServer(line => $"ACK {line.Split(';')[0]}\n"));
        var module = new Sim800Options { Stored = new Profile { BaudRate = 115200 } };
        using var board = new SampleBoard(queue, BoardProfile.Esp32, network, module, new MachineOptions { Seed = 1 });

        var folder = Path.Combine(AppContext.BaseDirectory, "firmware");
        var image = FirmwareImage.Load([Path.Combine(folder, "Sim800.Nano.dll"), Path.Combine(folder, "Samples.Esp32.dll")]);
        image.Boot(board.Machine, "Samples.Esp32", "Samples.Esp32.Program", "Run", 2);
        var ended = board.Machine.RunToEnd(3600 * Nanoseconds.PerSecond);

        Assert.True(ended, string.Join("; ", board.Machine.Waiting));
        Assert.Empty(board.Machine.Faults);
        Assert.Equal(2, server.Lines.Count);
        Assert.True(board.Machine.Counters.Total.Instructions > 0);
    }

    [Fact]
    public void TheBoardSleepsDeeply()
    {
        var queue = new EventQueue();
        var network = new MemoryNetwork(queue);
        network.AddName("telemetry.example.com", "203.0.113.7");
        var server = network.Serve("203.0.113.7", 7000, new LineServer(_ => "ACK\n"));
        var module = new Sim800Options { Stored = new Profile { BaudRate = 115200 } };
        using var board = new SampleBoard(queue, BoardProfile.Esp32, network, module, new MachineOptions());
        var folder = Path.Combine(AppContext.BaseDirectory, "firmware");
        var image = FirmwareImage.Load([Path.Combine(folder, "Sim800.Nano.dll"), Path.Combine(folder, "Energy.dll")]);

        board.Machine.Restart = Boot;
        Boot();
        board.Machine.RunUntil(3600 * Nanoseconds.PerSecond);
        Assert.True(board.Machine.TimeInDeepSleep > 3500 * Nanoseconds.PerSecond);

        void Boot() => image.Boot(board.Machine, "Energy", "Energy.Program", "DeepSleep", 600, 32);

        Assert.Empty(board.Machine.Faults);
        Assert.Equal(6, server.Lines.Count);
        board.Machine.EnterDeepSleep(new WakeUp { After = 600 * Nanoseconds.PerSecond, Single = (33, false) });
        Assert.True(board.Machine.IsInDeepSleep);
    }

    [Fact]
    public void ABoardOfOnesOwn()
    {
        var queue = new EventQueue();
        var port = new Uart(queue, 9600);
        var led = new Line("LED", pull: false);
        var board = new Board(BoardProfile.Stm32 with { DropsZeroBytes = true })
        {
            Ports = { ["COM1"] = port },
            Pins = { [13] = led },
        };
        using var machine = new Machine(queue, board, new MachineOptions());
        machine.ConsoleLine += Console.WriteLine;

        Assert.Empty(machine.Threads);
    }

    /// <summary>Compiled, not run: it needs the device.</summary>
    internal static void ARealModule(FirmwareImage image, string device)
    {
        var queue = new EventQueue();
        var port = new Uart(queue, 115200);
        var board = new Board(BoardProfile.Esp32) { Ports = { ["COM2"] = port } };
        using var machine = new Machine(queue, board, new MachineOptions { Pacing = Pacing.RealTime });
        using var module = new TtyBridge(queue, port, device); // "/dev/ttyUSB0"
        machine.ConsoleLine += Console.WriteLine;
        image.Boot(machine, "Samples.Esp32", "Samples.Esp32.Program", "Run", 1);
        machine.RunToEnd(600 * Nanoseconds.PerSecond);
    }
}

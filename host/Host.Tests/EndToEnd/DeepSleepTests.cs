using NanoHost;
using Sim800.Rig.Boards;
using Sim800.Simulator.Network;
using Wire;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>The microcontroller sleeps deeply: its program starts from the beginning, and finds the module asleep.</summary>
public class DeepSleepTests
{
    /// <summary>The ESP32's own API: a timer wakes it, or RI.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ItWakesByItsTimerOrByTheRingIndicator(bool rings)
    {
        var queue = new EventQueue();
        var network = new MemoryNetwork(queue);
        network.AddName(Bench.Host, Bench.Address);
        var server = network.Serve(Bench.Address, Bench.Port, new LineServer(_ => "ACK\n"));
        using var board = new SampleBoard(queue, BoardProfile.Esp32, network, Bench.FixedRate, new MachineOptions());
        var console = new List<string>();
        board.Machine.ConsoleLine += console.Add;
        var image = BuiltFirmware.Load("Energy");
        board.Machine.Restart = Boot;
        Boot();
        if (rings)
        {
            new Alarm(queue, () => board.Module.Machine.ReceiveMessage("+491234", "hello", queue.Now)).SetAt(900 * PerSecond);
        }

        for (var quarters = 1; quarters <= 3; quarters++)
        {
            board.Machine.RunUntil(quarters * 500 * PerSecond);
            Assert.True(board.Machine.IsInDeepSleep);
            Assert.True(board.Module.Machine.IsAsleep);
            Assert.True(board.Module.Lines.Dtr.High);
        }

        Assert.Empty(board.Machine.Faults);
        string[] causes = rings ? ["woken by 0", "woken by 4", "woken by 2"] : ["woken by 0", "woken by 4", "woken by 4"];
        Assert.Equal(causes, console.Where(line => line != "reported"));
        Assert.Equal(3, server.Lines.Count);
        Assert.Single(board.Module.Recorder.ToString().Split('\n'), line => line.EndsWith("   boot", StringComparison.Ordinal));

        void Boot() => image.Boot(board.Machine, "Energy", "Energy.Program", "DeepSleep", 600, 32);
    }

    /// <summary>Boards whose API for it is not at hand: the program ends, the host puts the board to sleep and starts it again.</summary>
    [Theory]
    [Boards]
    public void AnyBoardStartsAgain(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        bench.Machine.Restart = () => Bench.Firmware.Boot(bench.Machine, "Scenarios", "Scenarios.Dozer", "Once");

        bench.Play("Dozer", "Once", 600);
        for (var i = 0; i < 3; i++)
        {
            bench.Machine.EnterDeepSleep(new WakeUp { After = 600 * PerSecond });
            bench.Machine.RunUntil(bench.Queue.Now + (590 * PerSecond));
            Assert.True(bench.Module.Machine.IsAsleep);
            Assert.True(bench.Machine.RunToEnd(bench.Queue.Now + (100 * PerSecond)));
        }

        Assert.Empty(bench.Machine.Faults);
        Assert.Equal(Enumerable.Repeat("reported 1", 4), bench.Console);
        Assert.Single(bench.Trace.Split('\n'), line => line.EndsWith("   boot", StringComparison.Ordinal));
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using NanoHost;
using Sim800.Rig.Boards;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Wire;
using static Wire.Nanoseconds;

namespace Sim800.Rig.Demo;

/// <summary>
/// One run: the sample's assembly as it was built, a module whose rate was stored in production, and the server. Simulated
/// time follows the PC's clock while a connection is open and jumps while none is.
/// </summary>
internal sealed class DemoRun(Timeline timeline, int reports, ulong seed, Waveform? waveform = null)
{
    private const string Host = "telemetry.example.com";
    private const int Port = 7000;
    private const long LimitPerReport = 30 * 60 * PerSecond;
    private const long TimeToFallAsleep = 5 * PerSecond;

    private readonly List<string> _sent = [];
    private int _acknowledged;

    public DemoResult Run()
    {
        var started = Stopwatch.GetTimestamp();
        using var server = new TelemetryServer();
        var queue = new EventQueue();
        using var network = new SocketNetwork(queue);
        network.Names[Host] = "127.0.0.1";
        network.Ports[Port] = server.Port;
        var machineOptions = new MachineOptions { Seed = seed, Pacing = Pacing.RealTimeWhile, PacedWhile = () => network.IsActive };
        var recorder = new Recorder(timeline);
        var module = new Sim800Options { Stored = new Profile { BaudRate = 115200 } };
        using var board = new SampleBoard(queue, BoardProfile.Esp32, network, module, machineOptions, recorder, waveform);
        board.Machine.ConsoleLine += Note;

        BuiltFirmware.Load("Samples.Esp32").Boot(board.Machine, "Samples.Esp32", "Samples.Esp32.Program", "Run", reports);
        var ended = board.Machine.RunToEnd(reports * LimitPerReport);
        var simulated = TimeSpan.FromTicks(queue.Now / TimeSpan.NanosecondsPerTick);
        board.Machine.RunUntil(queue.Now + TimeToFallAsleep);
        recorder.Flush();
        waveform?.End(queue.Now);

        var result = new DemoResult(
            _sent.Count,
            _acknowledged,
            server.Records,
            server.Bytes.Length,
            timeline.Commands,
            Hash(Encoding.UTF8.GetBytes(string.Concat(_sent.Select(record => record + "\n")))),
            Hash(server.Bytes),
            simulated,
            Stopwatch.GetElapsedTime(started),
            null)
        {
            Energy = board.Module.Machine.Energy.Read(queue.Now),
        };
        return result with { Problem = Verdict.Of(result, reports, board.Machine.Faults, ended, board.Machine.Waiting, board.Module.Machine.IsAsleep) };
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private void Note(string line)
    {
        if (line.StartsWith("sent ", StringComparison.Ordinal))
        {
            _sent.Add(line["sent ".Length..]);
        }
        else if (line.StartsWith("acknowledged ", StringComparison.Ordinal))
        {
            _acknowledged++;
        }
    }
}

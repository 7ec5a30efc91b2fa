using System.Globalization;
using NanoHost;
using Sim800.Nano;
using Sim800.Rig.Boards;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Wire;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>Boots a program of host/Firmware/Scenarios on the sample's board, with servers in memory and simulated time.</summary>
internal sealed class Bench : IDisposable
{
    public const string Host = "telemetry.example.com";
    public const int Port = 7000;
    public const string Address = "203.0.113.7";

    private const string Program = "Scenarios";

    private static readonly Lazy<FirmwareImage> s_preemptible = new(() => BuiltFirmware.Load(Program, new RewriteOptions { SeededPreemption = true }));

    private readonly SampleBoard _board;
    private readonly List<string> _console = [];
    private readonly bool _preemption;

    public Bench(string profile, Sim800Options? module = null, ulong seed = 0, bool preemption = false, Recorder? recorder = null)
    {
        _preemption = preemption;
        Network = new MemoryNetwork(Queue);
        Network.AddName(Host, Address);
        var options = new MachineOptions { Seed = seed, SeededPreemption = preemption };
        _board = new SampleBoard(Queue, profile == "STM32" ? BoardProfile.Stm32 : BoardProfile.Esp32, Network, module ?? FixedRate, options, recorder);
        Machine.ConsoleLine += _console.Add;

        // Lines that the sample's board leaves out.
        Machine.Board.Pins[26] = Module.Lines.Rst;
        Machine.Board.Pins[27] = Module.Lines.Status;
    }

    /// <summary>Every end-to-end test runs on both.</summary>
    public static TheoryData<string> Profiles => ["ESP32", "STM32"];

    /// <summary>A module that is off and whose rate was stored in production.</summary>
    public static Sim800Options FixedRate => new() { Stored = new Profile { BaudRate = 115200 } };

    /// <summary>The scenarios and the driver, ready to boot.</summary>
    public static FirmwareImage Firmware => BuiltFirmware.Load(Program);

    public EventQueue Queue { get; } = new();

    public MemoryNetwork Network { get; }

    public Machine Machine => _board.Machine;

    public VirtualModule Module => _board.Module;

    public Line Marker => _board.Marker;

    /// <summary>What the firmware has written, line by line.</summary>
    public IReadOnlyList<string> Console => _console;

    public string Trace => Module.Recorder.ToString();

    /// <summary>What the driver has found, as the scenario has written it.</summary>
    public ModemFindings Findings =>
        (ModemFindings)int.Parse(_console.Last(line => line.StartsWith("findings ", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);

    /// <summary>Puts a server behind the name and port that the scenarios connect to.</summary>
    public T Serve<T>(T server, int port = Port)
        where T : MemoryServer => Network.Serve(Address, port, server);

    /// <summary>Runs <c>Scenarios.&lt;name&gt;.Run</c> to its end; whatever kills one of its threads fails the test.</summary>
    public void Run(string scenario, long limitSeconds = 600) => Play(scenario, "Run", limitSeconds);

    /// <summary>Runs <c>Scenarios.&lt;scenario&gt;.&lt;method&gt;</c> with arguments to its end.</summary>
    public void Play(string scenario, string method, long limitSeconds, params object[] arguments)
    {
        var image = _preemption ? s_preemptible.Value : Firmware;
        image.Boot(Machine, Program, $"{Program}.{scenario}", method, arguments);
        var ended = Machine.RunToEnd(limitSeconds * PerSecond);
        Assert.True(Machine.Faults.Count == 0, string.Join("\n", Machine.Faults.Select(fault => $"{fault.Thread}: {fault.Message}\n{fault.Stack}")) + "\n" + Tail());
        Assert.True(ended, $"{scenario} has not ended after {limitSeconds} s: {string.Join("; ", Machine.Waiting)}\n{Tail()}");
    }

    /// <summary>Runs <c>Scenarios.&lt;scenario&gt;.&lt;method&gt;</c> up to an instant in nanoseconds, at which the microcontroller's power is cut; the module's is not.</summary>
    public void PlayUntil(long time, string scenario, string method, params object[] arguments)
    {
        Firmware.Boot(Machine, Program, $"{Program}.{scenario}", method, arguments);
        Machine.RunUntil(time);
        Machine.Stop();
        _console.Clear();
    }

    /// <summary>Does something at an instant of simulated time.</summary>
    public void At(long time, Action action) => new Alarm(Queue, action).SetAt(time);

    /// <summary>How a step of the scenario ended.</summary>
    public StepReport Step(string name) =>
        StepReport.Find(_console, name) ?? throw new Xunit.Sdk.XunitException($"There was no step '{name}'.\n{string.Join('\n', _console)}\n{Tail()}");

    /// <summary>Expects that a step succeeded, after at least and at most so many milliseconds.</summary>
    public void Succeeds(string name, long within = long.MaxValue, long from = 0) => Ends(name, ModemError.None, ModemWait.None, from, within);

    /// <summary>Expects that a step failed like this, after at least and at most so many milliseconds.</summary>
    public void Fails(string name, ModemError error, ModemWait wait, long from, long within) => Ends(name, error, wait, from, within);

    public void Dispose() => _board.Dispose();

    private void Ends(string name, ModemError error, ModemWait wait, long from, long within)
    {
        var step = Step(name);
        if (step.Error != error || step.Wait != wait || step.Milliseconds < from || step.Milliseconds > within)
        {
            Assert.Fail($"expected {error}/{wait} after {from} to {within} ms\ngot {step}\n{string.Join('\n', _console)}\n{Tail()}");
        }
    }

    /// <summary>The end of the trace.</summary>
    public string Tail() => string.Join('\n', Trace.Split('\n').TakeLast(60));
}

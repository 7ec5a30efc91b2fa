using NanoHost;
using Sim800.Rig.Boards;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Power;
using Sim800.Simulator.Settings;
using Wire;
using static Wire.Nanoseconds;

namespace Sim800.Rig.Energy;

/// <summary>A node that reports in one way of working, in simulated time, with a network of half a second there and back.</summary>
internal sealed class EnergyRun : IDisposable
{
    private const string Program = "Energy";
    private const string Host = "telemetry.example.com";
    private const string Address = "203.0.113.7";
    private const int Port = 7000;
    private const long Latency = 250 * PerMillisecond;

    private readonly EventQueue _queue = new();
    private readonly SampleBoard _board;
    private readonly List<Mark> _marks = [];
    private readonly WayOfWorking _way;
    private readonly int _interval;
    private readonly EnergySettings _settings;

    private EnergyRun(WayOfWorking way, int interval, EnergySettings settings)
    {
        _way = way;
        _interval = interval;
        _settings = settings;
        var network = new MemoryNetwork(_queue) { Latency = Latency };
        network.AddName(Host, Address);
        network.Serve(Address, Port, new LineServer(_ => "ACK\n"));
        var module = new Sim800Options { Stored = new Profile { BaudRate = 115200 }, Currents = settings.Currents };
        _board = new SampleBoard(_queue, BoardProfile.Esp32, network, module, new MachineOptions());
        _board.Machine.ConsoleLine += line =>
        {
            if (line == "reported")
            {
                _marks.Add(new Mark(_queue.Now, _board.Machine.TimeInDeepSleep, _board.Module.Machine.Energy.Read(_queue.Now)));
            }
        };
    }

    /// <summary>Measures one way at one interval.</summary>
    /// <exception cref="InvalidOperationException">The node has not reported as often as it should.</exception>
    public static EnergyFigure Of(WayOfWorking way, int interval, EnergySettings settings)
    {
        using var run = new EnergyRun(way, interval, settings);
        return run.Measure();
    }

    /// <summary>Measures every way at every interval.</summary>
    public static IReadOnlyList<EnergyFigure> All(EnergySettings settings) =>
        [.. settings.Intervals.SelectMany(interval => WayOfWorking.All.Select(way => Of(way, interval, settings)))];

    public void Dispose() => _board.Dispose();

    private EnergyFigure Measure()
    {
        var machine = _board.Machine;
        var firmware = BuiltFirmware.Load(Program);
        machine.Restart = Boot;
        Boot();
        for (var i = 0; i <= _settings.Reports + 1 && _marks.Count <= _settings.Reports && machine.Faults.Count == 0; i++)
        {
            machine.RunUntil(_queue.Now + ((_interval + 60) * PerSecond));
        }

        if (machine.Faults is [var fault, ..])
        {
            throw new InvalidOperationException($"The firmware's thread {fault.Thread} died of {fault.Message} in {_way.Method}.\n{fault.Stack}");
        }

        if (_marks.Count <= _settings.Reports)
        {
            throw new InvalidOperationException($"{_way.Method} has reported {_marks.Count} times only. It waits for: {string.Join("; ", machine.Waiting)}.");
        }

        var (from, to, count) = (_marks[0], _marks[_settings.Reports], _settings.Reports);
        var seconds = (double)(to.Time - from.Time) / PerSecond / count;
        var asleep = (double)(to.DeepSleep - from.DeepSleep) / PerSecond / count;
        var board = ((asleep * _settings.DeepSleep) + ((seconds - asleep) * _settings.Awake)) / 3_600;
        EnergyPart[] parts = [.. to.Shares.Select(share => Part(share, from.Shares.FirstOrDefault(before => before.State == share.State))).Where(part => part.Seconds > 0)];
        return new EnergyFigure(_way, _interval, parts.Sum(part => part.Charge), board, seconds, parts);

        void Boot() => firmware.Boot(machine, Program, $"{Program}.Program", _way.Method, _interval, _settings.Bytes);

        EnergyPart Part(EnergyShare share, EnergyShare? before) => new(
            share.State,
            (double)(share.Time - (before?.Time ?? 0)) / PerSecond / count,
            (share.Charge - (before?.Charge ?? 0)) / count);
    }

    /// <summary>A report has been acknowledged.</summary>
    private sealed record Mark(long Time, long DeepSleep, IReadOnlyList<EnergyShare> Shares);
}

using System.Globalization;
using NanoHost;
using Sim800.Rig.Boards;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Wire;

namespace Sim800.Rig.Campaign;

/// <summary>A board with the telemetry program, its server, and a hand that strikes both.</summary>
internal sealed class CampaignBoard : IDisposable
{
    private const string Program = "Scenarios";
    private const string Host = "telemetry.example.com";
    private const string Address = "203.0.113.7";
    private const int Port = 7000;

    private readonly SampleBoard _board;
    private readonly MemoryNetwork _network;
    private readonly bool _replies;

    public CampaignBoard(BoardProfile profile, bool replies, int seed, TextWriter? trace = null)
    {
        _replies = replies;
        _network = new MemoryNetwork(Queue);
        _network.AddName(Host, Address);
        var module = new Sim800Options { Stored = new Profile { BaudRate = 115200 }, Seed = seed };
        var lines = new WireLines(line => Spoken?.Invoke(line), trace);
        _board = new SampleBoard(Queue, profile, _network, module, new MachineOptions { Seed = (ulong)seed }, new Recorder(lines));
        Machine.ConsoleLine += line => Console.Add($"{Queue.Now / Nanoseconds.PerSecond} {line}");
        _board.Marker.Changed += _ => Reporting?.Invoke();
        Feel(ServerMood.Well);
    }

    /// <summary>Occurs with each line of the dialogue.</summary>
    public event Action<string>? Spoken;

    /// <summary>Occurs at the beginning of each report, and at the end of the last.</summary>
    public event Action? Reporting;

    public EventQueue Queue { get; } = new();

    public Ledger Ledger { get; } = new();

    public Machine Machine => _board.Machine;

    /// <summary>What the firmware has written, with the seconds.</summary>
    public List<string> Console { get; } = [];

    /// <summary>How many records the firmware has reported lost or refused.</summary>
    public int Reported => Console.Count(text => text.Contains(" lost ", StringComparison.Ordinal) || text.Contains(" refused ", StringComparison.Ordinal));

    /// <summary>How often each step of the ladder was taken, as the firmware says at its end.</summary>
    public IReadOnlyList<int> StepCounts => [.. Numbers("steps ").Where((_, i) => i % 3 == 0).Select(count => (int)count)];

    /// <summary>The numbers of the line that begins with a word; none if there is no such line.</summary>
    public long[] Numbers(string word)
    {
        var line = Console.Find(text => text.Contains($" {word}", StringComparison.Ordinal));
        return line is null ? [] : [.. line[(line.IndexOf(word, StringComparison.Ordinal) + word.Length)..].Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
    }

    /// <summary>Runs the program to its end.</summary>
    /// <returns>Whether it came to it.</returns>
    public bool Run(int reports, int largestStep, long limit)
    {
        BuiltFirmware.Load(Program).Boot(Machine, Program, $"{Program}.Telemetry", "Run", reports, largestStep, _replies);
        return Machine.RunToEnd(limit);
    }

    /// <summary>Strikes.</summary>
    public void Strike(FaultScript script)
    {
        foreach (var fault in script.Faults)
        {
            _board.Module.Strike(fault);
        }

        foreach (var (at, mood) in script.Server)
        {
            new Alarm(Queue, () => Feel(mood)).SetIn(at);
        }
    }

    public void Dispose() => _board.Dispose();

    // Takes records, one a line, and acknowledges each unless it is forgetful.
    private void Feel(ServerMood mood) => _network.Serve(Address, Port, new LineServer(line => mood != ServerMood.Forgetful ? Take(line) : null, _ => Ledger.Torn++)
    {
        Accepts = mood != ServerMood.Refusing,
        AnswersConnect = mood != ServerMood.Absent,
    });

    private string? Take(string line) => Ledger.Take(line, Queue.Now) && _replies ? $"ACK {line.Split(';')[0]}\n" : null;
}

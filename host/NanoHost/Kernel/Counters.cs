namespace NanoHost;

/// <summary>
/// What the firmware of one machine has cost on all its threads, and, lap by lap, the most that any one operation did:
/// <see cref="StartLaps"/> before the first, <see cref="Lap"/> after each, <see cref="MaximumLap"/> at the end.
/// </summary>
public sealed class Counters
{
    private readonly Machine _machine;
    private CounterValues _ended;
    private CounterValues _lapStart;

    internal Counters(Machine machine) => _machine = machine;

    /// <summary>Since the machine was made, across restarts.</summary>
    public CounterValues Total
    {
        get
        {
            var total = _ended;
            foreach (var thread in _machine.Threads)
            {
                total += thread.Counters;
            }

            return total;
        }
    }

    /// <summary>What lies between the last two marks.</summary>
    public CounterValues LastLap { get; private set; }

    /// <summary>The largest value of each kind in any lap; not necessarily all from the same one.</summary>
    public CounterValues MaximumLap { get; private set; }

    /// <summary>How many laps there were.</summary>
    public int Laps { get; private set; }

    /// <summary>Forgets earlier laps and begins one here.</summary>
    public void StartLaps()
    {
        LastLap = default;
        MaximumLap = default;
        Laps = 0;
        _lapStart = Total;
    }

    /// <summary>Ends a lap and begins the next.</summary>
    public void Lap()
    {
        var now = Total;
        LastLap = now - _lapStart;
        MaximumLap = CounterValues.Max(MaximumLap, LastLap);
        Laps++;
        _lapStart = now;
    }

    internal void Ended(FirmwareThread thread) => _ended += thread.Counters;
}

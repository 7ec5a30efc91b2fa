using Wire;

namespace NanoHost;

/// <summary>The microcontroller sleeps: no program, no memory, only a timer and pins that may wake it. The world outside goes on.</summary>
internal sealed class DeepSleep
{
    private readonly WakeUp _wakeUp;
    private readonly (Line Line, bool Level)? _single;
    private readonly Line[] _lines;

    public DeepSleep(Machine machine, WakeUp wakeUp)
    {
        _wakeUp = wakeUp;
        Began = machine.Queue.Now;
        Due = wakeUp.After > long.MaxValue - Began ? long.MaxValue : Began + wakeUp.After;
        _single = wakeUp.Single is { } single ? (LineOf(single.Pin), single.High) : null;
        _lines = [.. wakeUp.Pins.Select(LineOf)];

        Line LineOf(int pin) => machine.Board.Pins.TryGetValue(pin, out var line)
            ? line
            : throw new ArgumentException($"Nothing is wired to pin {pin}, which shall wake the board.");
    }

    /// <summary>When it fell asleep.</summary>
    public long Began { get; }

    /// <summary>When its timer wakes it.</summary>
    public long Due { get; }

    /// <summary>What wakes it at this instant, if anything does.</summary>
    public WakeReason Reason(long now) => now switch
    {
        _ when _single is { } single && single.Line.High == single.Level => WakeReason.Pin,
        _ when _lines.Length > 0 && (_wakeUp.AnyHigh ? _lines.Any(line => line.High) : _lines.All(line => !line.High)) => WakeReason.Pins,
        _ when now >= Due => WakeReason.Timer,
        _ => WakeReason.None,
    };

    /// <summary>The pins that are at the level that wakes.</summary>
    public IEnumerable<int> Pins => _wakeUp.Pins.Where((_, i) => _lines[i].High == _wakeUp.AnyHigh);
}

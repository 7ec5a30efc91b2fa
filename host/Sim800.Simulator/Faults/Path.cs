namespace Sim800.Simulator.Faults;

/// <summary>One direction of a TCP connection through the <see cref="Air"/>: late or repeated, but in order, until it is cut.</summary>
internal sealed class Path(Sim800Machine machine, Air air)
{
    private long _clearAt;
    private int _underWay;

    /// <summary>Whether nothing is on its way.</summary>
    public bool IsClear => _underWay == 0;

    /// <summary>Whether nothing passes any more.</summary>
    public bool IsCut { get; private set; }

    public void Cut() => IsCut = true;

    public void Pass(Action arrive)
    {
        if (IsCut)
        {
            return;
        }

        if (air.Arrival(repeats: true) is not { } arrival)
        {
            // What comes behind would wait for it for ever.
            Cut();
            return;
        }

        _clearAt = Math.Max(_clearAt, arrival);
        if (_clearAt <= machine.Now && IsClear)
        {
            arrive();
            return;
        }

        _underWay++;
        machine.Timers.At(_clearAt, () =>
        {
            _underWay--;
            if (!IsCut)
            {
                arrive();
            }
        }, lasting: true);
    }
}

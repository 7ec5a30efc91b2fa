namespace Wire;

/// <summary>
/// A control line (DTR, RI, PWRKEY …) between the microcontroller and the module. Each side drives it low, high, or lets it
/// go; a line that nobody drives rests at its pull. If both drive, low wins, as it does against the resistor that the
/// hardware guides ask for in series.
/// </summary>
public sealed class Line
{
    private readonly bool _pull;
    private readonly bool?[] _drive = new bool?[2];

    /// <param name="name">What the schematic calls it.</param>
    /// <param name="pull">The level at which it rests: true for a pull-up.</param>
    public Line(string name, bool pull)
    {
        Name = name;
        _pull = pull;
        High = pull;
    }

    /// <summary>What the schematic calls it.</summary>
    public string Name { get; }

    /// <summary>The level at this instant.</summary>
    public bool High { get; private set; }

    /// <summary>Called after each change of level.</summary>
    public event Action<Line>? Changed;

    /// <summary>Drives the line low or high from one side, or releases it with null.</summary>
    public void Drive(Side side, bool? high)
    {
        _drive[(int)side] = high;
        var level = _drive[0] is null && _drive[1] is null ? _pull : _drive[0] != false && _drive[1] != false;
        if (level != High)
        {
            High = level;
            Changed?.Invoke(this);
        }
    }
}

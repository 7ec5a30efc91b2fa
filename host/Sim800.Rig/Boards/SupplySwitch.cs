using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Wire;
using static Wire.Nanoseconds;

namespace Sim800.Rig.Boards;

/// <summary>A transistor in the module's supply: on while its line is high, with capacitors that last for a moment.</summary>
internal sealed class SupplySwitch
{
    private const long Discharge = 10 * PerMillisecond;
    private const int Nominal = 3_900;

    private readonly VirtualModule _module;
    private readonly Alarm _empty;
    private bool _isCut;

    public SupplySwitch(EventQueue queue, VirtualModule module)
    {
        _module = module;
        _empty = new Alarm(queue, () => Apply(0));
        Line.Changed += OnChanged;
    }

    /// <summary>The line that switches it. Nobody drives it: on.</summary>
    public Line Line { get; } = new("SUPPLY", pull: true);

    private void OnChanged(Line line)
    {
        _empty.Cancel();
        if (!line.High)
        {
            _empty.SetIn(Discharge);
        }
        else if (_isCut)
        {
            Apply(Nominal);
        }
    }

    private void Apply(int millivolts)
    {
        _isCut = millivolts == 0;
        _module.Strike(new SupplyFault(0, millivolts));
    }
}

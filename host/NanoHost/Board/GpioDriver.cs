using Wire;

namespace NanoHost;

/// <summary>The native half of a pin: what it drives, and from a change of level to an event.</summary>
internal sealed class GpioDriver
{
    private readonly Machine _machine;
    private readonly BoardProfile _profile;
    private readonly Line _line;
    private readonly Alarm _interrupt;
    private readonly Alarm _debounce;
    private bool _output;
    private bool _lastSeen;
    private bool _debounced;
    private long _debouncePeriod;

    public GpioDriver(Machine machine, int number, Line line)
    {
        _machine = machine;
        _profile = machine.Board.Profile;
        _line = line;
        Number = number;
        _interrupt = new Alarm(machine.Queue, Interrupt);
        _debounce = new Alarm(machine.Queue, DebounceOver);
        _lastSeen = line.High;
        line.Changed += LevelChanged;
    }

    public int Number { get; }

    /// <summary>The object that stands for this pin in the firmware.</summary>
    public object? Facade { get; set; }

    /// <summary>Takes the events, on the dispatcher's thread; null while nobody listens.</summary>
    public Action<uint, uint>? Listener { get; set; }

    public GpioMode Mode { get; private set; }

    public bool IsOutput => Mode >= GpioMode.Output;

    /// <summary>The level as firmware reads it.</summary>
    public bool Value => (!IsOutput || _profile.OutputsReadBack) && _line.High;

    /// <summary>Longer or shorter pulses are told apart in steps of the board's timer; a running period is not changed.</summary>
    public long DebounceTimeout
    {
        set
        {
            var tick = _profile.DebounceTick;
            if (value == 0 || _debouncePeriod == 0)
            {
                _debouncePeriod = (value + tick - 1) / tick * tick;
                _debounce.Cancel();
            }
        }
    }

    /// <summary>As an output it drives low at once.</summary>
    public void SetMode(GpioMode mode)
    {
        Mode = mode;
        _output = false;
        Drive();
        _lastSeen = _line.High;
    }

    public void Write(bool high)
    {
        _output = high;
        Drive();
    }

    public void Toggle() => Write(!_output);

    public void Release()
    {
        _line.Changed -= LevelChanged;
        Listener = null;
        _interrupt.Cancel();
        _debounce.Cancel();
        _line.Drive(Side.Host, null);
    }

    private void Drive()
    {
        bool? level = Mode switch
        {
            GpioMode.Output => _output,
            GpioMode.OutputOpenDrain => _output ? null : false,
            GpioMode.OutputOpenDrainPullUp => _output,
            GpioMode.OutputOpenSource or GpioMode.OutputOpenSourcePullDown => _output ? true : null,
            GpioMode.InputPullUp => true, // the other side's low wins against it, as against any high
            _ => null,
        };
        _machine.Scheduler.CallOutside(value => _line.Drive(Side.Host, value), level);
    }

    private void LevelChanged(Line line)
    {
        if (IsOutput || Listener is null)
        {
            return;
        }

        if (_profile.GpioLatency == 0)
        {
            Interrupt();
        }
        else if (!_interrupt.IsSet)
        {
            _interrupt.SetIn(_profile.GpioLatency);
        }
    }

    private void Interrupt()
    {
        if (_line.High == _lastSeen)
        {
            return; // a pulse shorter than the way to here
        }

        _lastSeen = _line.High;
        if (_debouncePeriod == 0)
        {
            Post();
        }
        else
        {
            _debounced = _line.High;
            _debounce.SetIn(_debouncePeriod);
        }
    }

    private void DebounceOver()
    {
        if (_line.High == _debounced)
        {
            Post();
        }
    }

    private void Post()
    {
        if (Listener is { } listener)
        {
            InterruptDispatcher.Of(_machine).Post(listener, (uint)Number, _lastSeen ? 1u : 0u, isPin: true);
        }
    }
}

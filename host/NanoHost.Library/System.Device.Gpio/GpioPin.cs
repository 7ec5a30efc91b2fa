using NanoHost;

namespace System.Device.Gpio;

/// <summary>An open pin.</summary>
public sealed class GpioPin : IDisposable
{
    private readonly GpioPins _pins;
    private readonly GpioDriver _driver;
    private PinValueChangedEventHandler? _valueChanged;
    private PinEventTypes _controllerEvents;
    private PinChangeEventHandler? _controllerCallback;
    private object? _controller;
    private TimeSpan _debounceTimeout;
    private bool _isDisposed;

    internal GpioPin(GpioPins pins, GpioDriver driver)
    {
        _pins = pins;
        _driver = driver;
        driver.Facade = this;
    }

    /// <summary>Comes on the dispatcher's thread, for inputs only.</summary>
    public event PinValueChangedEventHandler ValueChanged
    {
        add
        {
            Enter();
            _valueChanged += value;
            Listen();
        }

        remove
        {
            Enter();
            _valueChanged -= value;
            Listen();
        }
    }

    public int PinNumber => _driver.Number;

    public TimeSpan DebounceTimeout
    {
        get => _debounceTimeout;
        set
        {
            Enter();
            _debounceTimeout = value;
            _driver.DebounceTimeout = value.Ticks * TimeSpan.NanosecondsPerTick;
        }
    }

    public PinMode GetPinMode()
    {
        Enter();
        return (PinMode)_driver.Mode;
    }

    public bool IsPinModeSupported(PinMode pinMode)
    {
        Enter();
        return pinMode is >= PinMode.Input and <= PinMode.OutputOpenSourcePullDown;
    }

    /// <summary>As an output it drives low at once; as an input it lets go.</summary>
    public void SetPinMode(PinMode value)
    {
        if (!IsPinModeSupported(value))
        {
            throw Platform.Error(new ArgumentException());
        }

        _driver.SetMode((GpioMode)value);
    }

    public PinValue Read()
    {
        Enter();
        return _driver.Value;
    }

    /// <exception cref="ArgumentException">The pin is not an output.</exception>
    public void Write(PinValue value)
    {
        EnterOutput();
        _driver.Write((bool)value);
    }

    public void Toggle()
    {
        EnterOutput();
        _driver.Toggle();
    }

    public void Dispose()
    {
        FirmwareThread.EnterPlatform();
        if (!_isDisposed)
        {
            _isDisposed = true;
            _pins.Close(_driver);
        }
    }

    /// <summary>The controller has one callback for each pin.</summary>
    internal void SetCallback(object controller, PinEventTypes events, PinChangeEventHandler? callback)
    {
        _controller = controller;
        _controllerEvents = events;
        _controllerCallback = callback;
        Listen();
    }

    private void Enter()
    {
        FirmwareThread.EnterPlatform();
        if (_isDisposed)
        {
            throw Platform.Error(new ObjectDisposedException(null));
        }
    }

    private void EnterOutput()
    {
        Enter();
        if (!_driver.IsOutput)
        {
            throw Platform.Error(new ArgumentException());
        }
    }

    /// <summary>Without a listener the pin makes no interrupts.</summary>
    private void Listen() => _driver.Listener = _valueChanged is null && _controllerCallback is null ? null : Deliver;

    private void Deliver(uint number, uint level)
    {
        if (_isDisposed)
        {
            return;
        }

        var change = level != 0 ? PinEventTypes.Rising : PinEventTypes.Falling;
        _valueChanged?.Invoke(this, new PinValueChangedEventArgs(change, PinNumber));
        if ((_controllerEvents & change) != 0)
        {
            _controllerCallback?.Invoke(_controller!, new PinValueChangedEventArgs(change, PinNumber));
        }
    }
}

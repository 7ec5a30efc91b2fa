using NanoHost;

namespace System.Device.Gpio;

/// <summary>Opens pins. All controllers share them, as on a device.</summary>
public sealed class GpioController : IDisposable
{
    /// <summary>The pin and its entry in the controller's list.</summary>
    private const int PinBytes = 144;

    private readonly GpioPins _pins = GpioPins.Of(FirmwareThread.Enter().Machine);

    public GpioController()
    {
    }

    public GpioController(PinNumberingScheme numberingScheme) => NumberingScheme = numberingScheme;

    public PinNumberingScheme NumberingScheme { get; }

    public int PinCount => FirmwareThread.Enter().Machine.Board.Profile.PinCount;

    /// <summary>Opens it as an input.</summary>
    /// <exception cref="InvalidOperationException">It is open, or there is none of this number.</exception>
    public GpioPin OpenPin(int pinNumber)
    {
        FirmwareThread.Enter();
        var driver = _pins.Open(pinNumber) ?? throw Platform.Error(new InvalidOperationException());
        Cpu.AllocatedByPlatform(PinBytes);
        return new GpioPin(_pins, driver);
    }

    /// <summary>Opens it in a mode; an output drives low at once.</summary>
    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        var pin = OpenPin(pinNumber);
        pin.SetPinMode(mode);
        return pin;
    }

    public void ClosePin(int pinNumber) => Find(pinNumber).Dispose();

    public bool IsPinOpen(int pinNumber)
    {
        FirmwareThread.Enter();
        return _pins.Find(pinNumber) is not null;
    }

    public PinMode GetPinMode(int pinNumber) => Find(pinNumber).GetPinMode();

    public bool IsPinModeSupported(int pinNumber, PinMode mode)
    {
        FirmwareThread.Enter();
        return pinNumber >= 0 && pinNumber < PinCount && mode is >= PinMode.Input and <= PinMode.OutputOpenSourcePullDown;
    }

    public void SetPinMode(int pinNumber, PinMode mode) => Find(pinNumber).SetPinMode(mode);

    public PinValue Read(int pinNumber) => Find(pinNumber).Read();

    public void Write(int pinNumber, PinValue value) => Find(pinNumber).Write(value);

    /// <summary>Each pin has one such callback; a second one replaces it.</summary>
    public void RegisterCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        Find(pinNumber).SetCallback(this, eventTypes, callback);

    public void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
        Find(pinNumber).SetCallback(this, PinEventTypes.None, null);

    /// <summary>Closes all open pins, whoever opened them.</summary>
    public void Dispose()
    {
        FirmwareThread.EnterPlatform();
        foreach (var number in System.Linq.Enumerable.ToArray(_pins.Numbers))
        {
            Find(number).Dispose();
        }
    }

    private GpioPin Find(int number)
    {
        FirmwareThread.Enter();
        return (GpioPin?)_pins.Find(number)?.Facade ?? throw Platform.Error(new InvalidOperationException());
    }
}

namespace System.Device.Gpio;

/// <summary>A pin and its level.</summary>
public readonly struct PinValuePair(int pinNumber, PinValue pinValue)
{
    public int PinNumber { get; } = pinNumber;

    public PinValue PinValue { get; } = pinValue;

    public void Deconstruct(out int pinNumber, out PinValue pinValue)
    {
        pinNumber = PinNumber;
        pinValue = PinValue;
    }
}

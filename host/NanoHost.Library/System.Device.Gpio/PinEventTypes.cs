namespace System.Device.Gpio;

/// <summary>What a pin did.</summary>
[Flags]
public enum PinEventTypes
{
    None = 0,
    Rising = 1,
    Falling = 2,
}

namespace System.Device.Gpio;

/// <summary>How pins are numbered; the platform has one way.</summary>
public enum PinNumberingScheme
{
    Logical = 0,
    Board = 1,
}

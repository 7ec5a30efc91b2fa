namespace System.Device.Gpio;

/// <summary>How a wait for an edge ended; nothing on the platform waits for one.</summary>
public struct WaitForEventResult
{
    public PinEventTypes EventTypes;
    public bool TimedOut;
}

using nanoFramework.Runtime.Events;

namespace System.Device.Gpio;

/// <summary>Which pin changed and how; not when, which the platform does not tell.</summary>
public class PinValueChangedEventArgs : BaseEvent
{
    public PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber)
    {
        ChangeType = changeType;
        PinNumber = pinNumber;
    }

    public PinEventTypes ChangeType { get; }

    public int PinNumber { get; }
}

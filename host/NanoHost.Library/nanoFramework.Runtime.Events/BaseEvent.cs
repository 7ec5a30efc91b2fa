namespace nanoFramework.Runtime.Events;

/// <summary>What all events have.</summary>
public class BaseEvent
{
    public ushort Source;
    public byte Message;
}

using System;

namespace nanoFramework.Runtime.Events;

/// <summary>What an event is whose category has no processor of its own.</summary>
public class GenericEvent : BaseEvent
{
    public byte Category;
    public uint Data;
    public DateTime Time;
}

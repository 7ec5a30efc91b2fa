using System;

namespace nanoFramework.Runtime.Events;

/// <summary>Makes events of a category from what the hardware says.</summary>
public interface IEventProcessor
{
    BaseEvent ProcessEvent(uint data1, uint data2, DateTime time);
}

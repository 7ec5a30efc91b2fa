using System;

namespace nanoFramework.Runtime.Events;

/// <summary>Takes an event as the hardware says it.</summary>
public delegate void NativeEventHandler(uint data1, uint data2, DateTime time);

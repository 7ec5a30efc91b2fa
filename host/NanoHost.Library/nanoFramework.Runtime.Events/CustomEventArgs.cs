using System;

namespace nanoFramework.Runtime.Events;

/// <summary>What was posted with an event of the category <see cref="EventCategory.Custom"/>.</summary>
public class CustomEventArgs : EventArgs
{
    internal CustomEventArgs(ushort data1, uint data2)
    {
        Data1 = data1;
        Data2 = data2;
    }

    public ushort Data1 { get; }

    public uint Data2 { get; }
}

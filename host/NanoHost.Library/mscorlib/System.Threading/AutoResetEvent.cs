using NanoHost;

namespace System.Threading;

/// <summary>An event that lets one waiter go for each time it is set.</summary>
public sealed class AutoResetEvent : WaitHandle
{
    public AutoResetEvent(bool initialState) => Signal = new Signal(initialState, isAutomatic: true);

    internal override Signal Signal { get; }

    public bool Reset()
    {
        FirmwareThread.EnterPlatform();
        Signal.Reset();
        return true;
    }

    public bool Set()
    {
        FirmwareThread.EnterPlatform();
        Signal.Set();
        return true;
    }
}

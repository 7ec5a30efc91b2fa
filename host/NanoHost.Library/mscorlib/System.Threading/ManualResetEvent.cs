using NanoHost;

namespace System.Threading;

/// <summary>An event that stays set until it is reset.</summary>
public sealed class ManualResetEvent : WaitHandle
{
    public ManualResetEvent(bool initialState) => Signal = new Signal(initialState, isAutomatic: false);

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

using NanoHost;

namespace System.Threading;

/// <summary>An event that lets one waiter go for each time it is set.</summary>
public sealed class AutoResetEvent : WaitHandle
{
    private const int Bytes = 24;

    public AutoResetEvent(bool initialState)
    {
        Cpu.AllocatedByPlatform(Bytes);
        Signal = new Signal(initialState, isAutomatic: true);
    }

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

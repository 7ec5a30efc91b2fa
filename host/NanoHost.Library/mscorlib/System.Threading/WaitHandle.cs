using NanoHost;

namespace System.Threading;

/// <summary>Something threads wait for, in simulated time.</summary>
public abstract class WaitHandle : MarshalByRefObject
{
    public const int WaitTimeout = 258;

    protected WaitHandle()
    {
    }

    /// <summary>What it is underneath.</summary>
    internal abstract Signal Signal { get; }

    public static bool WaitAll(WaitHandle[] waitHandles) => WaitAll(waitHandles, Timeout.Infinite, false);

    public static bool WaitAll(WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext)
    {
        var current = FirmwareThread.Enter();
        return current.SignalWait.Wait(Signals(waitHandles), true, Durations.FromMilliseconds(millisecondsTimeout)) >= 0;
    }

    public static int WaitAny(WaitHandle[] waitHandles) => WaitAny(waitHandles, Timeout.Infinite, false);

    public static int WaitAny(WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext)
    {
        var current = FirmwareThread.Enter();
        var index = current.SignalWait.Wait(Signals(waitHandles), false, Durations.FromMilliseconds(millisecondsTimeout));
        return index < 0 ? WaitTimeout : index;
    }

    public virtual bool WaitOne() => WaitOne(Timeout.Infinite, false);

    public virtual bool WaitOne(int millisecondsTimeout, bool exitContext)
    {
        var current = FirmwareThread.Enter();
        return current.SignalWait.One(Signal, Durations.FromMilliseconds(millisecondsTimeout));
    }

    private static Signal[] Signals(WaitHandle[] handles)
    {
        if (handles is null || handles.Length == 0 || Array.IndexOf(handles, null) >= 0)
        {
            throw Platform.Error(new ArgumentException());
        }

        return Array.ConvertAll(handles, handle => handle.Signal);
    }
}

using NanoHost;

namespace System.Threading;

/// <summary>What the <c>lock</c> statement becomes. The platform has neither time-out nor <c>Wait</c> and <c>Pulse</c>.</summary>
public static class Monitor
{
    public static void Enter(object obj)
    {
        var current = FirmwareThread.Enter();
        LockOf(current, obj).Enter(current);
    }

    public static void Exit(object obj)
    {
        var current = FirmwareThread.Enter();
        if (!LockOf(current, obj).Exit(current))
        {
            throw Platform.Error(new InvalidOperationException());
        }
    }

    private static ObjectLock LockOf(FirmwareThread current, object obj) =>
        current.Scheduler.LockOf(obj ?? throw Platform.Error(new ArgumentNullException()));
}

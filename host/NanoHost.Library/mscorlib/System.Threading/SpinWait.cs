using NanoHost;
using Wire;

namespace System.Threading;

/// <summary>Waits by keeping the processor busy.</summary>
public struct SpinWait
{
    private const int InstructionsPerSpin = 10;

    public static void SpinUntil(int millisecondsTimeout)
    {
        var current = FirmwareThread.Enter();
        var end = current.Scheduler.Queue.Now + (Math.Max(0, millisecondsTimeout) * Nanoseconds.PerMillisecond);
        while (current.Scheduler.Queue.Now < end)
        {
            Cpu.Tick(InstructionsPerSpin);
            FirmwareThread.Enter();
        }
    }

    public static void SpinUntil(TimeSpan timeout) => SpinUntil(Durations.ToMilliseconds(timeout));

    public void SpinOnce()
    {
        FirmwareThread.Enter();
        Cpu.Tick(InstructionsPerSpin);
    }
}

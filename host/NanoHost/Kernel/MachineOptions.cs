namespace NanoHost;

/// <summary>How a machine runs.</summary>
public sealed class MachineOptions
{
    /// <summary>Decides wherever order is free; 0 takes first come, first served.</summary>
    public ulong Seed { get; init; }

    /// <summary>The speed of the interpreter.</summary>
    public int NanosecondsPerInstruction { get; init; } = 500;

    /// <summary>Threads may be switched at any access to a field, element or static that firmware rewritten for it reports.</summary>
    public bool SeededPreemption { get; init; }

    /// <summary>The mean number of accesses from one such switch to the next.</summary>
    public int AccessesPerPreemption { get; init; } = 50;

    /// <summary>How time goes on while nothing runs.</summary>
    public Pacing Pacing { get; init; }

    /// <summary>For <see cref="Pacing.RealTimeWhile"/>: whether the PC's clock rules now.</summary>
    public Func<bool>? PacedWhile { get; init; }

    /// <summary>The processor time after which a thread that never waited counts as spinning, in nanoseconds.</summary>
    public long SpinLimit { get; init; } = 5_000_000_000;

    /// <summary>What the real-time clock shows at the start.</summary>
    public DateTime UtcStart { get; init; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The probability that a blocking <c>SerialPort.Read</c> misses its wake-up and sleeps on until its time-out.</summary>
    public double LostWakeUp { get; init; }
}

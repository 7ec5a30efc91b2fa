using static Wire.Nanoseconds;

namespace Sim800.Simulator;

/// <summary>
/// When what happens after the module has accepted PWRKEY or left reset. The documents fix only lower bounds (fact sheet 5.1);
/// the rest is of the order seen in logs and depends on SIM and network (fact sheet 10.11).
/// </summary>
public sealed record BootTimes
{
    /// <summary>Everything at once, for tests that are not about time.</summary>
    public static readonly BootTimes None = new()
    {
        Synchronisation = 0,
        Status = 0,
        Uart = 0,
        SimReady = 0,
        Registered = 0,
        CallReady = 0,
        SmsReady = 0,
    };

    /// <summary>The synchronisation bytes.</summary>
    public long Synchronisation { get; init; } = 100 * PerMillisecond;

    /// <summary>STATUS rises.</summary>
    public long Status { get; init; } = 600 * PerMillisecond;

    /// <summary>The UART works, RDY and +CFUN: 1.</summary>
    public long Uart { get; init; } = 2 * PerSecond;

    /// <summary>The SIM answers: +CPIN: READY.</summary>
    public long SimReady { get; init; } = 3_200 * PerMillisecond;

    /// <summary>Registered in the network and attached to GPRS.</summary>
    public long Registered { get; init; } = 6 * PerSecond;

    /// <summary>Call Ready.</summary>
    public long CallReady { get; init; } = 6_500 * PerMillisecond;

    /// <summary>SMS Ready.</summary>
    public long SmsReady { get; init; } = 7 * PerSecond;
}

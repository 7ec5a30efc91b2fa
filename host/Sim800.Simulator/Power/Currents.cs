using static Wire.Nanoseconds;

namespace Sim800.Simulator.Power;

/// <summary>
/// What the module draws in each state, in mA, and how long GPRS keeps it busy. The figures are averages of SIMCom's hardware guide (SIM800L V1.00 6.8:
/// 3.8 V, EGSM 900, power control level 5, the strongest, so that a node near its base station draws less); what the guide does not say is marked.
/// </summary>
public sealed record Currents
{
    /// <summary>The SIM800L of 2013.</summary>
    public static readonly Currents Sim800L = new();

    /// <summary>The table for SIM800H and SIM800L of 2015 (V2.02 6.8): more in power-down mode and while it sends, less when idle.</summary>
    public static readonly Currents Sim800H = new()
    {
        Off = 0.15,
        Booting = 17.38,
        Idle = 17.38,
        Sleeping = 1.04,
        SleepingInFlight = 0.92,
        SleepingMinimum = 0.83,
        Receiving = 249.85,
        Transmitting = 529.84,
        Calling = 238.44,
    };

    /// <summary>Power-down mode.</summary>
    public double Off { get; init; } = 0.05;

    /// <summary>Until the UART works: as idle. [I]</summary>
    public double Booting { get; init; } = 18.7;

    /// <summary>The receiver is on nearly all the time, with a few bursts to attach. [?]</summary>
    public double Searching { get; init; } = 60;

    /// <summary>Awake, and nothing to do.</summary>
    public double Idle { get; init; } = 18.7;

    /// <summary>Asleep, paged every nine multiframes (BS-PA-MFRMS 9); networks that page more often cost up to 1.88.</summary>
    public double Sleeping { get; init; } = 1.02;

    /// <summary>Asleep under AT+CFUN=4 (fact sheet 5.6).</summary>
    public double SleepingInFlight { get; init; } = 0.892;

    /// <summary>Asleep under AT+CFUN=0 (fact sheet 5.6).</summary>
    public double SleepingMinimum { get; init; } = 0.796;

    /// <summary>Asleep with a connection: "only several mA" (application note 12). [?]</summary>
    public double SleepingConnected { get; init; } = 3;

    /// <summary>GPRS, four slots down and one up.</summary>
    public double Receiving { get; init; } = 227.95;

    /// <summary>GPRS, one slot down and four up.</summary>
    public double Transmitting { get; init; } = 344.74;

    /// <summary>A voice call.</summary>
    public double Calling { get; init; } = 216.12;

    /// <summary>Bits a second over the air, each way: CS-4 in four slots at its best is 85,600, as the guide advertises; a usual cell gives half of it. [I]</summary>
    public int AirRate { get; init; } = 42_800;

    /// <summary>How long the channel is held behind the last packet. [I]</summary>
    public long AirTail { get; init; } = 1_500 * PerMillisecond;
}

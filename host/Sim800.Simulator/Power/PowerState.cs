namespace Sim800.Simulator.Power;

/// <summary>Whether the module runs.</summary>
public enum PowerState
{
    /// <summary>Waits for PWRKEY.</summary>
    Off,

    /// <summary>The UART does not work yet.</summary>
    Booting,

    /// <summary>Works.</summary>
    On,

    /// <summary>Says good-bye.</summary>
    GoingOff,

    /// <summary>RST is low.</summary>
    HeldInReset,
}

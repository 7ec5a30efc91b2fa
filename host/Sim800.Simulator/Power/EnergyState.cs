namespace Sim800.Simulator.Power;

/// <summary>What the module draws its current for.</summary>
public enum EnergyState
{
    /// <summary>Off, or held in reset: power-down mode.</summary>
    Off,

    /// <summary>Starts; the UART does not work yet.</summary>
    Booting,

    /// <summary>Looks for its network, or for a better one.</summary>
    Searching,

    /// <summary>On, awake, and nothing to do.</summary>
    Idle,

    /// <summary>Asleep.</summary>
    Sleeping,

    /// <summary>Asleep with a connection.</summary>
    SleepingConnected,

    /// <summary>Receives by GPRS, or holds the channel behind the last packet.</summary>
    Receiving,

    /// <summary>Sends by GPRS.</summary>
    Transmitting,

    /// <summary>A voice call.</summary>
    Calling,
}

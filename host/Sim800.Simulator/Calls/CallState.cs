namespace Sim800.Simulator.Calls;

/// <summary>The states of a call, with the numbers of AT+CLCC.</summary>
public enum CallState
{
    /// <summary>Talking.</summary>
    Active = 0,

    /// <summary>Dialled, and the network has not found the other side yet.</summary>
    Dialling = 2,

    /// <summary>It rings at the other side.</summary>
    Alerting = 3,

    /// <summary>It rings here.</summary>
    Incoming = 4,

    /// <summary>Over.</summary>
    Ended = 6,
}

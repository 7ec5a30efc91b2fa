namespace Sim800.Nano;

/// <summary>How the module stands with the network, as AT+CREG? and AT+CGREG? number it.</summary>
public enum ModemRegistration
{
    /// <summary>It is not registered and does not search: no card, a locked one, or switched off (AT+CFUN, AT+COPS=2).</summary>
    None,

    /// <summary>It is registered in its home network.</summary>
    Home,

    /// <summary>It searches.</summary>
    Searching,

    /// <summary>The network has denied it: the subscription, the area, or roaming.</summary>
    Denied,

    /// <summary>It does not say.</summary>
    Unknown,

    /// <summary>It is registered in a network that is not its own.</summary>
    Roaming,
}

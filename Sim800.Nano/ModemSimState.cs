namespace Sim800.Nano;

/// <summary>What the SIM card wants (<see cref="Sim800Modem.GetSimState"/>).</summary>
public enum ModemSimState
{
    /// <summary>Nothing: it can be used.</summary>
    Ready,

    /// <summary>Its PIN: <see cref="Sim800Modem.EnterPin"/>.</summary>
    PinRequired,

    /// <summary>Its PUK: the PIN was wrong too often. That is a matter for a hand, or for AT+CPIN by <see cref="Sim800Modem.Execute(string, int)"/>.</summary>
    PukRequired,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>Some time: the module is still reading it, or does not use it (AT+CFUN=0).</summary>
    Busy,

    /// <summary>Something else: the module is locked to another card, or the card asks for a second code.</summary>
    Locked,
}

namespace Sim800.Nano;

/// <summary>How far <see cref="Sim800Modem.PowerOn"/>, <see cref="Sim800Modem.Attach"/> or <see cref="Sim800Modem.WaitForNetwork"/> has come (<see cref="ModemEvent.Progress"/>).</summary>
public enum ModemStage
{
    /// <summary>A module that is on is asked for, at one rate after the other.</summary>
    Probing,

    /// <summary>It may be in data mode: an escape.</summary>
    Escaping,

    /// <summary>It may be at a prompt, which is filled up.</summary>
    FillingPrompt,

    /// <summary>PWRKEY is pressed.</summary>
    PressingKey,

    /// <summary>RST is pulsed.</summary>
    PulsingReset,

    /// <summary>The supply is switched off and on.</summary>
    SwitchingSupply,

    /// <summary>It has been made to start, and is awaited.</summary>
    AwaitingStart,

    /// <summary>It answers, and is set up.</summary>
    SettingUp,

    /// <summary>Contexts and links of a life before are looked for.</summary>
    TakingOver,

    /// <summary>The SIM card is not ready yet.</summary>
    AwaitingSim,

    /// <summary>It is not registered yet: the second number is the state that AT+CREG? tells.</summary>
    AwaitingRegistration,

    /// <summary>It is not attached to the packet network yet.</summary>
    AwaitingAttachment,
}

namespace Sim800.Nano;

/// <summary>How the module can be restarted, from the mildest to the roughest.</summary>
public enum ModemRestart
{
    /// <summary>By AT+CFUN=1,1. The module must answer.</summary>
    Command,

    /// <summary>By a pulse at RST.</summary>
    Reset,

    /// <summary>By PWRKEY: off, if it is on, and on again.</summary>
    PowerKey,

    /// <summary>By its supply: without it for five seconds.</summary>
    Supply,
}

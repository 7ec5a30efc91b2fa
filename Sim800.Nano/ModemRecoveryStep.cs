namespace Sim800.Nano;

/// <summary>The steps by which a <see cref="ModemRecovery"/> brings a module back into service, from the smallest to the largest (application note section 13).</summary>
public enum ModemRecoveryStep
{
    /// <summary>None: service was not lost.</summary>
    None,

    /// <summary>The link was closed and connected again; or it was only waited until the network was back.</summary>
    Reconnect,

    /// <summary>The context was shut, if it was open, and brought up.</summary>
    Context,

    /// <summary>The module was restarted by AT+CFUN=1,1.</summary>
    Command,

    /// <summary>The module was restarted by RST.</summary>
    Reset,

    /// <summary>The module was switched on, or off and on, by PWRKEY.</summary>
    PowerKey,

    /// <summary>The supply was taken from the module for a while.</summary>
    Supply,
}

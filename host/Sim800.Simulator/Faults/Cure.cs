namespace Sim800.Simulator.Faults;

/// <summary>What frees a module that is stuck, from the mildest to the roughest; a rougher one does what a milder one does.</summary>
public enum Cure
{
    /// <summary>AT+CIPSHUT.</summary>
    Context,

    /// <summary>AT+CFUN=1,1.</summary>
    Restart,

    /// <summary>RST.</summary>
    Reset,

    /// <summary>PWRKEY.</summary>
    PowerKey,

    /// <summary>No supply for a moment.</summary>
    Supply,
}

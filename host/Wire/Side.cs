namespace Wire;

/// <summary>The two ends of a wire.</summary>
public enum Side
{
    /// <summary>The microcontroller (DTE).</summary>
    Host,

    /// <summary>The SIM800 (DCE).</summary>
    Module,
}

namespace Wire;

/// <summary>What stands behind the data bits of a character.</summary>
public enum ParityBit
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A bit that makes the number of ones odd.</summary>
    Odd,

    /// <summary>A bit that makes it even.</summary>
    Even,

    /// <summary>A zero.</summary>
    Space,
}

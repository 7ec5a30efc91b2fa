namespace Sim800.Simulator.Serial;

/// <summary>The pieces of output between whose bytes nothing else ever comes.</summary>
public enum UnitKind
{
    /// <summary>Nothing is under way: the module waits for a command.</summary>
    Idle,

    /// <summary>A received character, sent back.</summary>
    Echo,

    /// <summary>One line of information text.</summary>
    Information,

    /// <summary>A header line together with the bytes that it counts.</summary>
    Payload,

    /// <summary>The final word of an answer.</summary>
    Result,

    /// <summary>The request for payload.</summary>
    Prompt,

    /// <summary>An unsolicited code, or the second stage of a two-stage answer.</summary>
    Unsolicited,

    /// <summary>The synchronisation bytes at power-on.</summary>
    Synchronisation,
}

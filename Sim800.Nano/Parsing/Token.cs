namespace Sim800.Nano.Parsing;

/// <summary>What the parser has found.</summary>
internal enum Token
{
    /// <summary>Nothing whole yet.</summary>
    None,

    /// <summary>A line of text.</summary>
    Line,

    /// <summary>The module waits for payload.</summary>
    Prompt,

    /// <summary>A line that announces counted payload; the payload follows at once and must be taken or skipped.</summary>
    Payload,
}

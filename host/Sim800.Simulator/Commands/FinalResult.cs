namespace Sim800.Simulator.Commands;

/// <summary>How an answer ends.</summary>
internal enum FinalResult
{
    /// <summary>The text is the whole answer.</summary>
    None,

    /// <summary>OK, once, at the end of the line.</summary>
    Ok,

    /// <summary>OK comes first and the text after it.</summary>
    OkBefore,

    /// <summary>CONNECT: the rest of the line is not executed, what follows is data.</summary>
    Connect,

    /// <summary>NO CARRIER; the rest of the line is not executed.</summary>
    NoCarrier,

    /// <summary>ERROR, +CME ERROR or +CMS ERROR; the rest of the line is not executed.</summary>
    Error,
}

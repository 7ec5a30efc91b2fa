using Sim800.Nano.Parsing;

namespace Sim800.Nano.Channels;

/// <summary>Takes the codes that no command has asked for. Called by the owner of the gate, between two lines, so it only takes notes.</summary>
internal interface ICodeSink
{
    /// <summary>Notes the line that the parser has just found.</summary>
    void Take(Parser line);

    /// <summary>Says where payload goes that the module sends by itself, by its header, which the parser has just found; null if nobody wants it.</summary>
    Ring FindRing(Parser header);

    /// <summary>Payload of a link that the module has sent by itself is not whole: what follows cannot be trusted.</summary>
    void Lose(int link);

    /// <summary>Wakes whoever the notes concern: the exchange is over.</summary>
    void Settle();

    /// <summary>An exchange was left by an exception. What it was for, the link if it is one, cannot be trusted any more.</summary>
    void Abandon(int link);

    /// <summary>The module has answered as one that has started anew.</summary>
    void Restarted();

    /// <summary>The driver itself has found out something about the module.</summary>
    void Tell(ModemEvent code);
}

namespace Sim800.Nano.Links;

/// <summary>The states of a link, as this side knows them. In those up to <see cref="Taken"/> what the module says of it concerns nobody.</summary>
internal static class LinkState
{
    /// <summary>Nobody's. The module's own slot is idle or closed.</summary>
    public const byte Free = 0;

    /// <summary>A socket's, which waits for its turn: the module has not heard of it. Whatever it says of the link is of an older connection.</summary>
    public const byte Taken = 1;

    /// <summary>Data may flow.</summary>
    public const byte Connected = 2;

    /// <summary>Was connected or connecting, and something has ended that: its error says what.</summary>
    public const byte Failed = 3;

    /// <summary>Given up by its socket; the module has not confirmed it yet. Nobody else may have it.</summary>
    public const byte Closing = 4;

    /// <summary>The module has been asked for it; the result will come by itself.</summary>
    public const byte Connecting = 5;

    /// <summary>No connection, but the module's listener.</summary>
    public const byte Listening = 6;

    /// <summary>A client has come on it, and nobody has accepted it yet.</summary>
    public const byte Pending = 7;

    /// <summary>A connection of a life before, which no socket has taken over yet.</summary>
    public const byte Inherited = 8;
}

namespace Sim800.Nano;

/// <summary>The states of a socket, as far as the module has told. <see cref="Sim800Modem.Reconcile"/> asks it.</summary>
public enum ModemSocketState
{
    /// <summary>It has no connection: new, closed, or never connected.</summary>
    Closed,

    /// <summary>A connect runs.</summary>
    Connecting,

    /// <summary>Data may flow both ways.</summary>
    Connected,

    /// <summary>The peer has closed. What it sent before may still be received.</summary>
    PeerClosed,

    /// <summary>The connection has ended otherwise, and <see cref="ModemSocket.Error"/> says how. It is to be closed.</summary>
    Failed,

    /// <summary>It listens for clients.</summary>
    Listening,
}

namespace Sim800.Nano;

/// <summary>What <see cref="ModemSocket.Poll"/> asks for.</summary>
public enum ModemSelectMode
{
    /// <summary>Whether a receive would return at once: data is there, or the peer has closed, or the link has failed.</summary>
    SelectRead,

    /// <summary>Whether a send may begin: the socket is connected.</summary>
    SelectWrite,

    /// <summary>Whether the link has failed.</summary>
    SelectError,
}

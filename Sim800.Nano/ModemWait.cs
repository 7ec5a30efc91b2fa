namespace Sim800.Nano;

/// <summary>What an operation waited for when it failed.</summary>
public enum ModemWait
{
    /// <summary>For nothing.</summary>
    None,

    /// <summary>For its turn: one exchange with the module runs at a time.</summary>
    Turn,

    /// <summary>For an answer at any baud rate.</summary>
    Probe,

    /// <summary>For the module to start after its power key.</summary>
    Boot,

    /// <summary>For the answer of a command.</summary>
    Answer,

    /// <summary>For the prompt of a send.</summary>
    Prompt,

    /// <summary>For the result of a send, for room in the module, or for the peer to acknowledge.</summary>
    SendResult,

    /// <summary>For the result of a connect, or of opening a listener.</summary>
    Connect,

    /// <summary>For data of the peer.</summary>
    Data,

    /// <summary>For the rest of payload that was announced.</summary>
    Payload,

    /// <summary>For the module to agree again on where an answer begins, after an earlier failure.</summary>
    Resynchronise,

    /// <summary>For registration and attachment.</summary>
    Network,

    /// <summary>For the module to switch off.</summary>
    PowerDown,

    /// <summary>For the addresses of a name.</summary>
    Resolve,

    /// <summary>For the module to leave data mode.</summary>
    Escape,

    /// <summary>For a client of the listener.</summary>
    Client,
}

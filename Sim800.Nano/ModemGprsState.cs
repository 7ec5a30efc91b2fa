namespace Sim800.Nano;

/// <summary>
/// The states of the module's way into the packet network, as AT+CIPSTATUS names them (application note section 9): the ring that each context goes round. The first six and the last are the context's own, and each change
/// of them is reported (<see cref="ModemEvent.GprsState"/>); the others tell of its connections, of which <see cref="ModemSocket.State"/> tells more.
/// </summary>
public enum ModemGprsState
{
    /// <summary>IP INITIAL: nothing is set up.</summary>
    Initial,

    /// <summary>IP START: the access point is set.</summary>
    Start,

    /// <summary>IP CONFIG: the context is being opened.</summary>
    Config,

    /// <summary>IP GPRSACT: it is open, and the address has not been asked for.</summary>
    Activated,

    /// <summary>IP STATUS: it can be used.</summary>
    Ready,

    /// <summary>IP PROCESSING: there are connections or a listener, in multi connection mode.</summary>
    Processing,

    /// <summary>TCP CONNECTING or UDP CONNECTING, in single connection mode, as all that follow but the last.</summary>
    Connecting,

    /// <summary>SERVER LISTENING.</summary>
    Listening,

    /// <summary>CONNECT OK.</summary>
    Connected,

    /// <summary>TCP CLOSING or UDP CLOSING.</summary>
    Closing,

    /// <summary>TCP CLOSED or UDP CLOSED.</summary>
    Closed,

    /// <summary>PDP DEACT: the network has ended the context.</summary>
    Deactivated,
}

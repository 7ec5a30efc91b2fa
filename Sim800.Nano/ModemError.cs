namespace Sim800.Nano;

/// <summary>Why an operation of the modem or of a socket has failed.</summary>
public enum ModemError
{
    /// <summary>It has not failed.</summary>
    None,

    /// <summary>What <see cref="ModemException.Wait"/> names did not come in time.</summary>
    TimedOut,

    /// <summary>The module refused a command: <see cref="ModemException.ModuleCode"/> says how.</summary>
    Rejected,

    /// <summary>Another thread is on the same side of this socket, or in the same kind of call of the modem.</summary>
    InUse,

    /// <summary>The socket or the modem was closed while the call waited, or the port failed in the middle of an exchange.</summary>
    Aborted,

    /// <summary>The modem is not open: neither <see cref="Sim800Modem.PowerOn"/> nor <see cref="Sim800Modem.Attach"/> has succeeded since the module was last switched off.</summary>
    NotOpen,

    /// <summary>There is no context: <see cref="Sim800Modem.OpenContext(string)"/> comes first.</summary>
    NoContext,

    /// <summary>The context has ended, by the network or by <see cref="Sim800Modem.CloseContext()"/>, and with it every link.</summary>
    ContextLost,

    /// <summary>The module has restarted; nothing of before is left in it.</summary>
    Restarted,

    /// <summary>The module is off, by itself or by <see cref="Sim800Modem.PowerOff"/>.</summary>
    PoweredDown,

    /// <summary>The socket is not connected.</summary>
    NotConnected,

    /// <summary>The socket, or the module's link, is connected already.</summary>
    AlreadyConnected,

    /// <summary>All six links are taken.</summary>
    NoFreeLink,

    /// <summary>The connection to a name was not made: it was not found, or the peer refused. The module does not say which; <see cref="Sim800Modem.Resolve"/> does.</summary>
    ConnectFailed,

    /// <summary>The peer has closed the connection.</summary>
    ConnectionClosed,

    /// <summary>The module could not send (SEND FAIL).</summary>
    SendFailed,

    /// <summary>Received payload was cut short on its way, or the module dropped data that it had announced when the peer closed; the stream cannot be trusted any more.</summary>
    DataLost,

    /// <summary>There is no SIM card.</summary>
    SimMissing,

    /// <summary>The SIM card asks for a PIN or PUK.</summary>
    SimLocked,

    /// <summary>The network denies registration.</summary>
    RegistrationDenied,

    /// <summary>A name could not be asked for: <see cref="ModemException.ModuleCode"/> is 3 for an error of the network; there are others.</summary>
    ResolveFailed,

    /// <summary>A datagram is longer than the module sends in one, and nothing of it was sent; or one that was received is longer than the buffer, which holds its beginning, and the rest was dropped.</summary>
    MessageTooLong,

    /// <summary>The line belongs to a transparent connection, in which a command would be payload. <see cref="ModemDataStream.EnterCommandMode"/> makes room for commands.</summary>
    InDataMode,

    /// <summary>The peer has acknowledged nothing for <see cref="ModemSocket.AcknowledgeTimeout"/>.</summary>
    PeerSilent,

    /// <summary>The connection to an address was not made, and the module said so before its own time was over: the peer, or something on the way, has refused.</summary>
    ConnectionRefused,

    /// <summary>The connection was not made, because nobody answered in the module's own time of 75 s.</summary>
    HostUnreachable,

    /// <summary>A name has no address: what the module calls a common error (<see cref="ModemException.ModuleCode"/> is 8).</summary>
    HostNotFound,

    /// <summary>The SIM card refused the PIN: it is wrong, and one attempt less is left.</summary>
    WrongPin,

    /// <summary>Fewer than two attempts are left for the PIN, and a wrong one would lock the card: nothing was sent. <see cref="Sim800Modem.EnterPin"/> can be told to try all the same.</summary>
    LastAttempt,
}

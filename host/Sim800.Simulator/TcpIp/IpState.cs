namespace Sim800.Simulator.TcpIp;

/// <summary>
/// The states of the GPRS and TCP/IP machine, ten in single and seven in multi connection mode (application note section 9, fact
/// sheet 3.1). Flags, so that a command can list those in which it is legal.
/// </summary>
[Flags]
public enum IpState
{
    /// <summary>IP INITIAL.</summary>
    Initial = 1,

    /// <summary>IP START: the access point is set.</summary>
    Start = 2,

    /// <summary>IP CONFIG: the context is being activated.</summary>
    Config = 4,

    /// <summary>IP GPRSACT: the context is active.</summary>
    GprsAct = 8,

    /// <summary>IP STATUS: the local address has been read.</summary>
    Status = 16,

    /// <summary>TCP or UDP CONNECTING, single only.</summary>
    Connecting = 32,

    /// <summary>SERVER LISTENING, single only.</summary>
    Listening = 64,

    /// <summary>CONNECT OK, single only.</summary>
    ConnectOk = 128,

    /// <summary>TCP or UDP CLOSING, single only.</summary>
    Closing = 256,

    /// <summary>TCP or UDP CLOSED, single only.</summary>
    Closed = 512,

    /// <summary>IP PROCESSING, multi only.</summary>
    Processing = 1024,

    /// <summary>PDP DEACT: the network has taken the context away.</summary>
    PdpDeact = 2048,

    /// <summary>Every state in which the context is active.</summary>
    Active = GprsAct | Status | Connecting | Listening | ConnectOk | Closing | Closed | Processing,

    /// <summary>Every state.</summary>
    Any = Initial | Start | Config | Active | PdpDeact,
}

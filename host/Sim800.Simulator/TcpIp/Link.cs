using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;

namespace Sim800.Simulator.TcpIp;

/// <summary>One of the six connections: its state, its buffers and its counters. Single connection mode uses the first.</summary>
internal sealed class Link(int number)
{
    /// <summary>0 to 5.</summary>
    public int Number => number;

    public LinkState State { get; set; }

    public Protocol Protocol { get; private set; }

    /// <summary>The number of the context through which it goes.</summary>
    public int Bearer { get; private set; }

    /// <summary>Whether it belongs to a transparent connection.</summary>
    public bool IsTransparent { get; private set; }

    /// <summary>The peer as AT+CIPSTATUS shows it, and whose datagrams are taken.</summary>
    public Peer Remote { get; set; }

    /// <summary>Where datagrams go: the peer, until AT+CIPUDPMODE=2 says otherwise.</summary>
    public Peer Destination { get; set; }

    /// <summary>Whether anything was ever connected here since IP INITIAL.</summary>
    public bool IsUsed => State != LinkState.Initial;

    /// <summary>Whether a new connection may be made here.</summary>
    public bool IsFree => State is LinkState.Initial or LinkState.Closed;

    /// <summary>Whether AT+CIPRXGET=1 was in force when it was opened.</summary>
    public bool IsManual { get; private set; }

    /// <summary>Received and not yet read by the host.</summary>
    public ReceiveBuffer Unread { get; } = new();

    /// <summary>Whether the next data will be announced.</summary>
    public bool NoticeIsArmed { get; set; } = true;

    /// <summary>AT+CIPACK: bytes sent on this connection.</summary>
    public int Sent { get; set; }

    /// <summary>AT+CIPACK: bytes that the peer has acknowledged.</summary>
    public int Acknowledged { get; set; }

    /// <summary>Sent and not acknowledged.</summary>
    public int Unacknowledged => Sent - Acknowledged;

    /// <summary>The connection below, while there is one.</summary>
    public INetworkConnection? Connection { get; set; }

    /// <summary>The port for datagrams, while there is one.</summary>
    public IDatagramPort? Datagrams { get; set; }

    /// <summary>Which connection the callbacks must come from; an older one has nothing to say any more.</summary>
    public LinkSession? Session { get; set; }

    /// <summary>Fails a connection attempt that nobody answers.</summary>
    public Timing.Timer? ConnectTimer { get; set; }

    /// <summary>Runs while something is unacknowledged, or during the FIN exchange.</summary>
    public Timing.Timer? PatienceTimer { get; set; }

    /// <summary>Runs from the peer's FIN until the link is given back (AT+CIPRDTIMER).</summary>
    public Timing.Timer? TeardownTimer { get; set; }

    /// <summary>Looks after the peer of an idle connection (AT+CIPTKA).</summary>
    public Timing.Timer? KeepAliveTimer { get; set; }

    /// <summary>When the peer last gave a sign of life.</summary>
    public long HeardAt { get; set; }

    /// <summary>Called with the final word of a CIPSEND in normal mode, which waits until everything is acknowledged or never will be.</summary>
    public Action<string>? SendEnded { get; set; }

    /// <summary>Called at the end of the FIN exchange: a CIPCLOSE waits for it.</summary>
    public Action? CloseEnded { get; set; }

    /// <summary>Makes ready for a new connection.</summary>
    public void Begin(Protocol protocol, Peer remote, int bearer, TcpIpSettings settings)
    {
        Release();
        State = LinkState.Connecting;
        Protocol = protocol;
        Bearer = bearer;
        Remote = remote;
        Destination = remote;
        IsTransparent = settings.Transparent && !settings.Multi;
        IsManual = settings.ManualReceive && !IsTransparent;
        Unread.Clear();
        NoticeIsArmed = true;
        Sent = 0;
        Acknowledged = 0;
    }

    /// <summary>Lets go of the connection below and of everything that waits for it.</summary>
    public void Release()
    {
        ConnectTimer?.Cancel();
        PatienceTimer?.Cancel();
        TeardownTimer?.Cancel();
        KeepAliveTimer?.Cancel();
        Datagrams?.Close();
        Datagrams = null;
        Connection = null;
        Session = null;
        SendEnded = null;
        CloseEnded = null;
    }

    /// <summary>Cuts the connection below off, if there is one.</summary>
    public void Abort() => Connection?.Close(quick: true);

    /// <summary>As if never used.</summary>
    public void Reset()
    {
        Release();
        State = LinkState.Initial;
        Protocol = Protocol.Tcp;
        Bearer = 0;
        IsTransparent = false;
        Remote = default;
        Destination = default;
        Unread.Clear();
    }
}

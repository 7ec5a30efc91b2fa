using Sim800.Simulator.Network;

namespace Sim800.Simulator.TcpIp;

/// <summary>One of the six connections: its state, its buffers and its counters. Single connection mode uses the first.</summary>
internal sealed class Link(int number)
{
    /// <summary>0 to 5.</summary>
    public int Number => number;

    public LinkState State { get; set; }

    /// <summary>The peer as AT+CIPSTATUS shows it.</summary>
    public string RemoteAddress { get; set; } = "";

    public int RemotePort { get; set; }

    /// <summary>Whether anything was ever connected here since IP INITIAL.</summary>
    public bool IsUsed => State != LinkState.Initial;

    /// <summary>Whether AT+CIPRXGET=1 was in force when it was opened.</summary>
    public bool IsManual { get; set; }

    /// <summary>Received and not yet read by the host.</summary>
    public ByteQueue Unread { get; } = new();

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

    /// <summary>Which connection the callbacks must come from; an older one has nothing to say any more.</summary>
    public LinkSession? Session { get; set; }

    /// <summary>Fails a connection attempt that nobody answers.</summary>
    public Timing.Timer? ConnectTimer { get; set; }

    /// <summary>Runs while something is unacknowledged, or during the FIN exchange.</summary>
    public Timing.Timer? PatienceTimer { get; set; }

    /// <summary>Called with the final word of a CIPSEND in normal mode, which waits until everything is acknowledged or never will be.</summary>
    public Action<string>? SendEnded { get; set; }

    /// <summary>Called at the end of the FIN exchange: a CIPCLOSE waits for it.</summary>
    public Action? CloseEnded { get; set; }

    /// <summary>Makes ready for a new connection.</summary>
    public void Begin(string address, int port, bool manual)
    {
        Release();
        State = LinkState.Connecting;
        RemoteAddress = address;
        RemotePort = port;
        IsManual = manual;
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
        Connection = null;
        Session = null;
        SendEnded = null;
        CloseEnded = null;
    }

    /// <summary>As if never used.</summary>
    public void Reset()
    {
        Release();
        State = LinkState.Initial;
        RemoteAddress = "";
        RemotePort = 0;
        Unread.Clear();
    }
}

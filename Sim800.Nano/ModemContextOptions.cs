using System;

namespace Sim800.Nano;

/// <summary>
/// What holds for the whole module as long as its context is open: given to <see cref="Sim800Modem.OpenContext(string, string, string, ModemContextOptions)"/>,
/// fixed until the context is closed. One object serves one modem at a time.
/// </summary>
public sealed class ModemContextOptions
{
    private const int MaxSendTimer = 100;
    private const int MinKeepAliveIdle = 30;
    private const int MaxKeepAliveIdle = 7_200;
    private const int MinKeepAliveInterval = 30;
    private const int MaxKeepAliveInterval = 600;
    private const int MaxKeepAliveCount = 9;
    private const int MinRing = 64;

    // What is on or off, in one field; but for what each send asks.
    private const int SingleConnectionBit = 1;
    private const int ShowRemoteAddressBit = 2;
    private const int KeepsDatagramsBit = 4;
    private const int ListensWhileConnectedBit = 8;

    private int _bits;
    private ModemReceiveMode _receiveMode;
    private bool _acknowledgedSend;
    private int _sendTimer;
    private int _keepAliveIdle;
    private int _keepAliveInterval = 75;
    private int _keepAliveCount = 9;
    private int _ringSize = 8_192;
    private string _primaryDns;
    private string _secondaryDns;

    /// <summary>Gets or sets a value indicating whether the module has one connection (AT+CIPMUX=0) instead of six. Default: false.</summary>
    /// <exception cref="InvalidOperationException">The context is open.</exception>
    public bool SingleConnection
    {
        get => Has(SingleConnectionBit);
        set => Set(SingleConnectionBit, value);
    }

    /// <summary>Gets or sets how received data come (AT+CIPRXGET, application note section 8). Default: <see cref="ModemReceiveMode.Manual"/>.</summary>
    /// <exception cref="InvalidOperationException">The context is open.</exception>
    public ModemReceiveMode ReceiveMode
    {
        get => _receiveMode;
        set
        {
            DemandChangeable();
            _receiveMode = value;
        }
    }

    /// <summary>
    /// Gets or sets a value indicating whether a send ends only when the peer has acknowledged it (SEND OK, AT+CIPQSEND=0; application note section 7.4). Default: false.
    /// As long as a peer does not acknowledge, the module answers nobody: every link waits, up to <see cref="ModemSocket.AcknowledgeTimeout"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The context is open.</exception>
    public bool AcknowledgedSend
    {
        get => _acknowledgedSend;
        set
        {
            DemandChangeable();
            _acknowledgedSend = value;
        }
    }

    /// <summary>Gets or sets a value indicating whether the module names the sender of what it gives (AT+CIPSRIP=1, application note section 3.1.4). Default: false. It is on by itself where datagrams need it.</summary>
    /// <exception cref="InvalidOperationException">The context is open.</exception>
    public bool ShowRemoteAddress
    {
        get => Has(ShowRemoteAddressBit);
        set => Set(ShowRemoteAddressBit, value);
    }

    /// <summary>
    /// Gets or sets a value indicating whether this module's manual reads keep the boundaries and the senders of datagrams, which no document says. Default: false,
    /// and then datagrams are received with <see cref="ModemReceiveMode.Push"/> only.
    /// </summary>
    /// <exception cref="InvalidOperationException">The context is open.</exception>
    public bool KeepsDatagrams
    {
        get => Has(KeepsDatagramsBit);
        set => Set(KeepsDatagramsBit, value);
    }

    /// <summary>Gets or sets a value indicating whether this module opens a listener beside connections that exist, against the manual (AT command manual 8.2.18). Default: false.</summary>
    /// <exception cref="InvalidOperationException">The context is open.</exception>
    public bool ListensWhileConnected
    {
        get => Has(ListensWhileConnectedBit);
        set => Set(ListensWhileConnectedBit, value);
    }

    /// <summary>Gets or sets after how many seconds the module sends text whose end was not marked (AT+CIPATS, application note section 7.2), 1 to 100; 0, the default, for never.</summary>
    /// <exception cref="InvalidOperationException">The context is open.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int SendTimer
    {
        get => _sendTimer;
        set => _sendTimer = Changed(value, 0, MaxSendTimer);
    }

    /// <summary>Gets or sets after how many idle seconds TCP probes whether the peer is there (AT+CIPTKA), 30 to 7200; 0, the default, leaves the module as it is (7200).</summary>
    /// <exception cref="InvalidOperationException">The context is open.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int KeepAliveIdle
    {
        get => _keepAliveIdle;
        set => _keepAliveIdle = Changed(value, value == 0 ? 0 : MinKeepAliveIdle, MaxKeepAliveIdle);
    }

    /// <summary>Gets or sets the seconds between two probes, 30 to 600. Default: 75. Counts only with <see cref="KeepAliveIdle"/>.</summary>
    /// <exception cref="InvalidOperationException">The context is open.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int KeepAliveInterval
    {
        get => _keepAliveInterval;
        set => _keepAliveInterval = Changed(value, MinKeepAliveInterval, MaxKeepAliveInterval);
    }

    /// <summary>Gets or sets after how many probes without an answer the connection ends, 1 to 9. Default: 9. Counts only with <see cref="KeepAliveIdle"/>.</summary>
    /// <exception cref="InvalidOperationException">The context is open.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int KeepAliveCount
    {
        get => _keepAliveCount;
        set => _keepAliveCount = Changed(value, 1, MaxKeepAliveCount);
    }

    /// <summary>Gets or sets the size of each link's ring with <see cref="ModemReceiveMode.Push"/> in bytes, 64 or more. Default: 8192. It is allocated when the link is first used.</summary>
    /// <exception cref="InvalidOperationException">The context is open.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int RingSize
    {
        get => _ringSize;
        set => _ringSize = Changed(value, MinRing, int.MaxValue);
    }

    /// <summary>Gets or sets the first name server (AT+CDNSCFG), an IPv4 address; null, the default, for the one that the network gives.</summary>
    /// <exception cref="InvalidOperationException">The context is open.</exception>
    /// <exception cref="ArgumentException">The value is not an IPv4 address.</exception>
    public string PrimaryDns
    {
        get => _primaryDns;
        set => _primaryDns = Changed(value);
    }

    /// <summary>Gets or sets the second name server, an IPv4 address, or null. Counts only with <see cref="PrimaryDns"/>.</summary>
    /// <exception cref="InvalidOperationException">The context is open.</exception>
    /// <exception cref="ArgumentException">The value is not an IPv4 address.</exception>
    public string SecondaryDns
    {
        get => _secondaryDns;
        set => _secondaryDns = Changed(value);
    }

    /// <summary>Gets or sets a value indicating whether a context is open with these options.</summary>
    internal bool InUse;

    private bool Has(int bit) => (_bits & bit) != 0;

    private void Set(int bit, bool on)
    {
        DemandChangeable();
        _bits = on ? _bits | bit : _bits & ~bit;
    }

    private int Changed(int value, int least, int most)
    {
        DemandChangeable();
        return Check.Range(value, least, most);
    }

    private string Changed(string address)
    {
        DemandChangeable();
        if (address != null)
        {
            Check.Address(address);
        }

        return address;
    }

    private void DemandChangeable()
    {
        if (InUse)
        {
            throw new InvalidOperationException();
        }
    }
}

namespace Sim800.Simulator.Settings;

/// <summary>
/// The settings of the TCP/IP chapter with their defaults (fact sheet 2.1 to 2.28, 11.1). AT&amp;W stores none of them; AT+CIPSCONT stores those of
/// the first group, and a restart brings back what it stored.
/// </summary>
public sealed record TcpIpSettings
{
    private const int MostLinks = 8;

    /// <summary>AT+CIPMUX.</summary>
    public bool Multi { get; set; }

    /// <summary>AT+CIPMODE.</summary>
    public bool Transparent { get; set; }

    /// <summary>AT+CIPCCFG.</summary>
    public TransparentSettings Transfer { get; set; } = new();

    /// <summary>AT+CIPQSEND.</summary>
    public bool QuickSend { get; set; }

    /// <summary>AT+CIPRXGET=1.</summary>
    public bool ManualReceive { get; set; }

    /// <summary>AT+CIPHEAD.</summary>
    public bool Header { get; set; }

    /// <summary>AT+CIPSHOWTP.</summary>
    public bool ShowsProtocol { get; set; }

    /// <summary>AT+CIPSRIP.</summary>
    public bool ShowsSender { get; set; }

    /// <summary>AT+CIPSPRT: 0 no prompt, 1 prompt and result, 2 neither.</summary>
    public int Prompt { get; set; } = 1;

    /// <summary>AT+CIPATS: whether what is typed at a prompt is sent when the time is over.</summary>
    public bool SendsByTime { get; set; }

    /// <summary>AT+CIPATS: the time in seconds; its default is printed nowhere.</summary>
    public int SendTime { get; set; } = 1;

    /// <summary>AT+CIPDPDP: whether, how often in seconds and how often it may fail.</summary>
    public (int Mode, int Interval, int Times) ContextCheck { get; set; } = (1, 10, 3);

    /// <summary>AT+CIPRDTIMER: milliseconds from the peer's FIN until the link is given back, in single and in multi connection mode.</summary>
    public (int Single, int Multi) RemoteDelay { get; set; } = (2000, 3500);

    /// <summary>AT+CIPCSGP: 0 CSD, 1 GPRS.</summary>
    public int BearerType { get; set; } = 1;

    /// <summary>AT+CIPCSGP: rate of a CSD bearer.</summary>
    public int BearerRate { get; set; } = 2;

    /// <summary>AT+CSTT of the first context.</summary>
    public AccessPoint AccessPoint { get; set; } = new();

    // Of the links, the second context and the rest: nothing stores these.

    /// <summary>AT+CSTT of the second context.</summary>
    public AccessPoint SecondAccessPoint { get; set; } = new();

    /// <summary>What each link has for itself.</summary>
    public IReadOnlyList<LinkSettings> Links { get; private init; } = NewLinks();

    /// <summary>AT+CDNSCFG.</summary>
    public (string Primary, string Secondary) NameServers { get; set; } = ("0.0.0.0", "0.0.0.0");

    /// <summary>AT+CIPTKA: mode, idle time and interval in seconds, probes.</summary>
    public (int Mode, int Idle, int Interval, int Probes) KeepAlive { get; set; } = (1, 7200, 75, 9);

    /// <summary>What AT+CIPSCONT stores.</summary>
    public TcpIpSettings ToStore() => this with
    {
        SecondAccessPoint = new AccessPoint(),
        Links = NewLinks(),
        NameServers = ("0.0.0.0", "0.0.0.0"),
        KeepAlive = (1, 7200, 75, 9),
    };

    private static LinkSettings[] NewLinks() => [.. Enumerable.Range(0, MostLinks).Select(_ => new LinkSettings())];
}

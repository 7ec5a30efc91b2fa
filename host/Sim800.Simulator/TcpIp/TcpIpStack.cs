using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Serial;
using Sim800.Simulator.Settings;

namespace Sim800.Simulator.TcpIp;

/// <summary>
/// The module's TCP/IP stack: the state of the context and of the links, and what the network does to them (application note sections 3
/// to 10, fact sheet 3). The commands are elsewhere; they check legality and say it in AT.
/// </summary>
internal sealed class TcpIpStack
{
    private const int LargestSegment = 1460;

    private readonly Sim800Machine _machine;
    private readonly INetwork _network;
    private IpState _state = IpState.Initial;

    public TcpIpStack(Sim800Machine machine, INetwork network)
    {
        _machine = machine;
        _network = network;
        Links = [.. Enumerable.Range(0, 6).Select(n => new Link(n))];
    }

    public IReadOnlyList<Link> Links { get; }

    public TcpIpSettings Settings { get; private set; } = new();

    /// <summary>Whether a connection attempt is under way, which keeps the module awake.</summary>
    public bool IsConnecting => Links.Any(link => link.State is LinkState.Connecting or LinkState.Closing);

    /// <summary>The state that AT+CIPSTATUS shows.</summary>
    public IpState State
    {
        get => _state;
        set
        {
            if (_state != value)
            {
                _state = value;
                _machine.Log($"state {StateText.Of(value)}");
            }
        }
    }

    /// <summary>Restart, power off or AT+CFUN=0: connections gone, settings back at their defaults.</summary>
    public void Reset()
    {
        Shut();
        Settings = new TcpIpSettings();
    }

    /// <summary>AT+CIPSHUT: connections and context gone.</summary>
    public void Shut()
    {
        foreach (var link in Links)
        {
            link.Connection?.Close(quick: true);
            link.Reset();
        }

        State = IpState.Initial;
    }

    /// <summary>The prefix of a line about a link: none in single connection mode.</summary>
    public string Prefix(Link link) => Settings.Multi ? $"{link.Number}, " : "";

    /// <summary>Begins to connect a link; the result comes as a code of its own.</summary>
    public void Open(Link link, string host, int port)
    {
        link.Begin(host, port, Settings.ManualReceive);
        State = Settings.Multi ? IpState.Processing : IpState.Connecting;
        _machine.Log($"link {link.Number} connects to {host}:{port}");
        var fault = _machine.StrikeResult("+CIPSTART");
        switch (fault?.Effect)
        {
            case CommandEffect.NoResult:
                break;
            case CommandEffect.FailedResult:
                link.ConnectTimer = _machine.Timers.After(fault.Delay, () => OnFailed(link));
                break;
            case CommandEffect.LateResult:
                link.ConnectTimer = _machine.Timers.After(fault.Delay, () => Connect(link, host, port));
                break;
            default:
                Connect(link, host, port);
                break;
        }
    }

    /// <summary>Looks a name up for AT+CDNSGIP.</summary>
    public void Resolve(string host, Action<IReadOnlyList<string>> resolved)
    {
        var boot = _machine.BootCount;
        _network.Resolve(host, (now, addresses) => _machine.OnNetwork(now, () =>
        {
            if (boot == _machine.BootCount)
            {
                resolved(addresses);
            }
        }));
    }

    /// <summary>How much a CIPSEND may carry at this moment.</summary>
    public int SendSize(Link link) => Math.Clamp(_machine.Options.SendBufferSize - link.Unacknowledged, 0, LargestSegment);

    /// <summary>Hands payload to the network; <see cref="Link.SendEnded"/> hears of the outcome.</summary>
    public void Send(Link link, byte[] data)
    {
        if (link.Unacknowledged == 0)
        {
            Watch(link);
        }

        link.Sent += data.Length;
        link.Connection!.Send(data);
    }

    /// <summary>Begins to close a link from this side.</summary>
    public void Close(Link link, bool quick, Action closed)
    {
        var connection = link.Connection;
        if (quick || link.State == LinkState.Connecting || connection is null)
        {
            connection?.Close(quick: true);
            EndClose(link, closed);
            return;
        }

        link.State = LinkState.Closing;
        if (!Settings.Multi)
        {
            State = IpState.Closing;
        }

        link.PatienceTimer?.Cancel();
        link.CloseEnded = () => EndClose(link, closed);
        link.PatienceTimer = _machine.Timers.After(_machine.Options.CloseTimeout, () =>
        {
            connection.Close(quick: true);
            EndClose(link, closed);
        });
        connection.Close(quick: false);
    }

    /// <summary>Takes unread data for the host, and makes room for more.</summary>
    public byte[] Read(Link link, int limit)
    {
        var data = link.Unread.Read(limit);
        if (link.Unread.Count == 0 || _machine.Options.NoticeRearm == NoticeRearm.AfterRead)
        {
            link.NoticeIsArmed = true;
        }

        return data;
    }

    /// <summary>Fetches what the network holds back; after a read there may be room.</summary>
    public void Refill(Link link)
    {
        if (link.State == LinkState.Connected)
        {
            OnReadable(link);
        }
    }

    /// <summary>The context is gone: +PDP: DEACT (fact sheet 3.2).</summary>
    public void LoseContext()
    {
        if ((State & (IpState.Active | IpState.Config)) == 0)
        {
            return;
        }

        foreach (var link in Links.Where(link => link.Connection is not null || link.State == LinkState.Connecting))
        {
            link.Connection?.Close(quick: true);
            link.SendEnded?.Invoke("SEND FAIL");
            var closed = link.CloseEnded;
            link.Release();
            link.State = LinkState.Closed;
            closed?.Invoke();
            if (_machine.Options.ClosedAfterContextLoss)
            {
                Report($"{Prefix(link)}CLOSED");
            }
        }

        State = IpState.PdpDeact;
        Report("+PDP: DEACT");
    }

    public void OnConnected(Link link)
    {
        link.ConnectTimer?.Cancel();
        link.State = LinkState.Connected;
        link.RemoteAddress = link.Connection!.RemoteAddress;
        if (!Settings.Multi)
        {
            State = IpState.ConnectOk;
        }

        Report($"{Prefix(link)}CONNECT OK");
        OnReadable(link);
    }

    public void OnFailed(Link link)
    {
        link.Connection?.Close(quick: true);
        link.Release();
        link.State = LinkState.Closed;
        if (!Settings.Multi)
        {
            State = IpState.Closed;
            if (_machine.Options.StateBeforeConnectFail)
            {
                Report($"STATE: {StateText.Of(State)}");
            }
        }

        Report($"{Prefix(link)}CONNECT FAIL");
    }

    public void OnReadable(Link link)
    {
        if (link.State is not LinkState.Connected)
        {
            return;
        }

        if (link.IsManual)
        {
            Store(link);
        }
        else
        {
            Push(link);
        }

        if (link.Connection is { EndOfData: true } connection)
        {
            connection.Close(quick: true);
            EndByPeer(link);
            Report($"{Prefix(link)}CLOSED");
        }
    }

    public void OnAcknowledged(Link link, int count)
    {
        link.Acknowledged += count;
        link.PatienceTimer?.Cancel();
        if (link.State == LinkState.Closing)
        {
            return;
        }

        if (link.Unacknowledged > 0)
        {
            Watch(link);
        }
        else if (link.SendEnded is { } ended)
        {
            link.SendEnded = null;
            ended("SEND OK");
        }
    }

    private void Connect(Link link, string host, int port)
    {
        link.ConnectTimer = _machine.Timers.After(_machine.Options.ConnectTimeout, () => OnFailed(link));
        link.Session = new LinkSession(_machine, link);
        link.Connection = _network.Connect(host, port, link.Session);
    }

    private void EndClose(Link link, Action closed)
    {
        link.Release();
        link.Unread.Clear();
        link.State = LinkState.Closed;
        if (!Settings.Multi)
        {
            State = IpState.Closed;
        }
        else if (Links.All(other => other.State is LinkState.Initial or LinkState.Closed))
        {
            State = IpState.Status;
        }

        closed();
    }

    /// <summary>The peer has closed, or is given up.</summary>
    private void EndByPeer(Link link, string sendResult = "SEND FAIL")
    {
        link.State = LinkState.RemoteClosing;
        var ended = link.SendEnded;
        link.Release();
        link.State = LinkState.Closed;
        if (!_machine.Options.KeepsUnreadAfterClose)
        {
            link.Unread.Clear();
        }

        if (!Settings.Multi)
        {
            State = IpState.Closed;
        }
        else if (_machine.Options.RemoteCloseEndsProcessing
            && Links.All(other => other.State is LinkState.Initial or LinkState.Closed))
        {
            State = IpState.Status;
        }

        ended?.Invoke(sendResult);
    }

    private void Watch(Link link)
    {
        link.PatienceTimer?.Cancel();
        link.PatienceTimer = _machine.Timers.After(_machine.Options.UnacknowledgedTimeout, () =>
        {
            link.Connection?.Close(quick: true);
            if (link.SendEnded is not null)
            {
                EndByPeer(link, "CLOSED");
            }
            else
            {
                EndByPeer(link);
                Report($"{Prefix(link)}CLOSED");
            }
        });
    }

    private void Store(Link link)
    {
        var data = new byte[Math.Max(0, _machine.Options.ReceiveBufferSize - link.Unread.Count)];
        var count = data.Length == 0 ? 0 : link.Connection!.Read(data);
        if (count == 0)
        {
            return;
        }

        link.Unread.Write(data.AsSpan(0, count));
        if (link.NoticeIsArmed || _machine.Options.NoticeRearm == NoticeRearm.EverySegment)
        {
            link.NoticeIsArmed = false;
            Report(Settings.Multi ? $"+CIPRXGET: 1,{link.Number}" : "+CIPRXGET: 1");
        }
    }

    private void Push(Link link)
    {
        var segment = new byte[LargestSegment];
        for (var count = link.Connection!.Read(segment); count > 0; count = link.Connection!.Read(segment))
        {
            var header = Settings.Multi ? $"\r\n+RECEIVE,{link.Number},{count}:\r\n"
                : Settings.Header ? $"\r\n+IPD,{count}:"
                : "";
            _machine.Output.Unsolicited([.. Framing.Latin(header), .. segment.AsSpan(0, count)], UrcKind.TcpIp);
        }
    }

    private void Report(string text) => _machine.Output.Unsolicited(text, UrcKind.TcpIp);
}

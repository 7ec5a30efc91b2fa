using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Serial;
using Sim800.Simulator.Settings;
using Wire;

namespace Sim800.Simulator.TcpIp;

/// <summary>
/// The module's TCP/IP stack: the state of the context and of the links, and what the network does to them (application note sections 3
/// to 10, fact sheet 3). The commands are elsewhere; they check legality and say it in AT.
/// </summary>
internal sealed class TcpIpStack
{
    private const int LargestSegment = 1460;
    private const long StuckTime = Nanoseconds.PerSecond;

    private readonly Sim800Machine _machine;
    private readonly FaultyNetwork _network;
    private readonly Incoming _incoming;
    private readonly KeepAlive _keepAlive;

    public TcpIpStack(Sim800Machine machine, FaultyNetwork network)
    {
        _machine = machine;
        _network = network;
        _incoming = new Incoming(machine);
        _keepAlive = new KeepAlive(machine);
        Links = [.. Enumerable.Range(0, machine.Options.LinkCount).Select(n => new Link(n))];
        Contexts = [new GprsContext(machine, 0), new GprsContext(machine, 1)];
        Server = new Server(machine, network);
        Names = new Resolver(machine, network);
        ContextCheck = new ContextCheck(machine);
    }

    public IReadOnlyList<Link> Links { get; }

    public IReadOnlyList<GprsContext> Contexts { get; }

    public Server Server { get; }

    public Resolver Names { get; }

    public ContextCheck ContextCheck { get; }

    public TcpIpSettings Settings { get; private set; } = new();

    /// <summary>AT+CIPSGTXT: the context that commands mean.</summary>
    public int Selected { get; set; }

    public GprsContext Context => Contexts[Selected];

    /// <summary>The state of the selected context.</summary>
    public IpState State => Context.State;

    /// <summary>Whether a connection attempt is under way, which keeps the module awake.</summary>
    public bool IsConnecting => Links.Any(link => link.State is LinkState.Connecting or LinkState.Closing);

    /// <summary>Whether the network is being asked for a context.</summary>
    public bool IsBringingUp => Contexts.Any(context => context.State == IpState.Config);

    /// <summary>Whether there is a connection, or a socket for datagrams.</summary>
    public bool HasConnection => Links.Any(link => link.State is LinkState.Connected or LinkState.RemoteClosing);

    /// <summary>Whether there is a context that the network could take away.</summary>
    public bool HasActiveContext => Contexts.Any(context => context.IsActive);

    /// <summary>Whether a transparent connection exists: what DCD shows.</summary>
    public bool HasCarrier => Links[0] is { IsTransparent: true, State: LinkState.Connected or LinkState.RemoteClosing };

    /// <summary>How a state is spelled at this moment.</summary>
    public string Describe(IpState state) => StateText.Of(state, Links[0].Protocol);

    /// <summary>Restart, power off or AT+CFUN=0: connections gone, settings back at what is stored.</summary>
    public void Reset()
    {
        Shut(Contexts[0]);
        Shut(Contexts[1]);
        Selected = 0;
        Settings = (_machine.StoredTcpIp ?? new TcpIpSettings()).ToStore();
    }

    /// <summary>AT+CIPSHUT: the context and its connections gone.</summary>
    public void Shut(GprsContext context)
    {
        foreach (var link in Links.Where(link => link.Bearer == context.Number))
        {
            link.Abort();
            link.Reset();
        }

        if (Server.Bearer == context.Number)
        {
            Server.Close();
        }

        context.State = IpState.Initial;
        EndDataMode();
    }

    /// <summary>The prefix of a line about a link: none in single connection mode.</summary>
    public string Prefix(Link link) => Settings.Multi ? $"{link.Number}, " : "";

    /// <summary>Begins to connect a link; the result comes as a code of its own.</summary>
    public void Open(Link link, Protocol protocol, Peer host)
    {
        link.Begin(protocol, host, Selected, Settings);
        Context.State = Settings.Multi ? IpState.Processing : IpState.Connecting;
        _machine.Log($"link {link.Number} connects to {host}{(protocol == Protocol.Udp ? " by UDP" : "")}");
        if (_machine.Stuck?.Part == StuckPart.Connections)
        {
            link.ConnectTimer = _machine.Timers.After(StuckTime, () => OnFailed(link));
            return;
        }

        var fault = _machine.StrikeResult("+CIPSTART");
        switch (fault?.Effect)
        {
            case CommandEffect.NoResult:
                break;
            case CommandEffect.FailedResult:
                link.ConnectTimer = _machine.Timers.After(fault.Delay, () => OnFailed(link));
                break;
            case CommandEffect.LateResult:
                link.ConnectTimer = _machine.Timers.After(fault.Delay, () => Connect(link, host));
                break;
            default:
                Connect(link, host);
                break;
        }
    }

    /// <summary>Asks an address for an echo, for AT+CIPPING.</summary>
    public void Ping(string address, Action answered)
    {
        var boot = _machine.BootCount;
        _network.Ping(address, now => _machine.OnNetwork(now, () =>
        {
            if (boot == _machine.BootCount)
            {
                answered();
            }
        }));
    }

    /// <summary>How much a CIPSEND may carry at this moment; datagrams are not acknowledged and hold nothing up.</summary>
    public int SendSize(Link link) => link.Protocol == Protocol.Udp
        ? LargestSend
        : Math.Clamp(_machine.Options.SendBufferSize - link.Unacknowledged, 0, LargestSend);

    /// <summary>Hands payload to the network; <see cref="Link.SendEnded"/> hears of the outcome.</summary>
    public void Send(Link link, byte[] data)
    {
        if (link.Datagrams is { } datagrams)
        {
            link.Sent += data.Length;
            datagrams.Send(link.Destination, data);
            return;
        }

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
        if (quick || link.State is LinkState.Connecting or LinkState.RemoteClosing || connection is null)
        {
            connection?.Close(quick: true);
            EndClose(link, closed);
            return;
        }

        link.State = LinkState.Closing;
        if (!Settings.Multi)
        {
            Contexts[link.Bearer].State = IpState.Closing;
        }

        EndDataMode();

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
    /// <param name="link">The link.</param>
    /// <param name="limit">At most so many bytes.</param>
    /// <param name="sender">Whose data they are, as AT+CIPSRIP shows it.</param>
    public byte[] Read(Link link, int limit, out Peer sender)
    {
        var senders = new List<Peer>();
        var data = link.Unread.Read(limit, _machine.Options.KeepsDatagramBoundaries, senders);
        sender = senders.Count == 0 ? link.Remote : _machine.Options.ReadReportsLastSender ? senders[^1] : senders[0];
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

    /// <summary>The output buffer is empty: what waited for room in it may come.</summary>
    public void OnDrained()
    {
        foreach (var link in Links)
        {
            if (!link.IsManual && (link.Connection is { Available: > 0 } || link.Unread.Count > 0))
            {
                OnReadable(link);
            }
        }
    }

    /// <summary>Both contexts, or the only one, are gone: +PDP: DEACT (fact sheet 3.2).</summary>
    public void LoseContext() => LoseContexts(Contexts);

    /// <summary>One context is gone. The code does not say which.</summary>
    public void LoseContext(int number) => LoseContexts([Contexts[number]]);

    private void LoseContexts(IEnumerable<GprsContext> contexts)
    {
        var lost = contexts.Where(context => (context.State & (IpState.Active | IpState.Config)) != 0).ToArray();
        if (lost.Length == 0)
        {
            return;
        }

        if (lost.Contains(Contexts[Server.Bearer]))
        {
            Server.Close();
        }

        foreach (var link in Links.Where(link => !link.IsFree && lost.Contains(Contexts[link.Bearer])))
        {
            link.Abort();
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

        foreach (var context in lost)
        {
            context.State = IpState.PdpDeact;
        }

        EndDataMode();
        Report("+PDP: DEACT");
    }

    public void OnConnected(Link link)
    {
        link.Remote = link.Remote with { Address = link.Connection!.RemoteAddress };
        Establish(link);
    }

    /// <summary>The peer's address is known.</summary>
    public void OnResolved(Link link, Lookup lookup)
    {
        if (lookup.Addresses.Count == 0)
        {
            OnFailed(link);
            return;
        }

        link.Remote = link.Remote with { Address = lookup.Addresses[0] };
        link.Destination = link.Remote;
        var settings = Settings.Links[link.Number];
        if (link.Protocol == Protocol.Tcp)
        {
            link.Connection = _network.Connect(link.Remote.Address, link.Remote.Port, link.Session!, settings.TcpPort);
        }
        else if ((link.Datagrams = _network.OpenDatagrams(settings.UdpPort, link.Session!)) is null)
        {
            OnFailed(link);
        }
        else
        {
            Establish(link);
        }
    }

    /// <summary>A client has come.</summary>
    public void OnAccepted(Link link)
    {
        var word = $"REMOTE IP: {link.Remote.Address}";
        if (link.IsTransparent)
        {
            Report(word);
        }

        Establish(link, word);
    }

    public void OnFailed(Link link)
    {
        link.Abort();
        link.Release();
        link.State = LinkState.Closed;
        if (!Settings.Multi)
        {
            Contexts[link.Bearer].State = _machine.Options.StateAfterConnectFail;
            if (_machine.Options.StateBeforeConnectFail)
            {
                Report($"STATE: {Describe(Contexts[link.Bearer].State)}");
            }
        }

        Report($"{Prefix(link)}CONNECT FAIL");
    }

    public void OnDatagram(Link link, Peer sender, byte[] data)
    {
        if (link.State != LinkState.Connected)
        {
            return;
        }

        if (sender == link.Remote || Settings.Links[link.Number].UdpExtended)
        {
            _incoming.Take(link, sender, data);
        }
        else
        {
            _machine.Log($"datagram of {sender} ignored");
        }
    }

    public void OnReadable(Link link)
    {
        if (link.State is not LinkState.Connected)
        {
            return;
        }

        _incoming.Take(link);
        if (link.Connection is { EndOfData: true } connection && !_incoming.Holds(link))
        {
            if (connection.WasReset || !_machine.Options.DelaysRemoteClose)
            {
                GiveUp(link);
            }
            else
            {
                AwaitTeardown(link);
            }
        }
    }

    /// <summary>The peer has closed or is there no more: the link is given back, and the host hears of it.</summary>
    public void GiveUp(Link link)
    {
        link.Connection?.Close(quick: true);
        EndByPeer(link);
        Report($"{Prefix(link)}CLOSED");
    }

    public void OnAcknowledged(Link link, int count)
    {
        link.Acknowledged += count;
        if (link.State == LinkState.Closing)
        {
            return;
        }

        link.PatienceTimer?.Cancel();
        if (link.Unacknowledged > 0)
        {
            Watch(link);
        }
        else if (link.SendEnded is { } ended)
        {
            link.SendEnded = null;
            ended("SEND OK");
        }

        _machine.DataMode.Pump();
    }

    /// <summary>The listener is gone: where that leaves its context.</summary>
    public void SettleWithoutServer(int bearer)
    {
        var context = Contexts[bearer];
        if (context.State == IpState.Listening || (context.State == IpState.Processing && IsIdle(context)))
        {
            context.State = IpState.Status;
        }
    }

    /// <summary>AT+CIPRDTIMER: how long the link lives on after the peer's FIN.</summary>
    private void AwaitTeardown(Link link)
    {
        link.State = LinkState.RemoteClosing;
        if (!Settings.Multi)
        {
            Contexts[link.Bearer].State = IpState.Closing;
        }

        var (single, multi) = Settings.RemoteDelay;
        link.TeardownTimer = _machine.Timers.After((Settings.Multi ? multi : single) * Nanoseconds.PerMillisecond, () => GiveUp(link));
    }

    private int LargestSend => Settings.Multi ? _machine.Options.LargestMultiSend : LargestSegment;

    private void Connect(Link link, Peer host)
    {
        var session = new LinkSession(_machine, link);
        link.Session = session;
        link.ConnectTimer = _machine.Timers.After(_machine.Options.ConnectTimeout, () => OnFailed(link));
        if (link.Protocol == Protocol.Tcp && Peer.IsAddress(host.Address))
        {
            OnResolved(link, new Lookup([host.Address]));
        }
        else
        {
            Names.Resolve(host.Address, session.Resolved);
        }
    }

    private void Establish(Link link, string word = "CONNECT OK")
    {
        link.ConnectTimer?.Cancel();
        link.State = LinkState.Connected;
        if (link.Protocol == Protocol.Tcp)
        {
            _keepAlive.Begin(link);
        }

        if (!Settings.Multi)
        {
            Contexts[link.Bearer].State = IpState.ConnectOk;
        }

        _machine.UpdateCarrier();
        if (link.IsTransparent)
        {
            // Data mode begins behind the word, whenever that may leave.
            _machine.Output.Unsolicited(Framing.Result("CONNECT", 1, _machine.Profile.Verbose), UrcKind.TcpIp, _machine.DataMode.Enter);
        }
        else
        {
            Report(Prefix(link) + word);
            OnReadable(link);
        }
    }

    private void EndClose(Link link, Action closed)
    {
        link.Release();
        link.Unread.Clear();
        link.State = LinkState.Closed;
        var context = Contexts[link.Bearer];
        if (!Settings.Multi)
        {
            SettleSingle(context);
        }
        else if (IsIdle(context))
        {
            context.State = IpState.Status;
        }

        EndDataMode();
        closed();
    }

    /// <summary>The peer has closed, or is given up.</summary>
    private void EndByPeer(Link link, string sendResult = "SEND FAIL")
    {
        link.State = LinkState.RemoteClosing;
        var ended = link.SendEnded;
        link.Release();
        link.State = LinkState.Closed;
        if (!_machine.Options.KeepsUnreadAfterClose || link.IsTransparent)
        {
            link.Unread.Clear();
        }

        var context = Contexts[link.Bearer];
        if (!Settings.Multi)
        {
            SettleSingle(context);
        }
        else if (_machine.Options.RemoteCloseEndsProcessing && IsIdle(context))
        {
            context.State = IpState.Status;
        }

        EndDataMode();
        ended?.Invoke(sendResult);
    }

    private void SettleSingle(GprsContext context) =>
        context.State = Server.IsOn && _machine.Options.ListensAgainAfterClose ? IpState.Listening : IpState.Closed;

    /// <summary>Whether nothing is left of a context's connections.</summary>
    private bool IsIdle(GprsContext context) =>
        !(Server.IsOn && Server.Bearer == context.Number) && Links.All(link => link.IsFree || link.Bearer != context.Number);

    /// <summary>Data mode ends with its connection.</summary>
    private void EndDataMode()
    {
        if (!HasCarrier)
        {
            _machine.DataMode.End();
        }

        _machine.UpdateCarrier();
    }

    private void Watch(Link link)
    {
        link.PatienceTimer?.Cancel();
        link.PatienceTimer = _machine.Timers.After(Patience(link), () =>
        {
            if (link.SendEnded is null)
            {
                GiveUp(link);
            }
            else
            {
                link.Connection?.Close(quick: true);
                EndByPeer(link, "CLOSED");
            }
        });
    }

    /// <summary>How long the peer may leave something unacknowledged: in transparent mode until the last of NmRetry repeats has been waited for.</summary>
    private long Patience(Link link)
    {
        var repeats = _machine.Options.RetransmissionTime * ((1L << (Settings.Transfer.Retries + 1)) - 1);
        return link.IsTransparent ? Math.Min(repeats, _machine.Options.UnacknowledgedTimeout) : _machine.Options.UnacknowledgedTimeout;
    }

    private void Report(string text) => _machine.Output.Unsolicited(text, UrcKind.TcpIp);
}

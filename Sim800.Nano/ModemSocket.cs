using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Links;
using Sim800.Nano.Parsing;

namespace Sim800.Nano;

/// <summary>
/// A connection over one of the module's six links, with the members of the sockets of .NET. One thread may send while another receives;
/// a second one on the same side is <see cref="ModemError.InUse"/>. After <see cref="Close"/> the object can connect again.
/// <para>Time-outs bound the wait for the turn and for data. An exchange with the module that has begun is finished: up to 20 s more for a block
/// that is sent, up to 5 s for one that is received, 3.5 s before either if an earlier answer is still owed.</para>
/// <para>Sending, receiving and polling allocate nothing; only an exception does.</para>
/// </summary>
public sealed partial class ModemSocket : IDisposable
{
    // A block may be refused for room that is there again when it is asked for, a read for data that have been read. A third time it is something else.
    private const int Refusals = 3;

    private const int DefaultConnectTimeout = 80_000;

    // The module gives up after 75 s, and a peer that refuses does so long before.
    private const int SilentTime = 60_000;
    private const int DefaultTimeout = 30_000;

    // The module refuses a link that it has just given to a client, and reports the client when it comes to it.
    private const int ReportTime = 1_000;

    private const int LocalPortBits = ushort.MaxValue;
    private const int SecondContext = 1 << 16;
    private const int Lingers = 1 << 17;

    private readonly Sim800Modem _modem;
    private readonly Channel _channel;
    private readonly LinkTable _links;
    private readonly bool _datagrams;
    private int _link = LinkTable.None;

    // The local port and two bits above it, which are rarely looked at: a field more is 12 bytes in every socket.
    private int _settings;
    private Ring _ring;
    private int _generation;
    private int _sendSize;
    private int _refusals;
    private int _patience;
    private int _connectTimeout = DefaultConnectTimeout;
    private int _sendTimeout = DefaultTimeout;
    private int _receiveTimeout = DefaultTimeout;

    /// <summary>Initializes a new instance of the <see cref="ModemSocket"/> class. Nothing is sent.</summary>
    /// <param name="modem">The modem.</param>
    /// <param name="protocol">The protocol.</param>
    /// <exception cref="ArgumentNullException"><paramref name="modem"/> is null.</exception>
    /// <exception cref="NotSupportedException"><paramref name="protocol"/> is none of those that this version knows.</exception>
    public ModemSocket(Sim800Modem modem, ModemProtocol protocol)
    {
        Check.NotNull(modem);

        if (protocol != ModemProtocol.Tcp && protocol != ModemProtocol.Udp)
        {
            throw new NotSupportedException();
        }

        _datagrams = protocol == ModemProtocol.Udp;
        _modem = modem;
        _channel = modem.Channel;
        _links = modem.Links;
    }

    /// <summary>Gets or sets the context in which it connects: 0, the default, or 1 (<see cref="Sim800Modem.OpenContext(string, string, string, int)"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither 0 nor 1.</exception>
    /// <exception cref="InvalidOperationException">The socket has a connection.</exception>
    public int Context
    {
        get => (_settings & SecondContext) != 0 ? 1 : 0;
        set
        {
            Check.Context(value);
            if (_link >= 0)
            {
                throw new InvalidOperationException();
            }

            Set(SecondContext, value > 0);
        }
    }

    /// <summary>Gets or sets the time for <see cref="Connect"/> in milliseconds, or -1 for no limit. The default is 80 s: the module itself gives up after 75 s, sometimes half a second late.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than -1.</exception>
    public int ConnectTimeout
    {
        get => _connectTimeout;
        set => _connectTimeout = Check.Timeout(value);
    }

    /// <summary>Gets or sets the time for <see cref="Send"/> in milliseconds, or -1 for no limit. The default is 30 s. No further block is begun after it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than -1.</exception>
    public int SendTimeout
    {
        get => _sendTimeout;
        set => _sendTimeout = Check.Timeout(value);
    }

    /// <summary>Gets or sets the time that <see cref="Receive"/> waits for data in milliseconds, or -1 for no limit. The default is 30 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than -1.</exception>
    public int ReceiveTimeout
    {
        get => _receiveTimeout;
        set => _receiveTimeout = Check.Timeout(value);
    }

    /// <summary>
    /// Gets or sets a value indicating whether <see cref="Close"/> waits for the peer's part in it (slow close, AT+CIPCLOSE=n,0), at most 30 s; no other link can talk meanwhile.
    /// Default: false, which breaks the connection off at once.
    /// </summary>
    public bool Linger
    {
        get => (_settings & Lingers) != 0;
        set => Set(Lingers, value);
    }

    /// <summary>Gets a value indicating whether the socket is connected, as far as the module has said. Asks nothing.</summary>
    public bool Connected
    {
        get
        {
            int link = _link;
            return OwnStateOf(link) == LinkState.Connected && !_links.HasEnded(link);
        }
    }

    /// <summary>
    /// Connects to a host. A connect that takes long keeps no other link from talking. If it fails, the link is closed in the module before this returns, at most 10 s later,
    /// or by the driver afterwards; the object can connect again.
    /// </summary>
    /// <param name="host">The name or the address: at most 253 printable ASCII characters without quotes and spaces.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <exception cref="ArgumentNullException"><paramref name="host"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="host"/> is empty, too long, or has a character that cannot be sent.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is out of range.</exception>
    /// <exception cref="NotSupportedException">There is a listener, and in single connection mode nothing can be beside it.</exception>
    /// <exception cref="ModemTimeoutException">No result came within <see cref="ConnectTimeout"/> (<see cref="ModemWait.Connect"/>), or the module does not answer.</exception>
    /// <exception cref="ModemException">No context is open, the socket is connected, no link is free, the module refused, the connection failed, or the socket was closed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void Connect(string host, int port)
    {
        Check.Host(host);
        Check.PortNumber(port);
        Open(host, port, null);
    }

    // Takes a link and has it connected; with a target of its own, one to which anybody may send.
    private void Open(string host, int port, ModemEndPoint target)
    {
        _modem.DemandContext(Context);
        DemandIdle();
        if (_links.Single && _links.IsListening)
        {
            throw new NotSupportedException();
        }

        long deadline = _modem.DeadlineIn(_connectTimeout);
        int link = LinkTable.Count;
        int outcome;
        bool taken;
        do
        {
            link = _links.Take(link, Context);
            if (link < 0)
            {
                throw new ModemException(ModemError.NoFreeLink, ModemWait.None, -1);
            }

            try
            {
                Attach(link, target);
                outcome = Establish(link, host, port, deadline);
                ModemError error = Outcome.ErrorOf(outcome);
                if ((error == ModemError.Rejected || error == ModemError.AlreadyConnected) && Vacate(link))
                {
                    outcome = Establish(link, host, port, deadline);
                }

                // A client of the listener may have come on this very link: it stays, and this goes to the next.
                taken = Detach(link, outcome);
            }
            finally
            {
                UnuseSender(link);
            }
        }
        while (taken);

        Outcome.Check(outcome);
    }

    /// <summary>
    /// Closes the connection at once, without waiting for the peer; what has not been read is dropped. Calls of other threads on this socket end with
    /// <see cref="ModemError.Aborted"/> within 0.3 s, whatever the module does. Takes at most 10 s after its turn (30 s); if the module does not answer, or a send was cut off, the driver closes the link
    /// later, and the socket can connect again on another one. Does nothing if it is not connected.
    /// </summary>
    public void Close()
    {
        int link;
        int generation;
        lock (_links)
        {
            link = _link;
            generation = _generation;
            _link = LinkTable.None;
        }

        if (link < 0)
        {
            return;
        }

        // As soon as the link is given up it may be somebody else's, whose calls must not be ended.
        _links.Abort(link, generation);
        _channel.Nudge();
        if (_links.GiveUp(link, generation, Linger))
        {
            if (_channel.Gate.TryUse(Slot.Sender(link)))
            {
                try
                {
                    Drop(link);
                }
                finally
                {
                    UnuseSender(link);
                }
            }
            else
            {
                CloseLater(link);
            }
        }
    }

    /// <summary>Is <see cref="Close"/>.</summary>
    public void Dispose() => Close();

    private void Set(int setting, bool value) => _settings = value ? _settings | setting : _settings & ~setting;

    private long Now => _modem.Port.Now;

    private static long After(long instant, int milliseconds) => milliseconds < 0 ? long.MaxValue : instant + milliseconds;

    private bool IsOwn(int link) => _links.IsOwn(link, _generation);

    // What the link is in as far as it is this socket's.
    private int OwnStateOf(int link) => link < 0 || !IsOwn(link) ? LinkState.Free : _links.StateOf(link);

    private void UnuseSender(int link) => _channel.Unuse(Slot.Sender(link));

    private void DemandIdle()
    {
        if (_link >= 0)
        {
            throw new ModemException(ModemError.AlreadyConnected, ModemWait.None, -1);
        }
    }

    // Makes a link this socket's own.
    private void Attach(int link, ModemEndPoint target)
    {
        Gate gate = _channel.Gate;
        gate.Prepare(Slot.Sender(link));
        gate.Prepare(Slot.Receiver(link));
        bool idle;
        lock (_links)
        {
            idle = _link < 0;
            if (idle)
            {
                _generation = _links.GenerationOf(link);
                _target = target;
                _refusals = 0;
                _patience = SuspectTime;
                _link = link;
            }
        }

        if (!idle)
        {
            _links.TakeBack(link);
            throw new ModemException(ModemError.InUse, ModemWait.None, -1);
        }
    }

    // Gives the link up again if it has come to nothing. Says whether a client has come on it meanwhile.
    private bool Detach(int link, int outcome)
    {
        int generation;
        lock (_links)
        {
            if (outcome == Outcome.Ok || _link != link)
            {
                return false;
            }

            _link = LinkTable.None;
            generation = _generation;
        }

        bool taken = !_links.IsOwn(link, generation);
        if (_links.GiveUp(link, generation, false))
        {
            Drop(link);
        }

        return taken;
    }

    private int DemandLink()
    {
        int link = _link;
        if (link < 0)
        {
            throw new ModemException(ModemError.NotConnected, ModemWait.None, -1);
        }

        return link;
    }

    // What the link's own state says to a call that wants to go on.
    private int StateOutcome(int link, ModemWait wait)
    {
        if (_link == link && _links.IsUp(link, _generation))
        {
            return Outcome.Ok;
        }

        if (_link != link || !IsOwn(link))
        {
            // Only the module gives away a link that its socket has not given up: when the peer has closed and a client comes.
            return Outcome.Of(_link == link && _generation != _links.GenerationOf(link) ? ModemError.ConnectionClosed : ModemError.Aborted, wait);
        }

        switch (_links.StateOf(link))
        {
            case LinkState.Connected:
                // Since the question above.
                return Outcome.Ok;
            case LinkState.Taken:
            case LinkState.Connecting:
            case LinkState.Listening:
                return Outcome.Of(ModemError.NotConnected, ModemWait.None);
            case LinkState.Failed:
                return Outcome.Of(_links.ErrorOf(link), wait);
            default:
                // Closed since then.
                return Outcome.Of(ModemError.Aborted, wait);
        }
    }

    // Why a call was refused its link may know better: in the middle of it the context was lost, or the module has restarted.
    private int Explain(int link, int outcome, ModemWait wait)
    {
        ModemError error = Outcome.ErrorOf(outcome);
        bool vague = error == ModemError.Rejected || error == ModemError.NotOpen;
        return vague && _links.IsOwn(link, _generation) && _links.StateOf(link) == LinkState.Failed ? Outcome.Of(_links.ErrorOf(link), wait) : outcome;
    }

    private int Establish(int link, string host, int port, long deadline)
    {
        int slot = Slot.Sender(link);
        int outcome = AwaitOwed(link, deadline);
        if (outcome == Outcome.Ok)
        {
            outcome = _channel.Enter(slot, deadline);
        }

        if (outcome != Outcome.Ok)
        {
            // The module has not heard of it, and need not hear of its end.
            _links.Fail(link, ModemError.NotConnected);
            return outcome;
        }

        Check.TryAddress(host, out uint address);
        if (!_links.Begin(link, address, port))
        {
            _channel.Leave();
            return StateOutcome(link, ModemWait.Connect);
        }

        _links.PrepareRing(link, _datagrams);
        _ring = _links.RingOf(link);
        outcome = TellLocalPort(link);
        if (outcome == Outcome.Ok && _datagrams)
        {
            outcome = TellDatagramMode(link);
        }

        if (outcome == Outcome.Ok)
        {
            _channel.BeginIn(Context, Command.Connect, link);
            _channel.AddLink(link);
            _channel.AddPeer(_datagrams, host, port);
            outcome = _channel.Run();
        }

        _channel.Leave();
        long begun = Now;
        if (outcome == Outcome.Ok)
        {
            outcome = AwaitResult(link, deadline);
        }

        if (outcome == Outcome.Ok)
        {
            outcome = StateOutcome(link, ModemWait.Connect);
            if (Outcome.ErrorOf(outcome) == ModemError.ConnectFailed)
            {
                // The module does not say why. What can be known is how long it has tried, and whether there was a name to be found.
                ModemError error = Now - begun >= SilentTime ? ModemError.HostUnreachable
                    : address != 0 ? ModemError.ConnectionRefused
                    : ModemError.ConnectFailed;
                outcome = Outcome.Of(error, ModemWait.Connect);
            }
        }

        if (outcome == Outcome.Ok)
        {
            outcome = LearnSendSize(link);
        }

        return Explain(link, outcome, ModemWait.Connect);
    }

    // An answer to an older connection of the link may still come, and would be taken for one to this.
    private int AwaitOwed(int link, long deadline)
    {
        int slot = Slot.Sender(link);
        for (long now = Now; now < _links.OwedUntil(link); now = Now)
        {
            if (now >= deadline || _channel.Gate.IsAborted(slot))
            {
                return Outcome.Of(now >= deadline ? ModemError.TimedOut : ModemError.Aborted, ModemWait.Connect);
            }

            long until = _links.OwedUntil(link);
            _channel.Gate.WaitFor(slot, (until < deadline ? until : deadline) - now);
        }

        return Outcome.Ok;
    }

    // From here on it is the link that waits, not the channel.
    private int AwaitResult(int link, long deadline)
    {
        int outcome = Outcome.Ok;
        while (outcome == Outcome.Ok && _links.StateOf(link) == LinkState.Connecting)
        {
            outcome = _channel.Gate.WaitFor(Slot.Sender(link), deadline, ModemWait.Connect);
        }

        return outcome;
    }

    // The module may still hold an old connection on the link, whose close it has refused once. If it closes one now, the link is vacant.
    // Where there is a listener it may be a client that is about to be reported, which must stay.
    private bool Vacate(int link)
    {
        if (_links.IsListening)
        {
            AwaitVisitor(link);
            _links.Fail(link, ModemError.AlreadyConnected);
            return false;
        }

        bool vacant = false;
        if (_channel.Enter(Slot.Sender(link)) == Outcome.Ok)
        {
            int outcome = _modem.TellClosed(link);
            if (outcome == Outcome.Ok)
            {
                vacant = _links.Renew(link);
            }
            else if (Outcome.ErrorOf(outcome) == ModemError.Rejected)
            {
                // Nothing is left that would have to be closed.
                _links.Fail(link, ModemError.NotConnected);
            }

            _channel.Leave();
        }

        return vacant;
    }

    // Waits until a client is reported on the link, or has had time enough for it.
    private void AwaitVisitor(int link)
    {
        int slot = Slot.Sender(link);
        long deadline = _modem.DeadlineIn(ReportTime);
        for (long left = ReportTime; left > 0 && IsOwn(link) && !_channel.Gate.IsAborted(slot); left = deadline - Now)
        {
            _channel.Gate.WaitFor(slot, left);
        }
    }

    private void Drop(int link)
    {
        bool closed = false;
        try
        {
            if (_channel.Enter(Slot.Sender(link)) == Outcome.Ok)
            {
                closed = _modem.CloseLink(link);
                _channel.Leave();
            }
        }
        finally
        {
            if (!closed)
            {
                CloseLater(link);
            }
        }
    }

    private void CloseLater(int link)
    {
        _links.CloseLater(link);
        _channel.Gate.Wake(Slot.Driver);
    }
}

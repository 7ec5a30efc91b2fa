using System;
using System.Threading;
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
public sealed class ModemSocket : IDisposable
{
    private const int DefaultConnectTimeout = 80_000;
    private const int DefaultTimeout = 30_000;
    private const int TurnTimeout = 30_000;

    // A data notice can be lost. After so long a wait without one, in one call or in several, the module is asked all the same.
    private const int SuspectTime = 15_000;
    private const int RoomPoll = 250;

    // A block may be refused for room that is there again when it is asked for, a read for data that have been read. A third time it is something else.
    private const int Refusals = 3;
    private const int MicrosecondsPerMillisecond = 1_000;

    private readonly Sim800Modem _modem;
    private readonly Channel _channel;
    private readonly LinkTable _links;
    private int _link = LinkTable.None;
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
        if (modem == null)
        {
            throw new ArgumentNullException();
        }

        if (protocol != ModemProtocol.Tcp)
        {
            throw new NotSupportedException();
        }

        _modem = modem;
        _channel = modem.Channel;
        _links = modem.Links;
    }

    /// <summary>Gets or sets the time for <see cref="Connect"/> in milliseconds, or -1 for no limit. The default is 80 s: the module itself gives up after 75 s, sometimes half a second late.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than -1.</exception>
    public int ConnectTimeout
    {
        get => _connectTimeout;
        set
        {
            Check.Timeout(value);
            _connectTimeout = value;
        }
    }

    /// <summary>Gets or sets the time for <see cref="Send"/> in milliseconds, or -1 for no limit. The default is 30 s. No further block is begun after it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than -1.</exception>
    public int SendTimeout
    {
        get => _sendTimeout;
        set
        {
            Check.Timeout(value);
            _sendTimeout = value;
        }
    }

    /// <summary>Gets or sets the time that <see cref="Receive"/> waits for data in milliseconds, or -1 for no limit. The default is 30 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than -1.</exception>
    public int ReceiveTimeout
    {
        get => _receiveTimeout;
        set
        {
            Check.Timeout(value);
            _receiveTimeout = value;
        }
    }

    /// <summary>Gets a value indicating whether the socket is connected, as far as the module has said. Asks nothing.</summary>
    public bool Connected
    {
        get
        {
            int link = _link;
            return link >= 0 && _links.StateOf(link) == LinkState.Connected && !_links.HasEnded(link);
        }
    }

    /// <summary>
    /// Gets how many received bytes wait in the module. If it has announced nothing new, the answer is what it said last, without asking; else one exchange asks,
    /// from the receiving side.
    /// </summary>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The socket is not connected, its link has failed, another thread receives, or the module refused.</exception>
    public int Available
    {
        get
        {
            int link = DemandLink();
            if (_links.UnreadOf(link) == 0 && _links.HasNotice(link))
            {
                Use(Slot.Receiver(link));
                int outcome;
                try
                {
                    outcome = Ask(link, _modem.DeadlineIn(TurnTimeout));
                }
                finally
                {
                    _channel.Unuse(Slot.Receiver(link));
                }

                Outcome.Check(outcome);
            }

            return _links.UnreadOf(link);
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
    /// <exception cref="ModemTimeoutException">No result came within <see cref="ConnectTimeout"/> (<see cref="ModemWait.Connect"/>), or the module does not answer.</exception>
    /// <exception cref="ModemException">No context is open, the socket is connected, no link is free, the module refused, the connection failed, or the socket was closed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void Connect(string host, int port)
    {
        Check.Host(host);
        Check.PortNumber(port);
        _modem.DemandContext();
        if (_link >= 0)
        {
            throw new ModemException(ModemError.AlreadyConnected, ModemWait.None, -1);
        }

        int link = _links.Take();
        if (link < 0)
        {
            throw new ModemException(ModemError.NoFreeLink, ModemWait.None, -1);
        }

        Gate gate = _channel.Gate;
        int slot = Slot.Sender(link);
        gate.Prepare(slot);
        gate.Prepare(Slot.Receiver(link));
        if (Interlocked.CompareExchange(ref _link, link, LinkTable.None) != LinkTable.None)
        {
            _links.Free(link);
            gate.Unuse(slot);
            throw new ModemException(ModemError.InUse, ModemWait.None, -1);
        }

        _generation = _links.GenerationOf(link);
        _refusals = 0;
        _patience = SuspectTime;
        int outcome;
        try
        {
            long deadline = _modem.DeadlineIn(_connectTimeout);
            outcome = Establish(link, host, port, deadline);
            ModemError error = Outcome.ErrorOf(outcome);
            if ((error == ModemError.Rejected || error == ModemError.AlreadyConnected) && Vacate(link))
            {
                outcome = Establish(link, host, port, deadline);
            }

            if (outcome != Outcome.Ok && Interlocked.CompareExchange(ref _link, LinkTable.None, link) == link && _links.GiveUp(link))
            {
                Drop(link);
            }
        }
        finally
        {
            _channel.Unuse(slot);
        }

        Outcome.Check(outcome);
    }

    /// <summary>Sends bytes, in as many blocks as the module's own limit asks for. Returns when the module has accepted them; whether the peer has is not known.</summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many they are.</param>
    /// <returns>How many the module has accepted: fewer than asked for only if a later block failed, and the next call then says why.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="ModemTimeoutException">The module did not answer. How much of the block it has taken is not known, so the connection is unusable: close it.</exception>
    /// <exception cref="ModemException">The socket is not connected, the peer has closed, the module could not send or refused, another thread sends, or the socket was closed meanwhile.</exception>
    public int Send(byte[] buffer, int offset, int count)
    {
        Check.Buffer(buffer, offset, count);
        int link = DemandLink();
        int slot = Slot.Sender(link);
        Use(slot);
        long deadline = _modem.DeadlineIn(_sendTimeout);
        int outcome = StateOutcome(link, ModemWait.Prompt);
        int limit = _sendSize;
        int refusals = 0;
        int sent = 0;
        try
        {
            while (outcome == Outcome.Ok && sent < count)
            {
                int block = count - sent;
                block = block < limit ? block : limit;
                outcome = SendBlock(link, buffer, offset + sent, block, deadline);
                if (outcome == Outcome.Ok)
                {
                    sent += block;
                    limit = _sendSize;
                    refusals = 0;
                }
                else if (Outcome.ErrorOf(outcome) == ModemError.Rejected && ++refusals < Refusals)
                {
                    outcome = AwaitRoom(link, block, deadline, outcome, out limit);
                }
            }
        }
        finally
        {
            _channel.Unuse(slot);
        }

        if (sent == 0)
        {
            Outcome.Check(outcome);
        }

        return sent;
    }

    /// <summary>Receives what the module holds, at most 1460 bytes at a time, waiting for data if there is none. They are read straight into the buffer.</summary>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="offset">Where the first goes.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>How many there were; 0 if the peer has closed and everything has been read, or if none were asked for.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="ModemTimeoutException">No data came within <see cref="ReceiveTimeout"/> (<see cref="ModemWait.Data"/>; the connection goes on), or the module did not answer (it does not).</exception>
    /// <exception cref="ModemException">The socket is not connected, its link has failed, bytes were lost, another thread receives, or the socket was closed meanwhile.</exception>
    public int Receive(byte[] buffer, int offset, int count)
    {
        Check.Buffer(buffer, offset, count);
        int link = DemandLink();
        if (count == 0)
        {
            return 0;
        }

        int slot = Slot.Receiver(link);
        Use(slot);
        long deadline = _modem.DeadlineIn(_receiveTimeout);
        int received = 0;
        int outcome;
        try
        {
            while ((outcome = AwaitData(link, deadline)) == Outcome.Ok && _links.HasNotice(link))
            {
                outcome = _channel.Enter(slot, deadline);
                if (outcome != Outcome.Ok)
                {
                    break;
                }

                outcome = StateOutcome(link, ModemWait.Data);
                if (outcome == Outcome.Ok)
                {
                    outcome = ReadBlock(link, buffer, offset, count < Sim800Modem.MaxBlock ? count : Sim800Modem.MaxBlock);
                }

                received = outcome == Outcome.Ok ? _channel.Received : 0;
                _channel.Leave();
                if (outcome != Outcome.Ok || received > 0)
                {
                    break;
                }
            }
        }
        finally
        {
            _channel.Unuse(slot);
        }

        Outcome.Check(outcome);
        return received;
    }

    /// <summary>Waits until something can be done without waiting.</summary>
    /// <param name="microSeconds">The time for it in microseconds, rounded up to milliseconds; -1 for no limit.</param>
    /// <param name="mode">What is asked for. Only <see cref="ModemSelectMode.SelectRead"/> waits.</param>
    /// <returns>Whether it can be.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="microSeconds"/> is less than -1.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The socket is not connected, another thread receives, or the socket was closed meanwhile.</exception>
    public bool Poll(int microSeconds, ModemSelectMode mode)
    {
        Check.Timeout(microSeconds);
        int link = DemandLink();
        if (mode != ModemSelectMode.SelectRead)
        {
            return mode == ModemSelectMode.SelectWrite ? Connected : _links.StateOf(link) == LinkState.Failed;
        }

        int slot = Slot.Receiver(link);
        Use(slot);
        int milliseconds = microSeconds < 0 ? -1 : (microSeconds / MicrosecondsPerMillisecond) + (microSeconds % MicrosecondsPerMillisecond > 0 ? 1 : 0);
        long deadline = _modem.DeadlineIn(milliseconds);
        bool readable = false;
        int outcome = Outcome.Ok;
        try
        {
            while (!readable && outcome == Outcome.Ok)
            {
                readable = _links.UnreadOf(link) > 0 || _links.HasEnded(link) || _links.StateOf(link) == LinkState.Failed;
                if (!readable)
                {
                    outcome = _links.HasNotice(link) ? Ask(link, _modem.DeadlineIn(TurnTimeout)) : AwaitData(link, deadline);
                }
            }
        }
        finally
        {
            _channel.Unuse(slot);
        }

        if (outcome != Outcome.Of(ModemError.TimedOut, ModemWait.Data))
        {
            Outcome.Check(outcome);
        }

        return readable;
    }

    /// <summary>
    /// Closes the connection at once, without waiting for the peer; what has not been read is dropped. Calls of other threads on this socket end with
    /// <see cref="ModemError.Aborted"/>. Takes at most 10 s after its turn (30 s); if the module does not answer, or a send was cut off, the driver closes the link
    /// later, and the socket can connect again on another one. Does nothing if it is not connected.
    /// </summary>
    public void Close()
    {
        int link = Interlocked.Exchange(ref _link, LinkTable.None);
        if (link < 0)
        {
            return;
        }

        // As soon as the link is given up it may be somebody else's, whose calls must not be ended.
        _channel.Abort(Slot.Sender(link));
        _channel.Abort(Slot.Receiver(link));
        if (_links.GiveUp(link))
        {
            if (_channel.Gate.TryUse(Slot.Sender(link)))
            {
                try
                {
                    Drop(link);
                }
                finally
                {
                    _channel.Unuse(Slot.Sender(link));
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

    private int DemandLink()
    {
        int link = _link;
        if (link < 0)
        {
            throw new ModemException(ModemError.NotConnected, ModemWait.None, -1);
        }

        return link;
    }

    private void Use(int slot)
    {
        if (!_channel.Gate.TryUse(slot))
        {
            throw new ModemException(ModemError.InUse, ModemWait.None, -1);
        }
    }

    // What the link's own state says to a call that wants to go on.
    private int StateOutcome(int link, ModemWait wait)
    {
        if (_link != link || !_links.IsOwn(link, _generation))
        {
            return Outcome.Of(ModemError.Aborted, wait);
        }

        switch (_links.StateOf(link))
        {
            case LinkState.Connected:
                return Outcome.Ok;
            case LinkState.Connecting:
                return Outcome.Of(ModemError.NotConnected, ModemWait.None);
            case LinkState.Failed:
                return Outcome.Of(_links.ErrorOf(link), wait);
            default:
                // Closed since the question above.
                return Outcome.Of(ModemError.Aborted, wait);
        }
    }

    private int Establish(int link, string host, int port, long deadline)
    {
        int slot = Slot.Sender(link);
        int outcome = _channel.Enter(slot, deadline);
        if (outcome != Outcome.Ok)
        {
            // The module has not heard of it, and need not hear of its end.
            _links.Free(link);
            return outcome;
        }

        _channel.Begin(Command.Connect, link);
        _channel.Add(link);
        _channel.Add(Ascii.Comma);
        _channel.AddQuoted("TCP");
        _channel.Add(Ascii.Comma);
        _channel.AddQuoted(host);
        _channel.Add(Ascii.Comma);
        _channel.Add(port);
        outcome = _channel.Run();
        _channel.Leave();

        // From here on it is the link that waits, not the channel.
        while (outcome == Outcome.Ok && _links.StateOf(link) == LinkState.Connecting)
        {
            long left = deadline - _modem.Port.Now;
            if (_channel.Gate.IsAborted(slot))
            {
                outcome = Outcome.Of(ModemError.Aborted, ModemWait.Connect);
            }
            else if (left <= 0)
            {
                outcome = Outcome.Of(ModemError.TimedOut, ModemWait.Connect);
            }
            else
            {
                _channel.Gate.WaitFor(slot, left);
            }
        }

        if (outcome == Outcome.Ok)
        {
            outcome = StateOutcome(link, ModemWait.Connect);
        }

        if (outcome == Outcome.Ok)
        {
            outcome = AskSendSize(link, out int size);

            // A module that does not say it is believed to take the most.
            _sendSize = size > 1 ? size : Sim800Modem.MaxBlock;
            _sendSize -= _modem.RefusesExactSize ? 1 : 0;
            if (Outcome.ErrorOf(outcome) == ModemError.Rejected)
            {
                outcome = Outcome.Ok;
            }
        }

        return outcome;
    }

    // The module may still hold an old connection on the link, whose close it has refused once. If it closes one now, the link is vacant.
    private bool Vacate(int link)
    {
        bool vacant = false;
        if (_channel.Enter(Slot.Sender(link), _modem.DeadlineIn(TurnTimeout)) == Outcome.Ok)
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

    private int AskSendSize(int link, out int size)
    {
        size = 0;
        int outcome = _channel.Enter(Slot.Sender(link), _modem.DeadlineIn(TurnTimeout));
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        _channel.Begin(Command.SendSize, link);
        outcome = _channel.Run();
        if (outcome == Outcome.Ok)
        {
            size = _channel.Informed ? _channel.Value(2) : -1;
            size = size < Sim800Modem.MaxBlock ? size : Sim800Modem.MaxBlock;
        }

        _channel.Leave();
        return outcome;
    }

    private int SendBlock(int link, byte[] buffer, int offset, int block, long deadline)
    {
        int outcome = _channel.Enter(Slot.Sender(link), deadline);
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        outcome = StateOutcome(link, ModemWait.Prompt);
        if (outcome == Outcome.Ok && _links.HasEnded(link))
        {
            outcome = Outcome.Of(ModemError.ConnectionClosed, ModemWait.None);
        }

        if (outcome == Outcome.Ok)
        {
            outcome = _channel.Send(link, buffer, offset, block);
            if (outcome != Outcome.Ok)
            {
                ModemError error = Outcome.ErrorOf(outcome);
                if (error == ModemError.Rejected && _links.HasEnded(link))
                {
                    outcome = Outcome.Of(ModemError.ConnectionClosed, ModemWait.Prompt);
                }
                else if (error != ModemError.Rejected && error != ModemError.SendFailed)
                {
                    // Nobody knows how much of the block has been taken: the stream is broken.
                    _links.Fail(link, error);
                }
            }
        }

        _channel.Leave();
        return outcome;
    }

    // The module has refused a block: it holds too much that the peer has not acknowledged, or it wants less than it reports, on which the
    // documents disagree. It is asked what it takes now, until that is something.
    private int AwaitRoom(int link, int block, long deadline, int refusal, out int limit)
    {
        while (true)
        {
            int outcome = AskSendSize(link, out limit);
            if (outcome != Outcome.Ok)
            {
                return outcome;
            }

            if (limit < 0)
            {
                // It knows no such link.
                return refusal;
            }

            if (limit == block && !_modem.RefusesExactSize)
            {
                _modem.RefusesExactSize = true;
                _sendSize--;
            }

            limit -= _modem.RefusesExactSize ? 1 : 0;
            if (limit > 0)
            {
                return Outcome.Ok;
            }

            outcome = StateOutcome(link, ModemWait.SendResult);
            if (outcome != Outcome.Ok)
            {
                return outcome;
            }

            if (_modem.Port.Now >= deadline)
            {
                return Outcome.Of(ModemError.TimedOut, ModemWait.SendResult);
            }

            _channel.Gate.WaitFor(Slot.Sender(link), RoomPoll);
        }
    }

    // Waits until the module has announced data or the stream is at its end. Holds no turn.
    private int AwaitData(int link, long deadline)
    {
        int slot = Slot.Receiver(link);
        long suspect = _modem.Port.Now + _patience;
        while (true)
        {
            int outcome = StateOutcome(link, ModemWait.Data);
            if (outcome != Outcome.Ok || _links.HasNotice(link) || _links.HasEnded(link))
            {
                _patience = SuspectTime;
                return outcome;
            }

            long now = _modem.Port.Now;
            if (now >= deadline)
            {
                _patience = suspect > now ? (int)(suspect - now) : 0;
                return Outcome.Of(ModemError.TimedOut, ModemWait.Data);
            }

            if (now >= suspect)
            {
                _patience = SuspectTime;
                _links.Suspect(link);
                return Outcome.Ok;
            }

            _channel.Gate.WaitFor(slot, (deadline < suspect ? deadline : suspect) - now);
        }
    }

    private int ReadBlock(int link, byte[] buffer, int offset, int count)
    {
        int known = _links.BeginRead(link);
        int outcome = _channel.Receive(link, buffer, offset, count);
        ModemError error = Outcome.ErrorOf(outcome);
        if (outcome == Outcome.Ok)
        {
            _refusals = 0;
            if (_links.EndRead(link, _channel.Received, _channel.Rest))
            {
                return outcome;
            }

            error = ModemError.DataLost;
        }
        else if (error == ModemError.Rejected)
        {
            if (_links.HasEnded(link))
            {
                if (!_links.HasAnnounced(link))
                {
                    return _channel.EndOfStream();
                }

                error = ModemError.DataLost;
            }
            else if (++_refusals < Refusals && AskUnread(link) == Outcome.Ok)
            {
                // Some modules refuse to read nothing. One that still counts for this link only has nothing; but it is not asked for ever.
                _refusals = _links.UnreadOf(link) == 0 ? 0 : _refusals;
                return _channel.EndOfStream();
            }
            else
            {
                error = known > 0 ? ModemError.DataLost : ModemError.ConnectionClosed;
            }
        }

        _links.Fail(link, error);
        return error == Outcome.ErrorOf(outcome) ? outcome : Outcome.Of(error, ModemWait.Data);
    }

    private int Ask(int link, long deadline)
    {
        int outcome = _channel.Enter(Slot.Receiver(link), deadline);
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        outcome = StateOutcome(link, ModemWait.Data);
        if (outcome == Outcome.Ok)
        {
            outcome = AskUnread(link);
            if (Outcome.ErrorOf(outcome) == ModemError.Rejected && _links.HasEnded(link))
            {
                outcome = Outcome.Ok;
            }
        }

        _channel.Leave();
        return outcome;
    }

    private int AskUnread(int link)
    {
        _links.BeginRead(link);
        _channel.Begin(Command.Unread, link);
        _channel.Add(link);
        int outcome = _channel.Run();
        if (outcome == Outcome.Ok)
        {
            int count = _channel.Value(2);
            _links.EndRead(link, 0, count > 0 ? count : 0);
        }

        return outcome;
    }

    private void Drop(int link)
    {
        bool closed = false;
        try
        {
            if (_channel.Enter(Slot.Sender(link), _modem.DeadlineIn(TurnTimeout)) == Outcome.Ok)
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

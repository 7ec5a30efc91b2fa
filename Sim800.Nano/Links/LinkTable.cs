using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Parsing;

namespace Sim800.Nano.Links;

/// <summary>
/// What is known of the six links: state, what has been noted since, and a generation that tells a socket whether the link is still its
/// own. A link is free again only when the module has confirmed its end, so a late code never meets a new connection.
/// The table is its own lock, and that of what its sockets know of their links.
/// </summary>
internal sealed partial class LinkTable
{
    public const int Count = 6;
    public const int None = -1;

    /// <summary>For so many milliseconds the module may give a peer time that has closed: 3.5 s unless it was told otherwise (AT+CIPRDTIMER, fact sheet 2.26).</summary>
    public const int RefusalTime = 4_000;

    // What a link may have been told that outlives its connection: a local port for each protocol, and that datagrams go to and come from anybody.
    public const int TcpPort = 1;
    public const int UdpPort = 1 << Count;
    public const int Extended = 1 << (2 * Count);

    private readonly Gate _gate;
    private readonly byte[] _states = new byte[Count];
    private readonly byte[] _errors = new byte[Count];
    private readonly byte[] _ends = new byte[Count];
    private readonly bool[] _notices = new bool[Count];
    private readonly bool[] _announced = new bool[Count];
    private readonly bool[] _ended = new bool[Count];
    private readonly int[] _unread = new int[Count];
    private readonly int[] _generations = new int[Count];
    private int _generation;
    private readonly byte[] _contexts = new byte[Count];
    private readonly uint[] _addresses = new uint[Count];
    private readonly int[] _ports = new int[Count];
    private Ring[] _rings;
    private readonly long[] _refusedAt = new long[Count];
    private readonly long[] _owedUntil = new long[Count];
    private int _ringSize;
    private int _told;
    private int _over;
    private int _closeDue;
    private int _lingering;
    private int _postponed = None;
    private int _reading = None;
    private int _asked = None;
    private int _changed;

    public LinkTable(Gate gate)
    {
        _gate = gate;
    }

    /// <summary>Whether there is but one link.</summary>
    public bool Single;

    /// <summary>Gets the context whose links the module is being asked for, or <see cref="None"/>: only then what it says of their state is of now.</summary>
    public int Asked => _asked;

    /// <summary>
    /// Gives a free link to a socket, in a context and with its sending side taken, or <see cref="None"/>: the last one below a number, because the module gives
    /// those who come to a listener the first. One for which an answer is owed is the last choice.
    /// </summary>
    public int Take(int below, int context)
    {
        lock (this)
        {
            int link = Find(LinkState.Free, below, false);
            if (link == None)
            {
                link = Find(LinkState.Free, below, true);
            }

            if (link == None)
            {
                // Those of a life before come last: the module refuses, and the connection is closed.
                link = Find(LinkState.Inherited, below, true);
            }

            if (link != None)
            {
                Start(link, LinkState.Taken, context);
            }

            return link;
        }
    }

    /// <summary>Takes note that somebody has given up an exchange on a link whose answer may still come, at the latest at an instant.</summary>
    public void Owe(int link, long until) => _owedUntil[link] = until;

    /// <summary>Until when an answer to an older connection of a link may come; 0 if there is none.</summary>
    public long OwedUntil(int link) => _owedUntil[link];

    /// <summary>Takes back a link that has just been given to a socket.</summary>
    public void TakeBack(int link)
    {
        lock (this)
        {
            if (_states[link] == LinkState.Taken)
            {
                Release(link);
            }
            else if (_states[link] == LinkState.Connected)
            {
                _states[link] = LinkState.Pending;
            }
        }
    }

    /// <summary>Has a link that was taken wait for the result of its connect. From here on what the module says of it is its own.</summary>
    /// <returns>False if it has failed, or has been given up, meanwhile.</returns>
    public bool Begin(int link, uint address, int port)
    {
        lock (this)
        {
            if (_states[link] != LinkState.Taken)
            {
                return false;
            }

            Forget(link);
            _owedUntil[link] = 0;
            _addresses[link] = address;
            _ports[link] = port;
            _states[link] = LinkState.Connecting;
            return true;
        }
    }

    /// <summary>Has a link that was taken be connected: the module has said so in its own way.</summary>
    public void Establish(int link)
    {
        lock (this)
        {
            if (_states[link] == LinkState.Taken)
            {
                Forget(link);
                _owedUntil[link] = 0;
                _states[link] = LinkState.Connected;
                _changed |= 1 << link;
            }
        }
    }

    /// <summary>The context of a link.</summary>
    public int ContextOf(int link) => _contexts[link];

    /// <summary>Tells the peer of a link, if it is known.</summary>
    public bool TellRemote(int link, ModemEndPoint remote)
    {
        remote.Set(_addresses[link], _ports[link]);
        return _addresses[link] != 0 && _ports[link] != 0;
    }

    /// <summary>Has what the module says of the links of a context count, until the turn is over.</summary>
    public void Ask(int context)
    {
        _asked = context;
        _unlisted = false;
    }

    /// <summary>Takes the truth about a link from a line of AT+CIPSTATUS: codes that say it may have been lost. Where both sides agree nothing happens.</summary>
    /// <returns>True if it shows a client of the listener whose report was lost.</returns>
    public bool TakeStatus(Parser line)
    {
        int at = line.ValueStart;
        Ascii.ReadNumber(line.Window, ref at, line.TextEnd);
        Ascii.ReadNumber(line.Window, ref at, line.TextEnd);
        _wordOfDatagrams = IsDatagram(line.Window, at, line.TextEnd);
        uint address = Ascii.ReadAddress(line.Window, ref at, line.TextEnd);
        int port = Ascii.ReadNumber(line.Window, ref at, line.TextEnd);
        return TakeStatus(line.Link, StatusWord.Read(line), address, port);
    }

    /// <summary>Takes the truth about a link, and about its peer, whose address and port are 0 if they are not told.</summary>
    /// <returns>True if it shows a client of the listener whose report was lost.</returns>
    public bool TakeStatus(int link, byte word, uint address, int port)
    {
        bool unreported = word == StatusWord.Connected && IsUnreported(link, address);
        if (unreported)
        {
            Admit(link, address);

            // So may be what it has said.
            _notices[link] = true;
        }
        else if (_asked == _contexts[link])
        {
            TakeStatus(link, word);
        }

        byte state = _states[link];
        if (address != 0 && (state == LinkState.Connected || state == LinkState.Pending || state == LinkState.Inherited))
        {
            _addresses[link] = address;
            _ports[link] = port;
        }

        return unreported;
    }

    // Takes the truth about a link that is not a client's who is unheard of.
    private void TakeStatus(int link, byte word)
    {
        bool idle = word == StatusWord.Idle || word == StatusWord.Listening;
        bool gone = word == StatusWord.Closed || idle;
        lock (this)
        {
            _word = word;
            switch (_states[link])
            {
                case LinkState.Connecting:
                    if (word == StatusWord.Connected)
                    {
                        Record(LineKind.ConnectOk, link);
                    }
                    else if (gone)
                    {
                        Record(LineKind.ConnectFail, link);
                    }

                    break;
                case LinkState.Connected:
                    if (word == StatusWord.Closed && !_ended[link])
                    {
                        Record(LineKind.Closed, link);
                    }
                    else if (idle && !_ended[link])
                    {
                        // As if it had never been: what it held is gone.
                        Fail(link, ModemError.ConnectionClosed);
                    }

                    break;
                case LinkState.Pending:
                    if (word == StatusWord.Closed && !_ended[link])
                    {
                        Record(LineKind.Closed, link);
                    }
                    else if (idle)
                    {
                        Free(link);
                    }

                    break;
                case LinkState.Closing:
                    if (gone)
                    {
                        Free(link);
                    }

                    break;
            }
        }
    }

    /// <summary>The generation of a link: it grows whenever the link is given away.</summary>
    public int GenerationOf(int link) => _generations[link];

    /// <summary>Says whether a link still belongs to the socket that took it in that generation.</summary>
    public bool IsOwn(int link, int generation) => _generations[link] == generation && _states[link] != LinkState.Closing && _states[link] != LinkState.Free;

    /// <summary>Says whether a link still belongs to that socket, and is connected.</summary>
    public bool IsUp(int link, int generation) => _generations[link] == generation && _states[link] == LinkState.Connected;

    /// <summary>The state of a link.</summary>
    public byte StateOf(int link) => _states[link];

    /// <summary>Why a link has failed.</summary>
    public ModemError ErrorOf(int link) => (ModemError)_errors[link];

    /// <summary>Says whether the peer has closed the link.</summary>
    public bool HasEnded(int link) => _ended[link];

    /// <summary>Says whether there may be data that has not been read.</summary>
    public bool HasNotice(int link) => _notices[link];

    /// <summary>Says whether a reader need not wait: the stream is at its end or, where the module holds the data, there may be some.</summary>
    public bool IsReadable(int link, bool pulled) => (pulled && _notices[link]) || _ended[link];

    /// <summary>How many bytes the module is known to hold.</summary>
    public int UnreadOf(int link) => _unread[link];

    /// <summary>Says whether the module has announced data that it has not given.</summary>
    public bool HasAnnounced(int link) => _announced[link];

    /// <summary>Begins to ask the module for data. A notice that comes while it answers may mean more than the answer holds, so what was known is forgotten before.</summary>
    /// <returns>How many bytes it was known to hold.</returns>
    public int BeginRead(int link)
    {
        int known = _unread[link];
        _unread[link] = 0;
        _notices[link] = false;
        _reading = link;
        return known;
    }

    /// <summary>Ends it: so much was received, so much does the module still hold.</summary>
    /// <returns>False if the stream has ended and what was announced is not there.</returns>
    public bool EndRead(int link, int received, int rest)
    {
        _unread[link] = rest;
        bool lost = received + rest == 0 && _ended[link] && _announced[link];
        _announced[link] = lost || rest > 0;
        _notices[link] |= _announced[link];
        return !lost;
    }

    /// <summary>Has the links to come keep what the module sends by itself, each in a ring of that size, or, with 0, not. For the owner of the gate, while there is no link.</summary>
    public void UseRings(int size)
    {
        if (size != _ringSize)
        {
            _ringSize = size;
            _rings = size > 0 ? new Ring[Count] : null;
        }
    }

    /// <summary>Makes the ring of a link ready for a new connection, if it needs one. For the owner of the gate, before the connection can bring data.</summary>
    public void PrepareRing(int link, bool datagrams)
    {
        if (_rings != null)
        {
            if (_rings[link] == null)
            {
                _rings[link] = new Ring(_ringSize);
            }

            _rings[link].Reset(datagrams, _generations[link]);
        }
    }

    /// <summary>The ring of a link, or null if the module holds the data.</summary>
    public Ring RingOf(int link) => _rings?[link];

    /// <summary>The ring of a link whose data somebody may want, or null.</summary>
    public Ring FindRing(int link)
    {
        if (_rings == null)
        {
            return null;
        }

        byte state = _states[link];
        return state == LinkState.Connecting || state == LinkState.Connected || state == LinkState.Pending ? _rings[link] : null;
    }

    /// <summary>Says whether the module has been told something of a link that outlives the connection.</summary>
    public bool WasTold(int link, int what) => (_told & (what << link)) != 0;

    /// <summary>Takes note of it.</summary>
    public void Tell(int link, int what, bool told) => _told = told ? _told | (what << link) : _told & ~(what << link);

    /// <summary>Has the next reader ask the module although it has announced nothing.</summary>
    public void Suspect(int link) => _notices[link] = true;

    /// <summary>Has a link whose first attempt met an old connection wait for its turn again.</summary>
    /// <returns>False if it has been given up meanwhile.</returns>
    public bool Renew(int link)
    {
        lock (this)
        {
            bool own = _states[link] == LinkState.Connecting || _states[link] == LinkState.Failed;
            if (own)
            {
                _states[link] = LinkState.Taken;
            }

            return own;
        }
    }

    /// <summary>Ends the calls on both sides of a link, as long as it is its socket's.</summary>
    public void Abort(int link, int generation)
    {
        lock (this)
        {
            if (IsOwn(link, generation))
            {
                _gate.Abort(Slot.Sender(link));
                _gate.Abort(Slot.Receiver(link));
            }
        }
    }

    /// <summary>Marks a link as given up, if it is still its socket's. What it was connected to must still be closed unless it has ended by itself.</summary>
    /// <param name="link">The link.</param>
    /// <param name="generation">The generation in which its socket has it.</param>
    /// <param name="lingers">Whether a connection is closed slowly.</param>
    /// <returns>True if the module must be told.</returns>
    public bool GiveUp(int link, int generation, bool lingers)
    {
        lock (this)
        {
            if (!IsOwn(link, generation))
            {
                return false;
            }

            if (link == _listener)
            {
                Dismiss();
            }

            End(link, ModemError.Aborted);
            bool tell = _states[link] == LinkState.Failed ? NeedsClose(link) : _states[link] != LinkState.Taken && !_ended[link];
            if (tell)
            {
                _lingering |= lingers && _states[link] == LinkState.Connected ? 1 << link : 0;
                _states[link] = LinkState.Closing;
            }
            else
            {
                Release(link);
            }

            return tell;
        }
    }

    /// <summary>Says whether a connection is to be closed slowly: the first time only, the next one shall be quick.</summary>
    public bool Lingers(int link)
    {
        bool lingers = (_lingering & (1 << link)) != 0;
        _lingering &= ~(1 << link);
        return lingers;
    }

    /// <summary>Makes a link free: the module has confirmed that nothing is left of it.</summary>
    public void Free(int link)
    {
        lock (this)
        {
            Release(link);
        }
    }

    /// <summary>Makes a link free that was being closed, unless it has become free, and perhaps somebody else's, meanwhile.</summary>
    /// <param name="link">The link.</param>
    /// <param name="generation">Its generation when it was to be closed.</param>
    /// <param name="closed">Whether the module has closed something. It then was a client that has come meanwhile, if one has.</param>
    public void EndClosing(int link, int generation, bool closed)
    {
        lock (this)
        {
            if (_generations[link] == generation ? _states[link] == LinkState.Closing : closed && _states[link] == LinkState.Pending)
            {
                Release(link);
            }
        }
    }

    /// <summary>
    /// Takes note that the module has refused to close a link. There may be nothing to close; or the peer has closed, and the module still gives it time, refuses
    /// everything until then, and says only then that it is closed, which would meet the next connection.
    /// </summary>
    /// <returns>True if it has refused already so long ago that nothing can be left of it.</returns>
    public bool IsRefusalFinal(int link, long now)
    {
        if (_refusedAt[link] == 0)
        {
            _refusedAt[link] = now;
        }

        return _states[link] != LinkState.Closing || now - _refusedAt[link] >= RefusalTime;
    }

    /// <summary>Leaves it to the driver thread to close a link in the module, unless that is over already.</summary>
    public void CloseLater(int link)
    {
        lock (this)
        {
            if (_states[link] == LinkState.Closing)
            {
                _closeDue |= 1 << link;
            }
        }
    }

    /// <summary>Lets the other links that are to be closed come first: the module has not confirmed the end of this one.</summary>
    public void Postpone(int link) => _postponed = link;

    /// <summary>Gets a value indicating whether the driver thread has links to close.</summary>
    public bool IsCloseDue => _closeDue != 0;

    /// <summary>Finds the next link that the driver thread has to close, or <see cref="None"/>.</summary>
    public int FindCloseDue()
    {
        int due = _closeDue;
        if (due == 0)
        {
            return None;
        }

        int link = _postponed;
        do
        {
            link = link + 1 == Count ? 0 : link + 1;
        }
        while ((due & (1 << link)) == 0);

        return link;
    }

    /// <summary>Fails a link for a reason on this side, after which its stream cannot be trusted.</summary>
    public void Fail(int link, ModemError error)
    {
        lock (this)
        {
            byte state = _states[link];
            if (state == LinkState.Connecting || state == LinkState.Connected || state == LinkState.Taken || state == LinkState.Listening)
            {
                End(link, error);
                _errors[link] = (byte)error;
                _states[link] = LinkState.Failed;
                _changed |= 1 << link;
            }
        }
    }

    /// <summary>Fails every link: the module holds none of them any more.</summary>
    public void FailAll(ModemError error)
    {
        Array.Clear(_owedUntil, 0, Count);
        FailAll(error, 0);
        FailAll(error, 1);
    }

    /// <summary>Fails every link of a context.</summary>
    public void FailAll(ModemError error, int context)
    {
        for (int link = 0; link < Count; link++)
        {
            if (_contexts[link] == context)
            {
                Fail(link, error);
                if (_states[link] == LinkState.Closing || _states[link] == LinkState.Pending || _states[link] == LinkState.Inherited)
                {
                    Free(link);
                }
            }
        }
    }

    /// <summary>Notes a code that belongs to a link.</summary>
    public void Note(byte kind, int link)
    {
        // What is noted must not meet a link that is given up, or given away, at this moment.
        lock (this)
        {
            Record(kind, link);
        }
    }

    /// <summary>Gets a value indicating whether there is anything to <see cref="Settle"/>, or to take by <see cref="TakeEnd"/>.</summary>
    public bool IsUnsettled => (_changed | _over) != 0 || _reading >= 0 || _asked >= 0;

    /// <summary>Finds a connection that has ended since the last time, and why; <see cref="None"/> if there is none.</summary>
    public int TakeEnd(out ModemError why)
    {
        why = ModemError.None;
        if (_over == 0)
        {
            return None;
        }

        lock (this)
        {
            int link = 0;
            while ((_over & (1 << link)) == 0)
            {
                link++;
            }

            _over &= ~(1 << link);
            why = (ModemError)_ends[link];
            return link;
        }
    }

    /// <summary>Wakes both sides of each link that something has been noted for.</summary>
    public void Settle()
    {
        _reading = None;
        _asked = None;
        int changed = _changed;
        if (changed == 0)
        {
            return;
        }

        _changed = 0;
        for (int slot = 0; changed != 0; changed >>= 1)
        {
            if ((changed & 1) != 0)
            {
                _gate.Rouse(slot);
                _gate.Rouse(slot + 1);
            }

            slot += 2;
        }
    }

    private int Find(byte state, int below, bool owed)
    {
        for (int link = Single && below > 0 ? 0 : below - 1; link >= 0; link--)
        {
            if (_states[link] == state && (owed || _owedUntil[link] == 0) && Occupy(link))
            {
                return link;
            }
        }

        return None;
    }

    // Takes the sending side of a link nobody is on. A thread of the previous owner may still be on its way out.
    private bool Occupy(int link) => !_gate.IsUsed(Slot.Receiver(link)) && _gate.TryUse(Slot.Sender(link));

    private void Start(int link, byte state, int context)
    {
        _states[link] = state;
        _contexts[link] = (byte)context;
        _closeDue &= ~(1 << link);
        _lingering &= ~(1 << link);
        _refusedAt[link] = 0;
        _addresses[link] = 0;
        _ports[link] = 0;
        _generations[link] = ++_generation;
        Forget(link);
    }

    private void Release(int link)
    {
        _closeDue &= ~(1 << link);
        _states[link] = LinkState.Free;
        if (link == _listener)
        {
            _listener = None;
        }
    }

    private void Forget(int link)
    {
        _errors[link] = 0;
        _notices[link] = false;
        _announced[link] = false;
        _ended[link] = false;
        _unread[link] = 0;
    }

    private void End(int link, ModemError why)
    {
        if (_states[link] == LinkState.Connected && !_ended[link])
        {
            _ends[link] = (byte)why;
            _over |= 1 << link;
        }
    }

    private void Record(byte kind, int link)
    {
        byte state = _states[link];
        bool owed = _owedUntil[link] != 0 && (kind == LineKind.CloseOk || (kind >= LineKind.DataAccept && kind <= LineKind.SendFail));
        if (owed)
        {
            _owedUntil[link] = 0;
            _changed |= 1 << link;
        }

        if (state == LinkState.Taken)
        {
            return;
        }

        switch (kind)
        {
            case LineKind.DataNotice:
                _notices[link] = true;

                // One that comes with the data it means announces nothing more.
                _announced[link] |= link != _reading;
                break;
            case LineKind.Pushed:
                break;
            case LineKind.Closed:
                // What the peer sent before may still be read.
                End(link, ModemError.ConnectionClosed);
                _ended[link] = true;
                _notices[link] = true;
                if (state == LinkState.Connecting)
                {
                    Fail(link, ModemError.ConnectFailed);
                }
                else if (state == LinkState.Closing)
                {
                    Free(link);
                }

                break;
            case LineKind.ConnectOk:
                if (state == LinkState.Connecting)
                {
                    _states[link] = LinkState.Connected;
                }
                else if (state == LinkState.Free)
                {
                    // Nobody waits for it any more.
                    _states[link] = LinkState.Closing;
                    CloseLater(link);
                }

                break;
            case LineKind.ConnectFail:
                Fail(link, ModemError.ConnectFailed);
                _ended[link] = true;
                if (state == LinkState.Closing)
                {
                    Free(link);
                }

                break;
            case LineKind.AlreadyConnect:
                // The client that has come on it is no failure.
                if (state == LinkState.Connecting)
                {
                    Fail(link, ModemError.AlreadyConnected);
                }

                break;
            case LineKind.CloseOk:
                if (state == LinkState.Closing || state == LinkState.Pending)
                {
                    Free(link);
                }
                else if (!owed)
                {
                    // Closed by a command of the user's own.
                    End(link, ModemError.Aborted);
                    _ended[link] = true;
                    _notices[link] = true;
                }

                break;
            default:
                return;
        }

        _changed |= 1 << link;
    }

    // Whether the module may still hold a link that has failed.
    private bool NeedsClose(int link)
    {
        switch ((ModemError)_errors[link])
        {
            case ModemError.AlreadyConnected:
                // What it holds there is a client that is about to be reported.
                return !IsListening;
            case ModemError.ContextLost:
            case ModemError.Restarted:
            case ModemError.PoweredDown:
            case ModemError.ConnectFailed:
            case ModemError.NotConnected:
                return false;
            default:
                return !_ended[link];
        }
    }
}

using Sim800.Nano.Channels;

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

    private const int PortShift = 32;

    private readonly Gate _gate;

    // What is known of each link, as a LinkWord, so that one look tells most. Changed under the lock only.
    private readonly int[] _words = new int[Count];

    // What is known of its data, as a LinkNote. Changed by the owner of the gate, who needs no lock for it, and by who gives away a link that nobody has.
    private readonly int[] _notes = new int[Count];

    // The generation of each link and, in a second half, the last one that had ended with nothing left in the module before its link went to a client.
    private readonly int[] _generations = new int[2 * Count];
    private int _generation;

    // The address of the peer and, above it, the port.
    private readonly long[] _peers = new long[Count];
    private Ring[] _rings;

    // Until when an answer is owed and, in a second half, when a close was refused first: an array more is two blocks of the heap more.
    private readonly long[] _instants = new long[2 * Count];
    private int _ringSize;
    private int _told;
    private int _over;
    private int _closeDue;
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
    public void Owe(int link, long until) => _instants[link] = until;

    /// <summary>Until when an answer to an older connection of a link may come; 0 if there is none.</summary>
    public long OwedUntil(int link) => _instants[link];

    /// <summary>Takes back a link that has just been given to a socket.</summary>
    public void TakeBack(int link)
    {
        lock (this)
        {
            if (StateOf(link) == LinkState.Taken)
            {
                Release(link);
            }
            else if (StateOf(link) == LinkState.Connected)
            {
                Move(link, LinkState.Pending);
            }
        }
    }

    /// <summary>Has a link that was taken wait for the result of its connect. From here on what the module says of it is its own.</summary>
    /// <returns>False if it has failed, or has been given up, meanwhile.</returns>
    public bool Begin(int link, uint address, int port)
    {
        lock (this)
        {
            if (StateOf(link) != LinkState.Taken)
            {
                return false;
            }

            Forget(link);
            _instants[link] = 0;
            SetPeer(link, address, port);
            Move(link, LinkState.Connecting);
            return true;
        }
    }

    /// <summary>Has a link that was taken be connected: the module has said so in its own way.</summary>
    public void Establish(int link)
    {
        lock (this)
        {
            if (StateOf(link) == LinkState.Taken)
            {
                Forget(link);
                _instants[link] = 0;
                Move(link, LinkState.Connected);
                _changed |= 1 << link;
            }
        }
    }

    /// <summary>The context of a link.</summary>
    public int ContextOf(int link) => _words[link] >> LinkWord.ContextShift;

    /// <summary>Tells the peer of a link, if it is known.</summary>
    public bool TellRemote(int link, ModemEndPoint remote)
    {
        uint address = AddressOf(link);
        int port = PortOf(link);
        remote.Set(address, port);
        return address != 0 && port != 0;
    }

    /// <summary>The generation of a link: it grows whenever the link is given away.</summary>
    public int GenerationOf(int link) => _generations[link];

    /// <summary>Says whether a link still belongs to the socket that took it in that generation.</summary>
    public bool IsOwn(int link, int generation)
    {
        int state = StateOf(link);
        return _generations[link] == generation && state != LinkState.Closing && state != LinkState.Free;
    }

    /// <summary>Says whether a link still belongs to that socket, and is connected.</summary>
    public bool IsUp(int link, int generation) => (_words[link] & LinkWord.State) == LinkState.Connected && _generations[link] == generation;

    /// <summary>Says whether a link still belongs to that socket, and data may flow both ways.</summary>
    public bool IsOpen(int link, int generation) => (byte)_words[link] == LinkState.Connected && _generations[link] == generation;

    /// <summary>The state of a link.</summary>
    public int StateOf(int link) => _words[link] & LinkWord.State;

    /// <summary>Why a link has failed.</summary>
    public ModemError ErrorOf(int link) => (ModemError)(byte)(_words[link] >> LinkWord.ErrorShift);

    /// <summary>Says whether the peer has closed the link.</summary>
    public bool HasEnded(int link) => (_words[link] & LinkWord.Ended) != 0;

    /// <summary>Says whether the module has been told something of a link that outlives the connection.</summary>
    public bool WasTold(int link, int what) => (_told & (what << link)) != 0;

    /// <summary>Takes note of it.</summary>
    public void Tell(int link, int what, bool told) => _told = told ? _told | (what << link) : _told & ~(what << link);

    /// <summary>Has a link whose first attempt met an old connection wait for its turn again.</summary>
    /// <returns>False if it has been given up meanwhile.</returns>
    public bool Renew(int link)
    {
        lock (this)
        {
            bool own = StateOf(link) == LinkState.Connecting || StateOf(link) == LinkState.Failed;
            if (own)
            {
                Move(link, LinkState.Taken);
            }

            return own;
        }
    }

    private int Find(byte state, int below, bool owed)
    {
        for (int link = Single && below > 0 ? 0 : below - 1; link >= 0; link--)
        {
            if (StateOf(link) == state && (owed || _instants[link] == 0) && Occupy(link))
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
        // Why the connection before has ended may still have to be told.
        _words[link] = (_words[link] & LinkWord.End) | state | (context << LinkWord.ContextShift);
        _notes[link] = 0;
        _closeDue &= ~(1 << link);
        _instants[Count + link] = 0;
        _peers[link] = 0;
        _generations[link] = ++_generation;
    }

    private uint AddressOf(int link) => (uint)_peers[link];

    private int PortOf(int link) => (int)(_peers[link] >> PortShift);

    private void SetPeer(int link, uint address, int port) => _peers[link] = address | ((long)port << PortShift);

    private void Move(int link, byte state) => _words[link] = (_words[link] & ~LinkWord.State) | state;

    private void Release(int link)
    {
        _closeDue &= ~(1 << link);
        Move(link, LinkState.Free);
        if (link == _listener)
        {
            _listener = None;
        }
    }

    private void Forget(int link)
    {
        _words[link] &= ~(LinkWord.Error | LinkWord.Ended);
        _notes[link] = 0;
    }
}

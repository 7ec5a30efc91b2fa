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
            bool own = _states[link] == LinkState.Connecting || _states[link] == LinkState.Failed;
            if (own)
            {
                _states[link] = LinkState.Taken;
            }

            return own;
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
}

using Sim800.Nano.Channels;

namespace Sim800.Nano.Links;

// Data: what has been announced, what the module holds, and where what it sends by itself goes.
internal sealed partial class LinkTable
{
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

    /// <summary>Has the next reader ask the module although it has announced nothing.</summary>
    public void Suspect(int link) => _notices[link] = true;
}

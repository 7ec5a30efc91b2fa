using System.Threading;
using Sim800.Nano.Channels;

namespace Sim800.Nano.Links;

// Data: what has been announced, what the module holds, and where what it sends by itself goes.
internal sealed partial class LinkTable
{
    /// <summary>Says whether there may be data that has not been read.</summary>
    public bool HasNotice(int link) => (_notes[link] & LinkNote.Noticed) != 0;

    /// <summary>Says whether a reader need not wait where the module holds the data: there may be some, or the stream is at its end.</summary>
    public bool IsReadable(int link) => HasNotice(link) || HasEnded(link);

    /// <summary>Says whether a link still belongs to a socket and is open, and there is nothing to be read that the module holds.</summary>
    public bool IsQuiet(int link, int generation) =>
        (_notes[link] & LinkNote.Noticed) == 0 && (byte)_words[link] == LinkState.Connected && _generations[link] == generation;

    /// <summary>Says whether a link still belongs to a socket, is connected, and there may be data that the module holds.</summary>
    public bool IsReady(int link, int generation) =>
        (_notes[link] & LinkNote.Noticed) != 0 && (_words[link] & LinkWord.State) == LinkState.Connected && _generations[link] == generation;

    /// <summary>How many bytes the module is known to hold.</summary>
    public int UnreadOf(int link) => _notes[link] >> LinkNote.UnreadShift;

    /// <summary>Says whether the module has announced data that it has not given.</summary>
    public bool HasAnnounced(int link) => (_notes[link] & LinkNote.Announced) != 0;

    /// <summary>Begins to ask the module for data. A notice that comes while it answers may mean more than the answer holds, so what was known is forgotten before.</summary>
    /// <returns>How many bytes it was known to hold.</returns>
    public int BeginRead(int link)
    {
        int notes = _notes[link];
        _notes[link] = notes & LinkNote.Announced;
        _reading = link;
        return notes >> LinkNote.UnreadShift;
    }

    /// <summary>Ends it: so much was received, so much does the module still hold.</summary>
    /// <returns>False if the stream has ended and what was announced is not there.</returns>
    public bool EndRead(int link, int received, int rest)
    {
        if (rest > 0)
        {
            _notes[link] = (rest << LinkNote.UnreadShift) | LinkNote.Noticed | LinkNote.Announced;
        }
        else if (received == 0 && HasEnded(link) && HasAnnounced(link))
        {
            _notes[link] |= LinkNote.Noticed;
            return false;
        }
        else
        {
            _notes[link] &= LinkNote.Noticed;
        }

        return true;
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

        int state = StateOf(link);
        return state == LinkState.Connecting || state == LinkState.Connected || state == LinkState.Pending ? _rings[link] : null;
    }

    /// <summary>Has the next reader ask the module although it has announced nothing.</summary>
    public void Suspect(int link)
    {
        // If they have changed at this moment, there was a notice.
        int notes = _notes[link];
        Interlocked.CompareExchange(ref _notes[link], notes | LinkNote.Noticed, notes);
    }
}

using Sim800.Nano.Channels;
using Sim800.Nano.Parsing;

namespace Sim800.Nano.Links;

// Connections of a life before. Nobody has them, and nobody is given their links as long as there are others.
internal sealed partial class LinkTable
{
    // What the module has said of the link that it was asked for last.
    private byte _word;
    private bool _wordOfDatagrams;

    /// <summary>Notes that the module has a connection that nobody here has made.</summary>
    public void Inherit(int link, int context)
    {
        lock (this)
        {
            if (StateOf(link) == LinkState.Free)
            {
                Start(link, LinkState.Inherited, context);
                PrepareRing(link, false);
            }
        }
    }

    /// <summary>Takes the sending side of a link that nobody has: one of a life before, or one that was closed since and may hold data.</summary>
    /// <returns>Whether nobody has it.</returns>
    public bool TakeInherited(int link, int context)
    {
        lock (this)
        {
            bool free = StateOf(link) == LinkState.Free;
            if ((!free && (StateOf(link) != LinkState.Inherited || ContextOf(link) != context)) || !Occupy(link))
            {
                return false;
            }

            if (free)
            {
                Start(link, LinkState.Inherited, context);
                PrepareRing(link, false);
            }

            return true;
        }
    }

    /// <summary>Says what the module has said of a link just now, and whether it is one of datagrams, as far as that can be known.</summary>
    public byte TakeWord(out bool datagrams)
    {
        byte word = _word;
        datagrams = _wordOfDatagrams;
        _word = StatusWord.Other;
        return word;
    }

    /// <summary>Has a link of a life before be a connection of its socket, and be asked for data.</summary>
    public void Revive(int link, bool ended)
    {
        lock (this)
        {
            if (StateOf(link) == LinkState.Inherited)
            {
                Move(link, LinkState.Connected);
                _words[link] |= ended ? LinkWord.Ended : 0;
                _notes[link] |= LinkNote.Noticed;
            }
        }
    }

    /// <summary>Gives a link back that did not become its socket's.</summary>
    public void LeaveInherited(int link, bool gone)
    {
        lock (this)
        {
            if (gone && StateOf(link) == LinkState.Inherited)
            {
                Release(link);
            }
        }
    }

    private static bool IsDatagram(byte[] window, int at, int end)
    {
        while (at < end && window[at] != Ascii.U && window[at] != Ascii.T)
        {
            at++;
        }

        return at < end && window[at] == Ascii.U;
    }
}

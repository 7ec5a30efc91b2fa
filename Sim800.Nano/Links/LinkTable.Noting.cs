using System.Threading;
using Sim800.Nano.Parsing;

namespace Sim800.Nano.Links;

// What the module says of a link by itself, and who is woken for it.
internal sealed partial class LinkTable
{
    /// <summary>Notes a code that belongs to a link.</summary>
    public void Note(byte kind, int link)
    {
        // What is noted must not meet a link that is given up, or given away, at this moment.
        lock (this)
        {
            Record(kind, link);
        }
    }

    /// <summary>Notes that the module holds data for a link, if that has one who may want it, and wakes its receiver.</summary>
    /// <returns>Whether they can only be of a client of whom nothing is known.</returns>
    public bool Announce(int link)
    {
        lock (this)
        {
            if ((_words[link] & LinkWord.State) <= LinkState.Taken)
            {
                return IsStranger(link);
            }

            // One that comes with the data it means announces nothing more.
            _notes[link] |= link == _reading ? LinkNote.Noticed : LinkNote.Noticed | LinkNote.Announced;
        }

        int slot = (link << 1) + 1;
        if (slot != _gate.Owner)
        {
            _gate.Wake(slot);
        }

        return false;
    }

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
            why = (ModemError)(byte)(_words[link] >> LinkWord.EndShift);
            return link;
        }
    }

    /// <summary>Ends a turn: what the module says from here on answers nothing that was asked in it, and both sides of each link that something has been noted for are woken.</summary>
    /// <returns>Whether there is an end to take by <see cref="TakeEnd"/>.</returns>
    public bool Settle()
    {
        _reading = None;
        _asked = None;
        return _changed != 0 && WakeChanged();
    }

    private bool WakeChanged()
    {
        // Other threads note too.
        int changed = Interlocked.Exchange(ref _changed, 0);
        for (int slot = 0; changed != 0; changed >>= 1)
        {
            if ((changed & 1) != 0)
            {
                _gate.Rouse(slot);
                _gate.Rouse(slot + 1);
            }

            slot += 2;
        }

        return _over != 0;
    }

    private void End(int link, ModemError why)
    {
        if ((byte)_words[link] == LinkState.Connected)
        {
            _words[link] = (_words[link] & ~LinkWord.End) | ((int)why << LinkWord.EndShift);
            _over |= 1 << link;
            _changed |= 1 << link;
        }
    }

    private void Record(byte kind, int link)
    {
        int state = StateOf(link);
        bool owed = _instants[link] != 0 && (kind == LineKind.CloseOk || (kind >= LineKind.DataAccept && kind <= LineKind.SendFail));
        if (owed)
        {
            _instants[link] = 0;
            _changed |= 1 << link;
        }

        if (state == LinkState.Taken)
        {
            return;
        }

        switch (kind)
        {
            case LineKind.Pushed:
                break;
            case LineKind.Closed:
                // What the peer sent before may still be read.
                End(link, ModemError.ConnectionClosed);
                _words[link] |= LinkWord.Ended;
                _notes[link] |= LinkNote.Noticed;
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
                    Move(link, LinkState.Connected);
                }
                else if (state == LinkState.Free)
                {
                    // Nobody waits for it any more.
                    Move(link, LinkState.Closing);
                    CloseLater(link);
                }

                break;
            case LineKind.ConnectFail:
                Fail(link, ModemError.ConnectFailed);
                _words[link] |= LinkWord.Ended;
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
                    _words[link] |= LinkWord.Ended;
                    _notes[link] |= LinkNote.Noticed;
                }

                break;
            default:
                return;
        }

        _changed |= 1 << link;
    }
}

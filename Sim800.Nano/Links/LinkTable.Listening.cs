using Sim800.Nano.Channels;
using Sim800.Nano.Parsing;

namespace Sim800.Nano.Links;

// The listener, which is one of the six, and the clients that the module has accepted for it.
internal sealed partial class LinkTable
{
    private int _listener = None;
    private bool _unlisted;

    /// <summary>Gets a value indicating whether there is a listener.</summary>
    public bool IsListening => _listener != None;

    /// <summary>Gets a value indicating whether a client waits for somebody to accept it.</summary>
    public bool HasClient => FindClient() != None;

    /// <summary>Says whether a link is the listener.</summary>
    public bool IsListener(int link) => link == _listener;

    /// <summary>Says whether a connection whose link has gone to a client had ended, with nothing left in the module.</summary>
    public bool WasDrained(int link, int generation) => _generations[Count + link] == generation;

    /// <summary>Gives the listener a link, with its sending side taken, or <see cref="None"/> if there is a listener, or a link in use and that does not go together.</summary>
    public int TakeListener(int context, bool besides)
    {
        lock (this)
        {
            int free = None;
            for (int link = 0; link < Count; link++)
            {
                if (StateOf(link) == LinkState.Free)
                {
                    free = link;
                }
                else if (!besides || link == _listener)
                {
                    return None;
                }
            }

            if (free != None && Occupy(free))
            {
                Start(free, LinkState.Taken, context);
                _listener = free;
                return free;
            }
        }

        return None;
    }

    /// <summary>Gives the client that has waited longest to a socket, with its sending side taken, or <see cref="None"/>.</summary>
    public int TakeClient()
    {
        lock (this)
        {
            int first = FindClient();
            if (first != None && Occupy(first))
            {
                Move(first, LinkState.Connected);
                return first;
            }
        }

        return None;
    }

    /// <summary>Notes a client that the module has accepted. It gives away no link that is in use: whoever had it until now, or was about to connect on it, has it no longer.</summary>
    public void Admit(int link, uint address)
    {
        lock (this)
        {
            int state = StateOf(link);
            int listener = IsListening ? StateOf(_listener) : LinkState.Free;
            if (link == _listener || (!IsListening && state != LinkState.Free))
            {
                if (state == LinkState.Taken)
                {
                    // A transparent connection listens on the only link.
                    SetPeer(link, address, PortOf(link));
                }

                return;
            }

            bool drained = HasEnded(link) && !HasAnnounced(link) && UnreadOf(link) == 0;
            _generations[Count + link] = drained ? _generations[link] : 0;
            bool owned = state == LinkState.Connected || state == LinkState.Failed;
            Ring ring = RingOf(link);
            if (owned && ring != null && !ring.IsEmpty)
            {
                // Its socket has it, and reads it to the end.
                _rings[link] = null;
            }

            Start(link, LinkState.Pending, IsListening ? ContextOf(_listener) : 0);
            SetPeer(link, address, 0);
            PrepareRing(link, false);
            _changed |= 1 << link;
            if (listener == LinkState.Listening || listener == LinkState.Connecting)
            {
                _changed |= 1 << _listener;
            }
            else
            {
                Dismiss();
            }
        }
    }

    /// <summary>Notes what the module says of its listener: SERVER OK, SERVER CLOSE, or that it could not.</summary>
    public void NoteServer(byte first)
    {
        lock (this)
        {
            int link = _listener;
            if (link == None)
            {
                return;
            }

            if (first == Ascii.C)
            {
                // Closed by a command of the user's own, unless a new one is being opened.
                if (StateOf(link) == LinkState.Listening)
                {
                    _words[link] |= LinkWord.Ended;
                    Fail(link, ModemError.ConnectionClosed);
                }
            }
            else if (first != Ascii.O)
            {
                _words[link] |= LinkWord.Ended;
                Fail(link, ModemError.ConnectFailed);
            }
            else if (StateOf(link) == LinkState.Connecting)
            {
                Move(link, LinkState.Listening);
            }

            _changed |= 1 << link;
        }
    }

    /// <summary>Says whether data on a link can only be of a client of whom nothing is known.</summary>
    public bool IsStranger(int link) => StateOf(link) == LinkState.Free && _listener != None;

    /// <summary>Has a client of whom nothing is known be closed.</summary>
    public void TurnAway(int link)
    {
        lock (this)
        {
            if (IsStranger(link))
            {
                Start(link, LinkState.Closing, ContextOf(_listener));
                HaveClosed(link);
            }
        }
    }

    /// <summary>Begins to take a list of the links, which names the listener only if there is one.</summary>
    public void BeginList() => _unlisted = true;

    /// <summary>Ends it.</summary>
    public void EndList()
    {
        if (_unlisted)
        {
            TakeListener(StatusWord.Idle);
        }
    }

    /// <summary>Takes the truth about the listener: codes that say it may have been lost.</summary>
    public void TakeListener(byte word)
    {
        _unlisted = false;
        if (!IsListening || _asked != ContextOf(_listener))
        {
            return;
        }

        int state = StateOf(_listener);
        if (word == StatusWord.Listening)
        {
            NoteServer(Ascii.O);
        }
        else if (word == StatusWord.Idle && (state == LinkState.Listening || state == LinkState.Connecting))
        {
            NoteServer(state == LinkState.Listening ? Ascii.C : Ascii.F);
        }
    }

    // Whether the module has a connection on a link that can only be a client's of whom nothing is known: the link is nobody's, or its peer is another.
    private bool IsUnreported(int link, uint address)
    {
        if (!IsListening || _asked != ContextOf(_listener))
        {
            return false;
        }

        switch (StateOf(link))
        {
            case LinkState.Free:
            case LinkState.Taken:
                return true;
            case LinkState.Connecting:
            case LinkState.Connected:
            case LinkState.Pending:
                return address != 0 && AddressOf(link) != 0 && AddressOf(link) != address;
            default:
                return false;
        }
    }

    // The client that has waited longest.
    private int FindClient()
    {
        int first = None;
        for (int link = 0; link < Count; link++)
        {
            if (StateOf(link) == LinkState.Pending && (first == None || _generations[link] < _generations[first]))
            {
                first = link;
            }
        }

        return first;
    }

    // Nobody will accept those who have come.
    private void Dismiss()
    {
        for (int link = 0; link < Count; link++)
        {
            if (StateOf(link) == LinkState.Pending)
            {
                Move(link, LinkState.Closing);
                HaveClosed(link);
            }
        }
    }

    // By the thread of the driver.
    private void HaveClosed(int link)
    {
        _closeDue |= 1 << link;
        _gate.Wake(Slot.Driver);
    }
}

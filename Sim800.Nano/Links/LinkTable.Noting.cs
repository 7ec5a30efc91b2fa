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
}

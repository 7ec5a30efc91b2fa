using Sim800.Nano.Parsing;

namespace Sim800.Nano.Links;

// What the module says of its links when it is asked.
internal sealed partial class LinkTable
{
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
            _notes[link] |= LinkNote.Noticed;
        }
        else if (_asked == ContextOf(link))
        {
            TakeStatus(link, word);
        }

        int state = StateOf(link);
        if (address != 0 && (state == LinkState.Connected || state == LinkState.Pending || state == LinkState.Inherited))
        {
            SetPeer(link, address, port);
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
            switch (StateOf(link))
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
                    if (word == StatusWord.Closed && !HasEnded(link))
                    {
                        Record(LineKind.Closed, link);
                    }
                    else if (idle && !HasEnded(link))
                    {
                        // As if it had never been: what it held is gone.
                        Fail(link, ModemError.ConnectionClosed);
                    }

                    break;
                case LinkState.Pending:
                    if (word == StatusWord.Closed && !HasEnded(link))
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
}

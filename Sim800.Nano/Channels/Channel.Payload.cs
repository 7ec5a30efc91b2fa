using Sim800.Nano.Commands;
using Sim800.Nano.Parsing;
using Sim800.Nano.Recording;

namespace Sim800.Nano.Channels;

// Payload: counted, to and from the caller's buffer, and into the ring of a link when the module sends by itself.
internal sealed partial class Channel
{
    /// <summary>Sends one block of payload on a link: command, prompt, bytes, result.</summary>
    /// <param name="link">The link.</param>
    /// <param name="buffer">The bytes.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="target">Where datagrams go from now on, if that is to change: the module is told before.</param>
    /// <param name="patience">How long the result may take in milliseconds, -1 for as long as it likes, 0 for the limit of the command.</param>
    public int Send(int link, byte[] buffer, int offset, int count, ModemEndPoint target, int patience)
    {
        if (target != null)
        {
            int redirected = Redirect(link, target);
            if (redirected != Outcome.Ok)
            {
                return redirected;
            }
        }

        Begin(Command.Send, link);
        AddLink(link);
        Add(count);

        // Until they are written the module may ask for these bytes, and would take the next command for them.
        _payloadDue = count;
        return Deliver(buffer, offset, count, false, patience);
    }

    /// <summary>Sends one block of text on a link, whose length the module is not told.</summary>
    /// <param name="link">The link.</param>
    /// <param name="buffer">The bytes.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="marked">Whether their end is marked; if not, the module sends them when its timer says so.</param>
    /// <param name="patience">As in <see cref="Send"/>.</param>
    public int SendText(int link, byte[] buffer, int offset, int count, bool marked, int patience)
    {
        Begin(Command.SendText, link);
        AddLink(Ascii.Equal, link);

        // Until the end is marked, an escape ends the prompt.
        _payloadDue = 1;
        return Deliver(buffer, offset, count, marked, patience);
    }

    private int Deliver(byte[] buffer, int offset, int count, bool marked, int patience)
    {
        _accepted = count;
        _parser.Accepted = count;
        _shortest = ShortestPrompt;
        _parser.PromptExpected = true;
        Dispatch();
        int outcome = Await(NoEnd, true);
        _parser.PromptExpected = false;
        if (outcome != Outcome.Ok)
        {
            return FinishSend(outcome);
        }

        _shortest = ShortestOk;
        _port.Threshold = ShortestOk;
        int due = _payloadDue;
        int left = count;
        int piece = _port.Stretch;
        do
        {
            piece = piece < left ? piece : left;
            _unwritten = !_port.Write(buffer, offset, piece);
            if (_unwritten)
            {
                break;
            }

            offset += piece;
            left -= piece;
            _payloadDue = due < count ? due : left;
        }
        while (left > 0 && !Gate.IsOwnerAborted);

        if (marked && left == 0)
        {
            _out[0] = Ascii.Substitute;
            _unwritten = !_port.Write(_out, 0, 1);
            _payloadDue = _unwritten ? due : 0;
        }

        _deadline = patience < 0 ? long.MaxValue : _port.Now + (patience > 0 ? patience : Limit);
        outcome = Await(LineKind.DataAccept, false);
        if (outcome == Outcome.Ok)
        {
            _counts[Counter.Sends]++;
        }
        else if (Outcome.ErrorOf(outcome) == ModemError.TimedOut)
        {
            // Bytes may have been lost on their way, and the module still waits for them.
            _payloadDue = due;
        }

        return FinishSend(outcome);
    }

    private int FinishSend(int outcome)
    {
        Finish(outcome);
        EndSend();
        return outcome;
    }

    private void EndSend()
    {
        _accepted = NoSend;
        _closed = false;
    }

    // How many bytes the module may still ask for.
    private int Due => _accepted < 0 ? 0 : _payloadDue;

    /// <summary>Reads what the module holds for a link, straight into the buffer.</summary>
    public int Receive(int link, byte[] buffer, int offset, int count)
    {
        int most = ReadsHex ? Sim800Modem.MaxBlock / 2 : Sim800Modem.MaxBlock;
        count = count < most ? count : most;
        Begin(ReadsHex ? Command.ReadHex : Command.Read, link);
        AddLink(link);
        Add(count);
        _shortest = ShortestLong;
        _target = buffer;
        _targetOffset = offset;
        _targetCount = count;
        Received = -1;
        Rest = 0;
        int outcome = Run();
        EndRead();
        if (outcome == Outcome.Ok)
        {
            if (Received < 0)
            {
                return Outcome.Of(ModemError.DataLost, ModemWait.Payload);
            }

            if (Received > 0)
            {
                _counts[Counter.Receives]++;
            }
        }

        return outcome;
    }

    // The buffers are the caller's, and kept no longer than his call.
    private void EndRead()
    {
        _target = null;
        Sender = null;
    }

    // Payload whose reader has given up is counted off as long as it comes: its bytes are no lines.
    private bool SkipPayload()
    {
        if (_pushing)
        {
            TakePushed();
            return !_pushing;
        }

        long until = _port.Now + PayloadRepair;
        while (_parser.PayloadLeft > 0 && _port.Now < until && AwaitBytes(RepeatGuard) > 0)
        {
            ReadWindow(_port.Available);
            _parser.Skip();
        }

        if (_parser.PayloadLeft > 0)
        {
            if (Gate.IsOwnerAborted)
            {
                return false;
            }

            _parser.Reset();
        }

        return true;
    }

    // The payload of the read that runs.
    private int TakeRead()
    {
        Parser parser = _parser;
        int count = parser.Hex ? parser.PayloadLeft / 2 : parser.PayloadLeft;
        if (count > _targetCount)
        {
            // More than was asked for: it answers something else.
            return Undecided;
        }

        int rest = parser.Field(3);
        Rest = rest > 0 ? rest : 0;
        if (Sender != null)
        {
            parser.ReadSender(Sender);
        }

        int have = parser.Hex ? TakeDigits(count) : TakePayload(_target, _targetOffset, count, _deadline);
        if (have < count)
        {
            return Outcome.Of(Gate.IsOwnerAborted ? ModemError.Aborted : ModemError.DataLost, ModemWait.Payload);
        }

        Received = count;
        _shortest = ShortestOk;
        if (parser.Start == parser.End)
        {
            // Its OK is under way.
            int available = _port.Available;
            if (available < ShortestOk)
            {
                ReadUnderWay(ShortestOk);
            }
            else
            {
                ReadWindow(available);
            }
        }

        return Undecided;
    }

    // Payload that nobody has asked for: as much as there is room for goes straight into the ring of its link, the rest is passed over.
    private void BeginPushed()
    {
        int count = _parser.PayloadLeft;
        _pushed = _parser.Link;
        _ring = Sink.FindRing(_parser);
        _room = _ring == null ? 0 : _ring.Begin(count);
        _cut = _ring != null && !_ring.HoldsDatagrams && _room < count;
        _pushing = true;
        TakePushed();
    }

    // An owner who has been told to give up leaves the rest to the next: it is not his.
    private void TakePushed()
    {
        long begun = _port.Now;
        bool whole = true;
        while (whole && _parser.PayloadLeft > 0)
        {
            // Where there is no room, the parser's own window is at hand: while payload is under way it holds nothing else.
            int left = _parser.PayloadLeft;
            int piece = _room > 0 ? _ring.Piece(_room) : left < WindowSize ? left : WindowSize;
            int taken = _room > 0
                ? TakePayload(_ring.Bytes, _ring.At, piece, begun + PayloadTime)
                : TakePayload(_parser.Window, 0, piece, begun + PayloadTime);
            if (_room > 0)
            {
                _ring.Advance(taken);
                _room -= taken;
            }

            whole = taken == piece;
        }

        // Who waits for an answer behind it has not been kept waiting by the module.
        _deadline += _port.Now - begun;
        if (whole || !Gate.IsOwnerAborted)
        {
            EndPushed(whole);
        }
    }

    private void EndPushed(bool whole)
    {
        _pushing = false;
        if (_ring != null)
        {
            _ring.Commit(_room == 0);
        }

        if (!whole)
        {
            _parser.EndPayload();
        }

        if (_cut || !whole)
        {
            Sink.Lose(_pushed);
        }
        else if (_ring != null)
        {
            _port.Counters.Count(Counter.Receives);
        }

        // The receiver makes room while more is on the line, and does not wait for the end of this turn.
        Sink.Take(_parser);
        Sink.Settle();
    }

    // Two digits a byte, in pieces, by way of the parser's window.
    private int TakeDigits(int count)
    {
        byte[] window = _parser.Window;
        int done = 0;
        while (done < count)
        {
            int digits = (count - done) * 2;
            digits = digits < WindowSize ? digits : WindowSize;
            if (TakePayload(window, 0, digits, _deadline) < digits)
            {
                break;
            }

            for (int i = 0; i < digits; i += 2)
            {
                int value = (Ascii.HexOf(window[i]) << 4) | Ascii.HexOf(window[i + 1]);
                if (value < 0)
                {
                    return done;
                }

                _target[_targetOffset + done] = (byte)value;
                done++;
            }
        }

        return done;
    }

    // Takes payload that is under way, and says how much of it came before a silence.
    private int TakePayload(byte[] target, int offset, int count, long until)
    {
        int have = _parser.Take(target, offset, count);
        int piece = _port.Stretch;
        while (have < count)
        {
            if (Gate.IsOwnerAborted)
            {
                if (Gate.MustLeave())
                {
                    break;
                }

                // What was on the line is taken; a piece as long as those before would take as long as they once more.
                piece = _port.BaudRate * Gate.LeaveGrace / BitTimes;
            }

            int more = count - have;
            more = more < piece ? more : piece;
            if (!_port.Read(target, offset + have, more))
            {
                // The module pauses in the middle. What has come so far is taken, then silence is measured.
                int available = _port.Now > until ? 0 : AwaitBytes(PayloadSilence);
                more = available < more ? available : more;
                if (more == 0 || !_port.Read(target, offset + have, more))
                {
                    break;
                }
            }

            have += more;
            _parser.Passed(more);
        }

        return have;
    }

    private int Redirect(int link, ModemEndPoint target)
    {
        Begin(Command.DatagramMode, link);
        AddLink(link);
        Add(Ascii.N2);
        Add(Ascii.Comma);
        Add(target);
        return Run();
    }
}

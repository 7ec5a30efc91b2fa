using System;
using Sim800.Nano.Parsing;

namespace Sim800.Nano.Channels;

// Answers: what comes is read until the end of the one that is waited for.
internal sealed partial class Channel
{
    /// <summary>Sends the command and waits for the end of its answer.</summary>
    public int Run()
    {
        Dispatch();
        return Finish(Await((byte)(_row >> BitsOfEnd), false));
    }

    /// <summary>Waits for a line that comes by itself, at most up to the deadline.</summary>
    public int Attend(byte kind, long deadline)
    {
        _shortest = ShortestLong;
        _deadline = deadline;
        _unfinished = true;
        int outcome = Finish(Await(kind, false));
        return Outcome.ErrorOf(outcome) == ModemError.TimedOut ? Outcome.Of(ModemError.TimedOut, ModemWait.Connect) : outcome;
    }

    private int Finish(int outcome)
    {
        _unfinished = false;
        if (outcome != Outcome.Ok && IsUndecided(outcome))
        {
            Doubt(Due);
        }

        if (outcome != Outcome.Ok || _recorder != null)
        {
            Keep(outcome);
        }

        return outcome;
    }

    private int Await(byte end, bool prompt)
    {
        if (_unwritten)
        {
            _unwritten = false;
            return Outcome.Of(ModemError.TimedOut, prompt ? ModemWait.Prompt : ModemWait.Answer);
        }

        Parser parser = _parser;
        while (true)
        {
            int outcome;
            Token token = Token.None;
            if (parser.Start != parser.End || _pushed != Nobody)
            {
                token = _pushed == Nobody ? parser.Next() : NextBehindPushed();
            }

            if (token == Token.None)
            {
                outcome = Fill();
                if (outcome != Outcome.Ok)
                {
                    return Unanswered(outcome, end, prompt);
                }

                continue;
            }

            if (token == Token.Line)
            {
                // Almost every answer ends so.
                byte kind = parser.Kind;
                if (kind == end && !_strict && !parser.Displaced && (kind == LineKind.Ok || IsMine(kind)))
                {
                    return Outcome.Ok;
                }

                outcome = Weigh(kind, end);
            }
            else if (token == Token.Payload)
            {
                outcome = Undecided;
                if (parser.Kind == LineKind.Pushed)
                {
                    BeginPushed();
                }
                else if (_target != null && Received < 0 && parser.Link == _link)
                {
                    outcome = TakeRead();
                }
            }
            else
            {
                outcome = Outcome.Ok;
                if (!prompt)
                {
                    WriteEscapes(_owedBytes);
                    outcome = Undecided;
                }
            }

            if (outcome != Undecided)
            {
                return outcome;
            }
        }
    }

    // The end has not come.
    private int Unanswered(int outcome, byte end, bool prompt)
    {
        if (_closed)
        {
            return Outcome.Of(ModemError.ConnectionClosed, ModemWait.SendResult);
        }

        bool waited = outcome == (int)ModemError.TimedOut || outcome == (int)ModemError.Aborted;
        return waited ? outcome | ((int)(prompt ? ModemWait.Prompt : end == LineKind.DataAccept ? ModemWait.SendResult : ModemWait.Answer) << 8) : outcome;
    }

    // A line that is not simply the expected end.
    private int Weigh(byte kind, byte end)
    {
        Parser parser = _parser;
        if (parser.Displaced && Received >= 0 && _target != null)
        {
            return Outcome.Of(ModemError.DataLost, ModemWait.Payload);
        }

        if (kind == end && (!_strict || _informed) && IsMine(kind))
        {
            return Outcome.Ok;
        }

        if (_strict && !_informed && kind != LineKind.Marker)
        {
            // Ends and errors before the marker are owed ones, whose owner has given up.
            Sink.Take(parser);
            return GiveTime();
        }

        byte information = (byte)(_row >> BitsOfInformation);
        if (information != 0 && kind == information && TakeInformation(kind))
        {
            _informed = true;
            _shortest = ShortestOk;
            return Undecided;
        }

        switch (kind)
        {
            case LineKind.Connect:
                // Data mode in the middle of an exchange: what follows is payload.
                return Refusal;
            case LineKind.Error:
                return Outcome.Rejected(-1);
            case LineKind.ModuleError:
            case LineKind.MessageError:
                return Outcome.Rejected(parser.Field(0));
        }

        if (end == LineKind.DataAccept && parser.Link == _link && (kind == LineKind.SendFail || kind == LineKind.SendOk))
        {
            return kind == LineKind.SendOk ? Outcome.Ok : Outcome.Of(ModemError.SendFailed, ModemWait.SendResult);
        }

        if (_reply != null)
        {
            if (end == LineKind.Ok && (kind == LineKind.ShutOk || kind == LineKind.CloseOk || kind == LineKind.PowerDown))
            {
                Sink.Take(parser);
                return Outcome.Ok;
            }

            if (IsInformation(kind))
            {
                TakeReply();
                return GiveTime();
            }
        }

        Sink.Take(parser);
        if (end == LineKind.Connect && ErrorOfConnect(kind) != ModemError.None)
        {
            return Outcome.Of(ErrorOfConnect(kind), ModemWait.Connect);
        }

        if (_accepted >= 0 && kind == LineKind.Closed && parser.Link == _link)
        {
            // A result may still follow; if none does, this was the reason.
            _closed = true;
            long grace = _port.Now + ClosedGrace;
            _deadline = grace < _deadline ? grace : _deadline;
        }

        return GiveTime();
    }

    // Unless it is known that the end will not come. Somebody who talks without a pause does not keep the exchange for ever.
    private int GiveTime() => _broken != Outcome.Ok ? _broken : _port.Now - _deadline > Overtime ? Outcome.Of(ModemError.TimedOut, ModemWait.Answer) : Undecided;

    // What may come instead of CONNECT. CONNECT OK is the result of a module that has forgotten that it shall be transparent.
    private static ModemError ErrorOfConnect(byte kind)
    {
        switch (kind)
        {
            case LineKind.ConnectFail:
            case LineKind.ConnectOk:
            case LineKind.Closed:
                return ModemError.ConnectFailed;
            case LineKind.AlreadyConnect:
                return ModemError.AlreadyConnected;
            case LineKind.ContextLost:
                return ModemError.ContextLost;
            default:
                return ModemError.None;
        }
    }

    // The end of another link's exchange, or of a send of another length, is a late one; so is what looks like the end but comes before the OK that stands first.
    private bool IsMine(byte kind) => kind > LineKind.LastOfLink
        ? _informed || (byte)(_row >> BitsOfInformation) != LineKind.Ok
        : _parser.Link == _link && (_accepted < 0 || _parser.Field(2) == _accepted);

    private bool TakeInformation(byte kind)
    {
        if (kind <= LineKind.LastOfLink && _parser.Link != _link)
        {
            return false;
        }

        // The code +CREG: <state>[,"lac","ci"] looks like the answer +CREG: <n>,<state>[,"lac","ci"].
        if (kind == LineKind.Registration && (_parser.Fields & 1) != 0)
        {
            return false;
        }

        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = _parser.Field(i);
        }

        if (kind == LineKind.Sim)
        {
            _values[0] = _parser.FirstLetter();
        }

        return true;
    }

    private static bool IsInformation(byte kind) =>
        kind == LineKind.Text || kind == LineKind.DataCount || kind == LineKind.SendSize || kind == LineKind.Acknowledged ||
        (kind >= LineKind.Address && kind <= LineKind.Signal) || kind == LineKind.Function ||
        (kind >= LineKind.State && kind <= LineKind.LastLinkStatus) || kind == LineKind.ListenerStatus;

    private void TakeReply()
    {
        int length = _parser.TextEnd - _parser.TextStart;
        int room = _reply.Length - ReplyCount;
        if (ReplyCount > 0 && room > 0)
        {
            _reply[ReplyCount++] = Ascii.LineFeed;
            room--;
        }

        if (length > room)
        {
            ReplyLost += length - room;
            length = room;
        }

        Array.Copy(_parser.Window, _parser.TextStart, _reply, ReplyCount, length);
        ReplyCount += length;
    }
}

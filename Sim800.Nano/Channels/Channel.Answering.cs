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
        return Finish(Await(_end, false));
    }

    /// <summary>Waits for a line that comes by itself, at most up to the deadline.</summary>
    public int Attend(byte kind, long deadline)
    {
        _shortest = ShortestLong;
        _deadline = deadline;
        _written = true;
        int outcome = Finish(Await(kind, false));
        return Outcome.ErrorOf(outcome) == ModemError.TimedOut ? Outcome.Of(ModemError.TimedOut, ModemWait.Connect) : outcome;
    }

    private int Finish(int outcome)
    {
        // An OK that came in one piece with its payload is not under way any more.
        _underWay = false;
        _unfinished = false;
        if (outcome != Outcome.Ok && IsUndecided(outcome))
        {
            Doubt(_payloadDue);
        }

        Keep(outcome);
        return outcome;
    }

    private int Await(byte end, bool prompt)
    {
        if (!_written)
        {
            return Outcome.Of(ModemError.TimedOut, prompt ? ModemWait.Prompt : ModemWait.Answer);
        }

        Parser parser = _parser;
        bool closed = false;
        while (true)
        {
            int outcome;
            switch (_pushed == Nobody ? parser.Next() : NextBehindPushed())
            {
                case Token.Line:
                    byte kind = parser.Kind;
                    outcome = parser.Displaced && Received >= 0 && _target != null ? Outcome.Of(ModemError.DataLost, ModemWait.Payload)
                        : kind == end && (!_strict || _informed) && IsMine(kind) ? Outcome.Ok
                        : Weigh(kind, end, ref closed);
                    break;
                case Token.Prompt:
                    outcome = Outcome.Ok;
                    if (!prompt)
                    {
                        WriteEscapes(_owedBytes);
                        outcome = Undecided;
                    }

                    break;
                case Token.Payload:
                    outcome = Undecided;
                    if (_target != null && Received < 0 && parser.Kind == LineKind.DataHeader && parser.Link == _link && parser.Field(2) <= _targetCount)
                    {
                        int taken = TakeRead();
                        outcome = taken == Outcome.Ok ? Undecided : taken;
                    }

                    Absorb(Token.Payload);
                    break;
                default:
                    outcome = Undecided;
                    if (parser.PayloadLeft > 0 && !_pushing)
                    {
                        parser.Skip();
                    }

                    int filled = _pushing ? (int)ModemError.Aborted : Fill();
                    if (filled != Outcome.Ok)
                    {
                        if (closed)
                        {
                            return Outcome.Of(ModemError.ConnectionClosed, ModemWait.SendResult);
                        }

                        bool waited = filled == (int)ModemError.TimedOut || filled == (int)ModemError.Aborted;
                        return waited ? filled | ((int)(prompt ? ModemWait.Prompt : end == LineKind.DataAccept ? ModemWait.SendResult : ModemWait.Answer) << 8) : filled;
                    }

                    break;
            }

            if (outcome != Undecided)
            {
                return outcome;
            }
        }
    }

    // A line that is not simply the expected end.
    private int Weigh(byte kind, byte end, ref bool closed)
    {
        Parser parser = _parser;
        if (_strict && !_informed && kind != LineKind.Marker)
        {
            // Ends and errors before the marker are owed ones, whose owner has given up.
            Sink.Take(parser);
            return GiveTime();
        }

        if (_information != 0 && kind == _information && TakeInformation())
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
        if (_broken != Outcome.Ok)
        {
            return _broken;
        }

        if (end == LineKind.Connect && ErrorOfConnect(kind) != ModemError.None)
        {
            return Outcome.Of(ErrorOfConnect(kind), ModemWait.Connect);
        }

        if (_accepted >= 0 && kind == LineKind.Closed && parser.Link == _link)
        {
            // A result may still follow; if none does, this was the reason.
            closed = true;
            long grace = _port.Now + ClosedGrace;
            _deadline = grace < _deadline ? grace : _deadline;
        }

        return GiveTime();
    }

    // Somebody who talks without a pause does not keep the exchange for ever.
    private int GiveTime() => _port.Now - _deadline > Overtime ? Outcome.Of(ModemError.TimedOut, ModemWait.Answer) : Undecided;

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
        ? _informed || _information != LineKind.Ok
        : _parser.Link == _link && (_accepted < 0 || _parser.Field(2) == _accepted);

    private bool TakeInformation()
    {
        if (_information <= LineKind.LastOfLink && _parser.Link != _link)
        {
            return false;
        }

        // The code +CREG: <state>[,"lac","ci"] looks like the answer +CREG: <n>,<state>[,"lac","ci"].
        if (_information == LineKind.Registration && (_parser.Fields & 1) != 0)
        {
            return false;
        }

        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = _parser.Field(i);
        }

        if (_information == LineKind.Sim)
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

using System;
using System.Text;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Links;
using Sim800.Nano.Parsing;

namespace Sim800.Nano;

// Sending: blocks of the size that the module takes now.
public sealed partial class ModemSocket
{
    private const int RoomPoll = 250;
    private const int TimerGrace = 10_000;
    private const int MillisecondsPerSecond = 1_000;

    private int _acknowledgeTimeout = DefaultTimeout;

    /// <summary>
    /// Gets or sets how long a peer may acknowledge nothing before it counts as dead (<see cref="ModemError.PeerSilent"/>), in milliseconds, or -1 for ever. The default is 30 s; the module itself waits 645 s.
    /// It counts in <see cref="Flush"/>, in sends that wait for room in the module and, with <see cref="ModemContextOptions.AcknowledgedSend"/>, in every send.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than -1.</exception>
    public int AcknowledgeTimeout
    {
        get => _acknowledgeTimeout;
        set => _acknowledgeTimeout = Check.Timeout(value);
    }

    /// <summary>Sends bytes, in as many blocks as the module's own limit asks for. Returns when the module has accepted them; whether the peer has is not known.</summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many they are.</param>
    /// <returns>How many the module has accepted: fewer than asked for only if a later block failed, and the next call then says why.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="ModemTimeoutException">The module did not answer. How much of the block it has taken is not known, so the connection is unusable: close it.</exception>
    /// <exception cref="ModemException">The socket is not connected, the peer has closed or acknowledges nothing, the module could not send or refused, another thread sends, or the socket was closed meanwhile.</exception>
    public int Send(byte[] buffer, int offset, int count)
    {
        Check.Buffer(buffer, offset, count);
        return Transmit(buffer, offset, count, false);
    }

    /// <summary>
    /// Sends text as <see cref="Send"/> does, without telling the module how long it is: the end is marked by a Ctrl-Z or, with <see cref="ModemContextOptions.SendTimer"/>,
    /// not at all, and the module sends when its timer runs out; until then no other link can talk. <see cref="Send"/> carries every byte and is the one to use for anything else.
    /// </summary>
    /// <param name="buffer">The text: bytes other than 8 (backspace), 26 (Ctrl-Z) and 27 (escape), which the module does not send but obeys.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="count">How many bytes it has.</param>
    /// <returns>As <see cref="Send"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="ArgumentException">There is a byte that cannot be sent so. Nothing was sent.</exception>
    /// <exception cref="ModemTimeoutException">As <see cref="Send"/>.</exception>
    /// <exception cref="ModemException">As <see cref="Send"/>.</exception>
    public int SendText(byte[] buffer, int offset, int count)
    {
        Check.Buffer(buffer, offset, count);
        Check.Text(buffer, offset, count);
        return Transmit(buffer, offset, count, true);
    }

    /// <summary>Sends all of a text as <see cref="SendText(byte[], int, int)"/> does, in UTF-8. Allocates its bytes.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">There is a character that cannot be sent so. Nothing was sent.</exception>
    /// <exception cref="ModemTimeoutException">As <see cref="Send"/>.</exception>
    /// <exception cref="ModemException">As <see cref="Send"/>; how much was sent before is not known then.</exception>
    public void SendText(string text)
    {
        if (text == null)
        {
            throw new ArgumentNullException();
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int sent = 0;
        while (sent < bytes.Length)
        {
            sent += SendText(bytes, sent, bytes.Length - sent);
        }
    }

    /// <summary>Waits until the peer has acknowledged everything that was sent, at most <see cref="SendTimeout"/>. Asks the module every 250 ms (AT+CIPACK).</summary>
    /// <exception cref="NotSupportedException">The protocol is UDP, where nothing is acknowledged.</exception>
    /// <exception cref="ModemTimeoutException">It has not in time (<see cref="ModemWait.SendResult"/>; the connection goes on), or the module does not answer.</exception>
    /// <exception cref="ModemException">
    /// The peer has acknowledged nothing for <see cref="AcknowledgeTimeout"/> (<see cref="ModemError.PeerSilent"/>), or has closed; the socket is not connected, another thread sends, or the socket was closed meanwhile.
    /// <see cref="ModemException.Unacknowledged"/> says how many bytes it had not acknowledged when the module was last asked.
    /// </exception>
    public void Flush()
    {
        DemandStream();
        int link = DemandLink();
        _channel.Gate.Use(Slot.Sender(link));
        long dead = _modem.DeadlineIn(_acknowledgeTimeout);
        long deadline = _modem.DeadlineIn(_sendTimeout);
        int count = -1;
        int outcome;
        try
        {
            int before = -1;
            while ((outcome = AskUnacknowledged(link, deadline, ref count)) == Outcome.Ok && count > 0)
            {
                if (count < before)
                {
                    dead = _modem.DeadlineIn(_acknowledgeTimeout);
                }

                before = count;
                outcome = AwaitPeer(link, dead, deadline);
                if (outcome != Outcome.Ok)
                {
                    break;
                }
            }
        }
        finally
        {
            _channel.Unuse(Slot.Sender(link));
        }

        if (outcome != Outcome.Ok)
        {
            ModemException e = Outcome.Failure(outcome);
            e.Unacknowledged = count;
            throw e;
        }
    }

    private int Transmit(byte[] buffer, int offset, int count, bool text)
    {
        int link = DemandLink();
        if (_datagrams)
        {
            SendDatagram(link, buffer, offset, count, text, null);
            return count;
        }

        int slot = Slot.Sender(link);
        _channel.Gate.Use(slot);
        long progressed = Now;
        long deadline = After(progressed, _sendTimeout);
        int outcome = _links.IsUp(link, _generation) ? Outcome.Ok : StateOutcome(link, ModemWait.Prompt);
        int limit = _sendSize;
        int refusals = 0;
        int sent = 0;
        try
        {
            while (outcome == Outcome.Ok && sent < count)
            {
                int block = count - sent;
                if (block > limit)
                {
                    block = limit;
                }

                outcome = SendBlock(link, buffer, offset + sent, block, text, deadline, null);
                if (outcome == Outcome.Ok)
                {
                    sent += block;
                    limit = _sendSize;
                    refusals = 0;
                }
                else if (Outcome.ErrorOf(outcome) == ModemError.Rejected && ++refusals < Refusals)
                {
                    outcome = AwaitRoom(link, block, refusals, After(progressed, _acknowledgeTimeout), deadline, outcome, out limit);

                    // If there is room again, the peer has acknowledged something.
                    progressed = Now;
                }
            }
        }
        finally
        {
            _channel.Unuse(slot);
        }

        if (sent == 0)
        {
            Outcome.Check(Explain(link, outcome, ModemWait.Prompt));
        }

        return sent;
    }

    private int LearnSendSize(int link)
    {
        int outcome = AskSendSize(link, out int size);

        // A module that does not say it is believed to take the most.
        _sendSize = size > 1 ? size : Sim800Modem.MaxBlock;
        _sendSize -= _modem.RefusesExactSize ? 1 : 0;
        return outcome == Outcome.Ok || Outcome.ErrorOf(outcome) == ModemError.Rejected ? StateOutcome(link, ModemWait.Connect) : outcome;
    }

    private int AskSendSize(int link, out int size)
    {
        size = 0;
        int outcome = _channel.Enter(Slot.Sender(link));
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        _channel.Begin(Command.SendSize, link);
        outcome = _channel.Run();
        if (outcome == Outcome.Ok)
        {
            size = _channel.Informed ? _channel.Value(2) : -1;
            size = size < Sim800Modem.MaxBlock ? size : Sim800Modem.MaxBlock;
        }

        _channel.Leave();
        return outcome;
    }

    private int SendBlock(int link, byte[] buffer, int offset, int block, bool text, long deadline, ModemEndPoint target)
    {
        int outcome = _channel.Enter(Slot.Sender(link), deadline);
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        if (_link != link || !_links.IsOpen(link, _generation))
        {
            outcome = StateOutcome(link, ModemWait.Prompt);
            if (outcome == Outcome.Ok && _links.HasEnded(link))
            {
                outcome = Outcome.Of(ModemError.ConnectionClosed, ModemWait.None);
            }
        }

        if (outcome == Outcome.Ok)
        {
            outcome = text || _modem.Options.AcknowledgedSend
                ? SendPatiently(link, buffer, offset, block, text, target)
                : _channel.Send(link, buffer, offset, block, target, 0);
            if (outcome != Outcome.Ok)
            {
                outcome = TakeFailure(link, outcome);
            }
        }

        _channel.Leave();
        return outcome;
    }

    // Sends what takes the module its own time: until its timer has run out, or the peer has acknowledged.
    private int SendPatiently(int link, byte[] buffer, int offset, int block, bool text, ModemEndPoint target)
    {
        ModemContextOptions options = _modem.Options;
        int timer = text ? options.SendTimer * MillisecondsPerSecond : 0;
        int patience = options.AcknowledgedSend ? _acknowledgeTimeout < 0 ? -1 : _acknowledgeTimeout + timer + 1
            : timer > 0 ? timer + TimerGrace : 0;
        int outcome = text ? _channel.SendText(link, buffer, offset, block, timer == 0, patience) : _channel.Send(link, buffer, offset, block, target, patience);
        return options.AcknowledgedSend && outcome == Outcome.Of(ModemError.TimedOut, ModemWait.SendResult)
            ? Outcome.Of(ModemError.PeerSilent, ModemWait.SendResult)
            : outcome;
    }

    // What a block that was not sent means for the connection.
    private int TakeFailure(int link, int outcome)
    {
        ModemError error = Outcome.ErrorOf(outcome);
        if (error == ModemError.Rejected)
        {
            return _links.HasEnded(link) ? Outcome.Of(ModemError.ConnectionClosed, ModemWait.Prompt) : outcome;
        }

        if (error != ModemError.SendFailed)
        {
            // Nobody knows how much of the block has been taken: the stream is broken.
            _links.Fail(link, error);
            if (Outcome.WaitOf(outcome) == ModemWait.SendResult)
            {
                _links.Owe(link, _modem.DeadlineIn(Sim800Modem.OwedTime));
            }
        }

        return outcome;
    }

    // The module has refused a block: it holds too much that the peer has not acknowledged, or it wants less than it reports, on which the
    // documents disagree. It is asked what it takes now, until that is something.
    private int AwaitRoom(int link, int block, int refusals, long dead, long deadline, int refusal, out int limit)
    {
        while (true)
        {
            int outcome = AskSendSize(link, out limit);
            if (outcome != Outcome.Ok)
            {
                return outcome;
            }

            if (limit < 0)
            {
                // It knows no such link: the peer has closed, which it says only later, unless it has said something else meanwhile.
                return _links.StateOf(link) == LinkState.Connected ? Outcome.Of(ModemError.ConnectionClosed, ModemWait.Prompt) : refusal;
            }

            // A first refusal may have another reason that is over by now, such as a context that was lost and was the one chosen.
            if (limit == block && refusals > 1 && !_modem.RefusesExactSize)
            {
                _modem.RefusesExactSize = true;
                _sendSize--;
            }

            limit -= _modem.RefusesExactSize ? 1 : 0;
            if (limit > 0)
            {
                return Outcome.Ok;
            }

            outcome = AwaitPeer(link, dead, deadline);
            if (outcome != Outcome.Ok)
            {
                return outcome;
            }
        }
    }

    // Gives the peer a moment, unless it has had enough of them.
    private int AwaitPeer(int link, long dead, long deadline)
    {
        int outcome = StateOutcome(link, ModemWait.SendResult);
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        long now = _modem.Port.Now;
        if (now >= dead || now >= deadline)
        {
            return Outcome.Of(now >= dead ? ModemError.PeerSilent : ModemError.TimedOut, ModemWait.SendResult);
        }

        _channel.Gate.WaitFor(Slot.Sender(link), RoomPoll);
        return Outcome.Ok;
    }

    private int AskUnacknowledged(int link, long deadline, ref int count)
    {
        int outcome = _channel.Enter(Slot.Sender(link), deadline);
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        outcome = StateOutcome(link, ModemWait.SendResult);
        if (outcome == Outcome.Ok)
        {
            _channel.Begin(Command.Acknowledged, link);
            _channel.AddLink(Ascii.Equal, link);
            outcome = _channel.Run();
            if (outcome == Outcome.Ok)
            {
                count = _channel.Value(2);
            }
            else if (Outcome.ErrorOf(outcome) == ModemError.Rejected && _links.HasEnded(link))
            {
                outcome = Outcome.Of(ModemError.ConnectionClosed, ModemWait.SendResult);
            }
        }

        _channel.Leave();
        return outcome;
    }
}

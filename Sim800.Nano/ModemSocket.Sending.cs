using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Links;

namespace Sim800.Nano;

// Sending: blocks of the size that the module takes now.
public sealed partial class ModemSocket
{
    private const int RoomPoll = 250;

    private int _acknowledgeTimeout = DefaultTimeout;

    /// <summary>Gets or sets how long a peer may acknowledge nothing before it counts as dead, in milliseconds, or -1 for ever. The default is 30 s; the module itself waits 645 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than -1.</exception>
    public int AcknowledgeTimeout
    {
        get => _acknowledgeTimeout;
        set
        {
            Check.Timeout(value);
            _acknowledgeTimeout = value;
        }
    }

    /// <summary>Sends bytes, in as many blocks as the module's own limit asks for. Returns when the module has accepted them; whether the peer has is not known.</summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many they are.</param>
    /// <returns>How many the module has accepted: fewer than asked for only if a later block failed, and the next call then says why.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="ModemTimeoutException">The module did not answer. How much of the block it has taken is not known, so the connection is unusable: close it.</exception>
    /// <exception cref="ModemException">The socket is not connected, the peer has closed, the module could not send or refused, another thread sends, or the socket was closed meanwhile.</exception>
    public int Send(byte[] buffer, int offset, int count)
    {
        Check.Buffer(buffer, offset, count);
        int link = DemandLink();
        if (_datagrams)
        {
            SendDatagram(link, buffer, offset, count, null);
            return count;
        }

        int slot = Slot.Sender(link);
        Use(slot);
        long deadline = _modem.DeadlineIn(_sendTimeout);
        int outcome = StateOutcome(link, ModemWait.Prompt);
        int limit = _sendSize;
        int refusals = 0;
        int sent = 0;
        try
        {
            while (outcome == Outcome.Ok && sent < count)
            {
                int block = count - sent;
                block = block < limit ? block : limit;
                outcome = SendBlock(link, buffer, offset + sent, block, deadline, null);
                if (outcome == Outcome.Ok)
                {
                    sent += block;
                    limit = _sendSize;
                    refusals = 0;
                }
                else if (Outcome.ErrorOf(outcome) == ModemError.Rejected && ++refusals < Refusals)
                {
                    outcome = AwaitRoom(link, block, deadline, outcome, out limit);
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

    private int AskSendSize(int link, out int size)
    {
        size = 0;
        int outcome = _channel.Enter(Slot.Sender(link), _modem.DeadlineIn(TurnTimeout));
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

    private int SendBlock(int link, byte[] buffer, int offset, int block, long deadline, ModemEndPoint target)
    {
        int outcome = _channel.Enter(Slot.Sender(link), deadline);
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        outcome = StateOutcome(link, ModemWait.Prompt);
        if (outcome == Outcome.Ok && _links.HasEnded(link))
        {
            outcome = Outcome.Of(ModemError.ConnectionClosed, ModemWait.None);
        }

        if (outcome == Outcome.Ok)
        {
            outcome = _channel.Send(link, buffer, offset, block, target);
            if (outcome != Outcome.Ok)
            {
                ModemError error = Outcome.ErrorOf(outcome);
                if (error == ModemError.Rejected && _links.HasEnded(link))
                {
                    outcome = Outcome.Of(ModemError.ConnectionClosed, ModemWait.Prompt);
                }
                else if (error != ModemError.Rejected && error != ModemError.SendFailed)
                {
                    // Nobody knows how much of the block has been taken: the stream is broken.
                    _links.Fail(link, error);
                }
            }
        }

        _channel.Leave();
        return outcome;
    }

    // The module has refused a block: it holds too much that the peer has not acknowledged, or it wants less than it reports, on which the
    // documents disagree. It is asked what it takes now, until that is something.
    private int AwaitRoom(int link, int block, long deadline, int refusal, out int limit)
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

            if (limit == block && !_modem.RefusesExactSize)
            {
                _modem.RefusesExactSize = true;
                _sendSize--;
            }

            limit -= _modem.RefusesExactSize ? 1 : 0;
            if (limit > 0)
            {
                return Outcome.Ok;
            }

            outcome = StateOutcome(link, ModemWait.SendResult);
            if (outcome != Outcome.Ok)
            {
                return outcome;
            }

            if (_modem.Port.Now >= deadline)
            {
                return Outcome.Of(ModemError.TimedOut, ModemWait.SendResult);
            }

            _channel.Gate.WaitFor(Slot.Sender(link), RoomPoll);
        }
    }
}

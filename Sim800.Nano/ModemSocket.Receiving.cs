using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Links;
using Sim800.Nano.Parsing;

namespace Sim800.Nano;

// Receiving: notices say that there is something, reads say what.
public sealed partial class ModemSocket
{
    // A data notice can be lost. After so long a wait without one, in one call or in several, the module is asked all the same.
    private const int SuspectTime = 15_000;

    private const int MicrosecondsPerMillisecond = 1_000;

    /// <summary>
    /// Gets how many received bytes wait. Where the module holds them and has announced nothing new, the answer is what it said last, without asking; else one exchange asks,
    /// from the receiving side. With <see cref="ModemReceiveMode.Push"/> nothing is asked, and of datagrams it is the length of the next.
    /// </summary>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The socket is not connected, its link has failed, another thread receives, or the module refused.</exception>
    public int Available
    {
        get
        {
            int link = DemandLink();
            Ring ring = _ring;
            if (ring != null)
            {
                return ring.Owner == _generation ? ring.Count : 0;
            }

            if (!IsOwn(link))
            {
                return 0;
            }

            if (_links.UnreadOf(link) == 0 && _links.HasNotice(link))
            {
                _channel.Gate.Use(Slot.Receiver(link));
                int outcome;
                try
                {
                    outcome = Ask(link);
                }
                finally
                {
                    _channel.Unuse(Slot.Receiver(link));
                }

                Outcome.Check(Explain(link, outcome, ModemWait.Data));
            }

            return _links.UnreadOf(link);
        }
    }

    /// <summary>
    /// Receives what is there, waiting for data if there is none: what the module holds, at most 1460 bytes at a time (730 as hexadecimal digits), read straight into the buffer; or,
    /// with <see cref="ModemReceiveMode.Push"/>, what the link's ring holds. Of UDP it is one datagram, as with <see cref="ReceiveFrom"/>.
    /// </summary>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="offset">Where the first goes.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>How many there were; 0 if the peer has closed and everything has been read, or if none were asked for.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="ModemTimeoutException">No data came within <see cref="ReceiveTimeout"/> (<see cref="ModemWait.Data"/>; the connection goes on), or the module did not answer (it does not).</exception>
    /// <exception cref="NotSupportedException">The protocol is UDP, and datagrams cannot be received as <see cref="ModemContextOptions"/> are: see <see cref="ReceiveFrom"/>.</exception>
    /// <exception cref="ModemException">The socket is not connected, its link has failed, bytes were lost, a datagram is longer than the buffer (<see cref="ModemError.MessageTooLong"/>),
    /// another thread receives, or the socket was closed meanwhile.</exception>
    public int Receive(byte[] buffer, int offset, int count) => Read(buffer, offset, count, null);

    private int Read(byte[] buffer, int offset, int count, ModemEndPoint sender)
    {
        Check.Buffer(buffer, offset, count);
        int link = DemandLink();
        if (count == 0)
        {
            return 0;
        }

        if (_datagrams)
        {
            DemandBoundaries(count);
        }

        int slot = Slot.Receiver(link);
        Channel channel = _channel;
        Gate gate = channel.Gate;
        gate.Use(slot);
        Ring ring = _ring;
        long begun = Now;
        long deadline = After(begun, _receiveTimeout);
        int received = 0;
        int outcome;
        try
        {
            while ((outcome = ring == null ? AwaitData(link, slot, begun, deadline) : AwaitRing(link, slot, ring, deadline)) == Outcome.Ok)
            {
                if (ring != null)
                {
                    received = ring.Read(buffer, offset, count, sender, out int dropped);
                    outcome = dropped > 0 ? Outcome.Of(ModemError.MessageTooLong, ModemWait.Data) : Outcome.Ok;
                    break;
                }

                if (gate.Owner != slot)
                {
                    if (!_links.HasNotice(link))
                    {
                        break;
                    }

                    outcome = channel.Enter(slot, deadline);
                    if (outcome != Outcome.Ok)
                    {
                        break;
                    }

                    outcome = StateOutcome(link, ModemWait.Data);
                }

                if (outcome == Outcome.Ok)
                {
                    channel.Sender = sender;
                    int known = _links.BeginRead(link);
                    outcome = channel.Receive(link, buffer, offset, count);
                    if (outcome == Outcome.Ok && _links.EndRead(link, channel.Received, channel.Rest))
                    {
                        received = channel.Received;
                        _refusals = 0;
                    }
                    else
                    {
                        outcome = TakeRefusal(link, outcome, known);
                    }
                }

                channel.Leave();
                if (outcome != Outcome.Ok || received > 0)
                {
                    break;
                }

                begun = Now;
            }
        }
        finally
        {
            channel.Unuse(slot);
        }

        if (outcome == Outcome.Ok)
        {
            if (received > 0 || !_datagrams)
            {
                return received;
            }

            // Datagrams have no end that 0 could tell.
            outcome = Outcome.Of(ModemError.ConnectionClosed, ModemWait.Data);
        }

        // Its end was not read before the link went to a client, but nothing stood before it.
        if (Outcome.ErrorOf(outcome) != ModemError.ConnectionClosed || !_links.WasDrained(link, _generation))
        {
            Outcome.Check(Explain(link, outcome, ModemWait.Data));
        }

        return received;
    }

    /// <summary>Waits until something can be done without waiting.</summary>
    /// <param name="microSeconds">The time for it in microseconds, rounded up to milliseconds; -1 for no limit.</param>
    /// <param name="mode">What is asked for. Only <see cref="ModemSelectMode.SelectRead"/> waits.</param>
    /// <returns>Whether it can be.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="microSeconds"/> is less than -1.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The socket is not connected, another thread receives, or the socket was closed meanwhile.</exception>
    /// <remarks>A listener can be read when a client waits to be accepted.</remarks>
    public bool Poll(int microSeconds, ModemSelectMode mode)
    {
        Check.Timeout(microSeconds);
        int link = DemandLink();
        if (mode != ModemSelectMode.SelectRead)
        {
            return mode == ModemSelectMode.SelectWrite ? Connected : !IsOwn(link) || _links.StateOf(link) == LinkState.Failed;
        }

        int slot = Slot.Receiver(link);
        _channel.Gate.Use(slot);
        int milliseconds = microSeconds < 0 ? -1 : (microSeconds / MicrosecondsPerMillisecond) + (microSeconds % MicrosecondsPerMillisecond > 0 ? 1 : 0);
        Ring ring = _ring;
        long deadline = _modem.DeadlineIn(milliseconds);
        bool readable = false;
        int outcome = Outcome.Ok;
        try
        {
            while (!readable && outcome == Outcome.Ok)
            {
                bool listens = _links.StateOf(link) == LinkState.Listening;
                readable = !IsOwn(link) || _links.StateOf(link) == LinkState.Failed
                    || (listens ? _links.HasClient : _links.UnreadOf(link) > 0 || (ring != null && !ring.IsEmpty) || _links.HasEnded(link));
                if (!readable)
                {
                    outcome = listens ? AwaitClient(link, deadline)
                        : ring != null ? AwaitRing(link, slot, ring, deadline)
                        : _links.HasNotice(link) ? Ask(link)
                        : AwaitData(link, slot, Now, deadline);
                    if (_channel.Gate.Owner == slot)
                    {
                        _channel.Leave();
                    }
                }
            }
        }
        finally
        {
            _channel.Unuse(slot);
        }

        if (outcome != Outcome.Of(ModemError.TimedOut, ModemWait.Data) && outcome != Outcome.Of(ModemError.TimedOut, ModemWait.Client))
        {
            Outcome.Check(Explain(link, outcome, ModemWait.Data));
        }

        return readable;
    }

    // Waits until the module may hold data, or the stream is at its end. Who has taken the notice himself owns the gate afterwards.
    private int AwaitData(int link, int slot, long now, long deadline)
    {
        long suspect = now + _patience;
        while (true)
        {
            // One look says that there is nothing to do but wait.
            if (_link != link || !_links.IsQuiet(link, _generation))
            {
                int outcome = StateOutcome(link, ModemWait.Data);
                if (outcome != Outcome.Ok || _links.IsReadable(link))
                {
                    _patience = SuspectTime;
                    return outcome;
                }
            }

            if (now >= deadline)
            {
                _patience = suspect > now ? (int)(suspect - now) : 0;
                return Outcome.Of(ModemError.TimedOut, ModemWait.Data);
            }

            if (now >= suspect)
            {
                _patience = SuspectTime;
                _links.Suspect(link);
                return Outcome.Ok;
            }

            if (_channel.Watch(slot, (deadline < suspect ? deadline : suspect) - now))
            {
                if (_link == link && _links.IsReady(link, _generation) && _channel.IsClear)
                {
                    _patience = SuspectTime;
                    return Outcome.Ok;
                }

                _channel.Leave();
            }

            now = Now;
        }
    }

    // Waits until a ring holds something, or the stream is at its end. What it still holds comes before the failure of its link, and before its loss to a client.
    private int AwaitRing(int link, int slot, Ring ring, long deadline)
    {
        while (true)
        {
            int outcome = StateOutcome(link, ModemWait.Data);
            if (ring.Holds(_generation) && Outlives(link, outcome))
            {
                return Outcome.Ok;
            }

            if (outcome != Outcome.Ok || _links.HasEnded(link))
            {
                return outcome;
            }

            long left = deadline - Now;
            if (left <= 0)
            {
                return Outcome.Of(ModemError.TimedOut, ModemWait.Data);
            }

            _channel.Gate.WaitFor(slot, left);
        }
    }

    // Whether what a ring holds may be read although the state of its link says that.
    private bool Outlives(int link, int outcome)
    {
        ModemError error = Outcome.ErrorOf(outcome);
        return outcome == Outcome.Ok || error == ModemError.ConnectionClosed || (_links.StateOf(link) == LinkState.Failed && error != ModemError.Aborted);
    }

    // What a read that has brought nothing of what was announced, or was refused, means for the connection. It may be that there is nothing.
    private int TakeRefusal(int link, int outcome, int known)
    {
        ModemError error = Outcome.ErrorOf(outcome);
        if (outcome == Outcome.Ok)
        {
            _refusals = 0;
            error = ModemError.DataLost;
        }
        else if (error == ModemError.Rejected)
        {
            if (_links.StateOf(link) == LinkState.Failed)
            {
                return outcome;
            }

            if (_links.HasEnded(link))
            {
                if (!_links.HasAnnounced(link))
                {
                    return Outcome.Ok;
                }

                error = ModemError.DataLost;
            }
            else if (++_refusals < Refusals && AskUnread(link) == Outcome.Ok)
            {
                // Some modules refuse to read nothing. One that still counts for this link only has nothing; but it is not asked for ever.
                _refusals = _links.UnreadOf(link) == 0 ? 0 : _refusals;
                return Outcome.Ok;
            }
            else
            {
                error = known > 0 ? ModemError.DataLost : ModemError.ConnectionClosed;
            }
        }

        _links.Fail(link, error);
        return error == Outcome.ErrorOf(outcome) ? outcome : Outcome.Of(error, ModemWait.Data);
    }

    private int Ask(int link)
    {
        int outcome = _channel.Enter(Slot.Receiver(link));
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        outcome = StateOutcome(link, ModemWait.Data);
        if (outcome == Outcome.Ok)
        {
            outcome = AskUnread(link);
            if (Outcome.ErrorOf(outcome) == ModemError.Rejected && _links.HasEnded(link))
            {
                outcome = Outcome.Ok;
            }
        }

        _channel.Leave();
        return outcome;
    }

    private int AskUnread(int link)
    {
        _links.BeginRead(link);
        _channel.Begin(Command.Unread, link);
        _channel.AddLink(Ascii.Comma, link);
        int outcome = _channel.Run();
        if (outcome == Outcome.Ok)
        {
            int count = _channel.Value(2);
            _links.EndRead(link, 0, count > 0 ? count : 0);
        }

        return outcome;
    }
}

using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Channels;

// What comes while nobody talks: who is told of it, and takes it.
internal sealed partial class Channel
{
    /// <summary>
    /// Waits on the event of a slot. Whoever waits so first is on the lookout: he is told of what comes while nobody talks, and takes it, which saves
    /// waking the driver thread for it. While there is nobody, it is the driver thread.
    /// </summary>
    /// <returns>Whether something has been taken: then the slot owns the gate.</returns>
    public bool Watch(int slot, long milliseconds)
    {
        if (_lookout != Slot.Driver)
        {
            Gate.WaitFor(slot, milliseconds);
            return false;
        }

        bool woken;
        _lookout = slot;
        try
        {
            woken = Gate.WaitFor(slot, milliseconds);
        }
        finally
        {
            _lookout = Slot.Driver;
        }

        // What comes from here on the driver thread is told of. The port is the owner's: it may be closed otherwise.
        if (!woken || !Gate.TryEnter(slot))
        {
            return false;
        }

        if (DataMode)
        {
            Gate.Leave();
            return false;
        }

        Drain(LookoutReads);
        HeardAt = _port.Now;
        Sink.Settle();
        return true;
    }

    /// <summary>Gives the gate away with the module in data mode: what is behind the last line is payload.</summary>
    public void LeaveToStream()
    {
        Sink.Settle();
        if (!_parser.Partial)
        {
            _parser.Rewind();
        }

        _port.Threshold = 1;
        Gate.Leave();
        Gate.Wake(Slot.Stream);
    }

    /// <summary>Takes what has come while nobody talked. For the driver thread, which owns the gate.</summary>
    public void Drain() => Drain(DriverReads);

    // At most so many reads.
    private void Drain(int most)
    {
        Parser parser = _parser;
        Port port = _port;

        // Most often nothing has been begun.
        bool begun = _pushing || parser.Partial;
        for (; most > 0; most--)
        {
            int missing = 0;
            while (begun)
            {
                Token token = Next();
                Absorb(token);
                if (_pushing)
                {
                    return;
                }

                if (token == Token.None)
                {
                    parser.Skip();
                    missing = parser.Partial && !IsStalled ? parser.Missing : 0;
                    break;
                }

                if (Gate.IsAwaited)
                {
                    // The next owner reads on. A module that pushes without a pause would keep it waiting.
                    return;
                }

                begun = parser.Partial;
            }

            int available = port.Available;
            if (begun ? available < missing : available < ShortestLong && available > 0)
            {
                // Nobody waits for the rest of this line: what comes in a while is taken at once, instead of byte by byte.
                port.Threshold = Quiet;
                _arrived.Reset();
                Pause((LineRest / port.BaudRate) + 1);
                available = port.Available;
            }

            if (available > 0 && available >= missing)
            {
                ReadWindow(available);
            }
            else if (missing > 0)
            {
                ReadUnderWay(missing);
            }
            else
            {
                return;
            }

            begun = true;
        }
    }

    // What belongs to no answer.
    private void Absorb(Token token)
    {
        if (token == Token.Line)
        {
            Sink.Take(_parser);
        }
        else if (token == Token.Payload && _parser.Kind == LineKind.Pushed)
        {
            BeginPushed();
        }
    }
}

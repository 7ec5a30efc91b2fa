using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Channels;

// Reading: who owns the gate waits for the first bytes of something and reads its rest.
internal sealed partial class Channel
{
    private Token Next() => _pushed == Nobody ? _parser.Next() : NextBehindPushed();

    private Token NextBehindPushed()
    {
        if (_pushing)
        {
            TakePushed();
            if (_pushing)
            {
                return Token.None;
            }
        }

        Token token = _parser.Next();
        if (token != Token.None)
        {
            // What follows payload shows whether it was whole.
            if (_parser.Displaced)
            {
                Sink.Lose(_pushed);
            }

            _pushed = Nobody;
        }

        return token;
    }

    // Waits for bytes and says how many there are. After a read that has timed out the platform announces none before all that it asked for are there.
    private int AwaitBytes(int silence)
    {
        _port.Threshold = 1;
        int available = _port.Available;
        for (long left = silence, until = _port.Now + silence; available == 0 && left > 0 && !Gate.IsOwnerAborted; left = until - _port.Now)
        {
            _port.Wait(_arrived, left < DeafTick ? (int)left : DeafTick);
            available = _port.Available;
        }

        return available;
    }

    // Takes what is there as soon as it may be something whole, or waits for it.
    private int Fill()
    {
        Port port = _port;
        Parser parser = _parser;
        int threshold = _shortest;
        int missing = 0;
        int least = threshold;
        if (parser.Start != parser.End || parser.PayloadLeft != 0 || _pace != 0)
        {
            if (_pushing)
            {
                return (int)ModemError.Aborted;
            }

            if (parser.PayloadLeft != 0)
            {
                // Nobody wants it. What stands behind it may be whole.
                parser.Skip();
                if (parser.PayloadLeft == 0 && parser.Start != parser.End)
                {
                    return Outcome.Ok;
                }
            }

            bool partial = parser.Partial;
            if (partial)
            {
                threshold = 1;
                if (port.Now - _deadline > Overtime)
                {
                    return (int)ModemError.TimedOut;
                }
            }

            missing = partial && !IsStalled ? parser.Missing : 0;
            least = missing > 0 ? missing : threshold;
        }

        while (true)
        {
            bool aborted = Gate.IsOwnerAborted;
            if (aborted && Gate.MustLeave())
            {
                return (int)ModemError.Aborted;
            }

            int available = port.Available;
            if (available >= least)
            {
                ReadWindow(available);
                return Outcome.Ok;
            }

            // The rest of something begun is on the line: one blocking read costs neither an event nor a turn of this loop for each byte.
            if (missing > 0)
            {
                if (ReadUnderWay(missing))
                {
                    return Outcome.Ok;
                }

                missing = 0;
                least = threshold;
                continue;
            }

            if (aborted)
            {
                return (int)ModemError.Aborted;
            }

            long left = _deadline - port.Now;
            if (left <= 0)
            {
                return (int)ModemError.TimedOut;
            }

            if (port.Armed != threshold)
            {
                port.Threshold = threshold;
            }

            int tick = _pace == 0 ? Tick : DeafTick;
            if (port.Wait(_arrived, left < tick ? (int)left : tick) && _pace != 0)
            {
                _pace &= ~Deaf;
            }

            // What came in the meantime may be less than was hoped for.
            available = port.Available;
            if (available > 0)
            {
                ReadWindow(available);
                return Outcome.Ok;
            }
        }
    }

    private void ReadWindow(int available)
    {
        Parser parser = _parser;
        int end = parser.End;
        int count = available;
        if (count > WindowSize - end)
        {
            if (parser.Start == end)
            {
                parser.Rewind();
                end = 0;
            }

            count = count < WindowSize - end ? count : WindowSize - end;
        }

        if (_port.Take(parser.Window, end, count))
        {
            parser.End = end + count;
        }

        if (_pace != 0)
        {
            _pace &= Deaf;
        }
    }

    private bool ReadUnderWay(int count)
    {
        Parser parser = _parser;
        if (count > WindowSize - parser.End)
        {
            parser.Rewind();
        }

        _port.Threshold = Quiet;
        if (_port.Read(parser.Window, parser.End, count))
        {
            parser.End += count;
            return true;
        }

        // Noise, or a line cut short: from now on it is waited for, not read for. The platform announces nothing until as much has come as this read wanted.
        _pace = Stalled | Deaf;
        return false;
    }
}

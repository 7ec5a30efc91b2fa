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

    private int Piece => _port.BaudRate / (_port.BaudRate < FullRate ? PiecesOfLowRate : PiecesOfRate);

    // The owner has been told to give up: whether what was on the line at that time has had its time.
    private bool MustLeave()
    {
        if (_leaveAt == 0)
        {
            _leaveAt = _port.Now + LeaveGrace;
        }

        return _port.Now >= _leaveAt;
    }

    // Takes what is there as soon as it may be something whole, or waits for it.
    private int Fill()
    {
        Port port = _port;
        bool partial = _parser.Partial;
        int missing = _stalled ? 0 : partial ? _parser.Missing : _underWay ? ShortestOk : 0;
        int threshold = partial ? 1 : _shortest;
        int least = missing > 0 ? missing : threshold;
        if (partial && port.Now - _deadline > Overtime)
        {
            return (int)ModemError.TimedOut;
        }

        while (true)
        {
            bool aborted = Gate.IsOwnerAborted;
            if (aborted && MustLeave())
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

            if (_broken != Outcome.Ok)
            {
                return _broken;
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

            port.Threshold = threshold;
            int tick = _deaf ? DeafTick : Tick;
            _deaf &= !port.Wait(_arrived, left < tick ? (int)left : tick);

            // What came in the meantime may be less than was hoped for.
            least = 1;
        }
    }

    private void ReadWindow(int available)
    {
        Parser parser = _parser;
        int room = parser.Room;
        int count = available < room ? available : room;
        if (_port.Read(parser.Window, parser.End, count))
        {
            parser.End += count;
        }

        _stalled = false;
        _underWay = false;
    }

    private bool ReadUnderWay(int count)
    {
        _underWay = false;
        _port.Threshold = Quiet;
        if (_port.Read(_parser.Window, _parser.End, count))
        {
            _parser.Commit(count);
            return true;
        }

        // Noise, or a line cut short: from now on it is waited for, not read for. The platform announces nothing until as much has come as this read wanted.
        _stalled = true;
        _deaf = true;
        return false;
    }
}

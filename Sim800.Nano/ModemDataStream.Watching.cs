using Sim800.Nano.Channels;
using Sim800.Nano.DataMode;

namespace Sim800.Nano;

// What nobody reads: without DCD the end of the connection is a text among it. The driver thread looks for it while the reader is away, and keeps for him what it has taken from the port.
public sealed partial class ModemDataStream
{
    // So much is kept; what is more stays in the port, and is not looked at.
    private const int UnreadSize = HoldSize / 2;

    // More than the port holds: nobody need be told of bytes.
    private const int Deaf = 65_536;

    // How many bytes waited for the reader when that was looked at, and since when there have been as many.
    private int _waiting;
    private long _waitingSince;

    /// <summary>Looks whether what nobody reads ends in a status text, as a reader would: for the driver thread.</summary>
    /// <returns>In how many milliseconds it is to look again, if nothing wakes it.</returns>
    internal int Watch()
    {
        if (_state != DataState.Data || _gate.IsUsed(Slot.Stream))
        {
            return Tick;
        }

        long wait = Tick;
        int available = _port.Available;
        int waiting = available + _parser.End - _parser.Start;
        if (waiting != _waiting)
        {
            _waiting = waiting;
            _waitingSince = _port.Now;
        }

        if (waiting > 0 && waiting <= UnreadSize - _spill.Count)
        {
            wait = _waitingSince + _silence - _port.Now;
            if (wait <= 0)
            {
                Look();
                _waiting = 0;
                return _silence;
            }
        }

        // A text comes in one piece: its silence is waited for, and not each of its bytes.
        _port.Threshold = available == 0 ? 1 : Deaf;
        if (_gate.IsUsed(Slot.Stream))
        {
            // He has come at this moment, and says himself what he waits for.
            _gate.Wake(Slot.Stream);
        }

        return (int)wait;
    }

    private void BeWatched(bool watches)
    {
        _modem.Watched = watches ? this : null;
        _channel.WakesDriver = watches;
    }

    private void Look()
    {
        _gate.TryUse(Slot.Driver);
        try
        {
            if (_gate.Enter(Slot.Driver, _modem.DeadlineIn(TurnTimeout)) == Outcome.Ok && _state == DataState.Data)
            {
                StopReader();
                Examine(_port.Available);
                LeaveAsReader();
            }
        }
        finally
        {
            if (_gate.Owner == Slot.Driver)
            {
                // It is over already, or the port has thrown.
                _state = _state == DataState.Leaving ? DataState.Data : _state;
                _gate.Leave();
            }

            _gate.Unuse(Slot.Driver);
        }
    }

    private void Examine(int available)
    {
        if (available + _parser.End - _parser.Start == _waiting)
        {
            _spill.Use(_hold);
            for (int drawn = -1; available > 0 && drawn != 0; available -= drawn)
            {
                drawn = Draw();
            }

            _verified = 0;
            Tail(out bool whole);
            if (available == 0 && whole)
            {
                Ask();
            }
            else if (available == 0)
            {
                PutAside(_parser.End - _parser.Start);
            }
        }

        _state = _state == DataState.Leaving ? DataState.Data : _state;
    }
}

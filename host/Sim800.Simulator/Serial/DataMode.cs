using Sim800.Simulator.Power;
using Sim800.Simulator.Settings;
using Sim800.Simulator.TcpIp;
using Wire;

namespace Sim800.Simulator.Serial;

/// <summary>
/// Data mode of a transparent connection (application note 3.2; fact sheet 2.3, 5.4): what the host types goes into the connection, block by block;
/// +++ in its guard times or a low of DTR leads back to command mode.
/// </summary>
internal sealed class DataMode(Sim800Machine machine)
{
    private const int PlusesOfEscape = 3;

    private readonly List<byte> _typed = [];
    private Timing.Timer? _idle;
    private Timing.Timer? _guard;
    private int _due;
    private int _pluses;
    private long _dtrLowSince = long.MaxValue;
    private bool _overflowed;

    /// <summary>Whether the serial line belongs to the connection.</summary>
    public bool IsActive { get; private set; }

    /// <summary>Bytes that the connection has not taken yet.</summary>
    public int TypedAhead => _typed.Count;

    private TransparentSettings Transfer => machine.TcpIp.Settings.Transfer;

    private Link Link => machine.TcpIp.Links[0];

    /// <summary>CONNECT has been said.</summary>
    public void Enter()
    {
        if (!machine.TcpIp.HasCarrier)
        {
            return;
        }

        IsActive = true;
        _overflowed = false;
        machine.Log("data mode");
        machine.TcpIp.OnReadable(Link);
    }

    /// <summary>The connection is gone: back to command mode without a word of its own.</summary>
    public void End()
    {
        _typed.Clear();
        _due = 0;
        Leave();
        machine.Port.RoomChanged();
    }

    /// <summary>Restart.</summary>
    public void Reset()
    {
        End();
        _dtrLowSince = machine.Levels.Dtr ? long.MaxValue : machine.Now;
    }

    /// <summary>A byte from the host.</summary>
    /// <param name="value">The byte.</param>
    /// <param name="silence">How long the line was idle before it.</param>
    /// <returns>Whether it is data; if not, an escape was complete before it came.</returns>
    public bool TryTake(byte value, long silence)
    {
        if (_pluses == PlusesOfEscape && IsGuard(silence))
        {
            Escape("+++");
            return false;
        }

        var continues = _pluses == 0 ? IsGuard(silence) : _pluses < PlusesOfEscape && silence <= machine.Options.GuardTime;
        if (value == '+' && Transfer.Escape && continues)
        {
            _pluses++;
            _guard?.Cancel();
            _guard = machine.Timers.After(machine.Options.GuardTime + machine.Receiver.FrameTime + 1, OnGuardOver);
            return true;
        }

        TypeHeldPluses();
        Type(value);
        return true;
    }

    /// <summary>AT&amp;D1: the rise of DTR after a long low leads to command mode; AT&amp;D2: it hangs up.</summary>
    public void OnTerminalReady(bool high)
    {
        var low = high ? machine.Now - _dtrLowSince : 0;
        _dtrLowSince = high ? long.MaxValue : machine.Now;
        if (!high || !IsActive)
        {
            return;
        }

        switch (machine.Profile.TerminalReady)
        {
            case 1 when low >= machine.Options.DtrEscapeLow:
                Escape("DTR");
                break;
            case 2 when low >= machine.Options.DtrHangUpLow:
                machine.Log("DTR hangs up");
                Flush();
                machine.TcpIp.Close(Link, quick: false, () => machine.Output.Unsolicited(machine.Options.HangUpCode, UrcKind.TcpIp));
                break;
        }
    }

    /// <summary>Sends what is due, as far as the connection takes it.</summary>
    public void Pump()
    {
        while (_due > 0 && machine.TcpIp.HasCarrier)
        {
            var count = Math.Min(Math.Min(_due, Transfer.BlockSize), machine.TcpIp.SendSize(Link));
            if (count == 0)
            {
                return;
            }

            var block = _typed[..count].ToArray();
            _typed.RemoveRange(0, count);
            _due -= count;
            _overflowed = false;
            machine.TcpIp.Send(Link, block);
            machine.Port.RoomChanged();
        }
    }

    private bool IsGuard(long silence) =>
        silence > machine.Options.GuardTime || (silence == machine.Options.GuardTime && machine.Options.ExactGuardTimeEscapes);

    private void OnGuardOver()
    {
        if (_pluses == PlusesOfEscape)
        {
            Escape("+++");
        }
        else
        {
            TypeHeldPluses();
        }
    }

    private void TypeHeldPluses()
    {
        _guard?.Cancel();
        for (; _pluses > 0; _pluses--)
        {
            Type((byte)'+');
        }
    }

    private void Type(byte value)
    {
        if (_typed.Count >= machine.Options.TransparentBufferSize)
        {
            if (!_overflowed)
            {
                _overflowed = true;
                machine.Log("data mode: input lost, no room");
            }

            return;
        }

        _typed.Add(value);
        if (_typed.Count - _due >= Transfer.BlockSize)
        {
            _due = _typed.Count;
            Pump();
        }
        else if (_idle is not { IsPending: true })
        {
            _idle = machine.Timers.After(WaitTime, OnIdle);
        }
    }

    private long WaitTime => Transfer.Wait * machine.Options.TransparentWaitUnit;

    /// <summary>One timer for many bytes: it looks when the last one came.</summary>
    private void OnIdle()
    {
        var due = machine.Receiver.LastByteAt + WaitTime;
        if (due > machine.Now)
        {
            _idle = machine.Timers.At(due, OnIdle);
        }
        else
        {
            Flush();
        }
    }

    private void Flush()
    {
        _due = _typed.Count;
        Pump();
    }

    private void Escape(string how)
    {
        machine.Log($"{how} leaves data mode");
        _pluses = 0;
        Flush();
        Leave();
        if (!machine.Profile.Quiet)
        {
            machine.Output.Write(UnitKind.Result, Framing.Result("OK", 0, machine.Profile.Verbose));
        }

        machine.Output.ReleaseHeld();
    }

    private void Leave()
    {
        if (IsActive)
        {
            machine.Log("command mode");
        }

        IsActive = false;
        _pluses = 0;
        _idle?.Cancel();
        _guard?.Cancel();
    }
}

using System;
using Sim800.Nano.Channels;
using Sim800.Nano.DataMode;
using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;

namespace Sim800.Nano;

// Writing: straight from the caller's buffer to the port. What looks like an escape must not become one.
public sealed partial class ModemDataStream
{
    private const int Guard = 1_000;
    private const int GuardMargin = 100;

    // So long a silence may have been a second in the module: threads are kept away, and the port holds bytes back.
    private const int Suspicious = 500;
    private const int PlusesOfEscape = 3;
    private const int BitsPerByte = 10;

    // When the last write began, and when its last byte has left the port at the latest.
    private long _lastWrite;
    private long _lineFree;

    // Whether somebody waits to write since data mode was left: the next escape lets him.
    private bool _writerWaits;

    // How many plus signs the module may have counted by now.
    private int _pluses;

    /// <summary>
    /// Writes all bytes to the line. While data mode is left, and without DCD while the module is asked whether a text was its own, it waits, at most <see cref="WriteTimeout"/>.
    /// <para>Where +++ is the escape, a write of nothing but plus signs after a silence of half a second or more, which would be the third of a run, waits until the run is over: 1.1 s, sometimes twice.</para>
    /// </summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many they are.</param>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="ModemTimeoutException">Data mode did not come back in time (<see cref="ModemWait.Turn"/>), or flow control held the line for 5 s (<see cref="ModemWait.SendResult"/>): then some of the bytes may have been sent.</exception>
    /// <exception cref="ModemException">There is no connection, it has ended, or another thread writes.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        Check.Buffer(buffer, offset, count);
        _gate.Use(Slot.StreamWriter);
        int outcome;
        try
        {
            outcome = Send(buffer, offset, count);
        }
        finally
        {
            if (_gate.Owner == Slot.StreamWriter)
            {
                _gate.Leave();
            }

            _writerWaits = false;
            _gate.Unuse(Slot.StreamWriter);
        }

        Outcome.Check(outcome);
    }

    private int Send(byte[] buffer, int offset, int count)
    {
        int outcome = EnterAsWriter();
        if (outcome != Outcome.Ok || count == 0)
        {
            return outcome;
        }

        if (_byDtr)
        {
            // Nobody measures the silences of the line.
            return Give(buffer, offset, count);
        }

        if (buffer[offset] != Ascii.Plus || buffer[offset + count - 1] != Ascii.Plus || !IsAllPlus(buffer, offset, count))
        {
            _pluses = 0;
            return Put(buffer, offset, count);
        }

        return PutPluses(buffer, offset, count);
    }

    private int Put(byte[] buffer, int offset, int count)
    {
        // How much the port still holds cannot be asked; no more than this.
        long now = _port.Now;
        _lastWrite = now;
        _lineFree = (_lineFree > now ? _lineFree : now) + 1 + (count * BitsPerByte * 1_000 / _port.BaudRate);
        return Give(buffer, offset, count);
    }

    private int Give(byte[] buffer, int offset, int count) =>
        _port.Write(buffer, offset, count) ? Outcome.Ok : Outcome.Of(ModemError.TimedOut, ModemWait.SendResult);

    // Owns the gate with the line in data mode, or says why not.
    private int EnterAsWriter()
    {
        long deadline = _modem.DeadlineIn(_writeTimeout);
        while (true)
        {
            if (_state == DataState.Data)
            {
                int outcome = _gate.Enter(Slot.StreamWriter, deadline);
                if (outcome != Outcome.Ok)
                {
                    return outcome;
                }

                if (_state == DataState.Data)
                {
                    return !_hasCarrier || _port.IsAsserted(PortLine.CarrierDetect) ? Outcome.Ok : Outcome.Of(ModemError.ConnectionClosed, ModemWait.None);
                }

                _gate.Leave();
            }

            if (_state == DataState.Ended)
            {
                return _end;
            }

            if (_state == DataState.Closed || _state == DataState.Listening)
            {
                return Outcome.Of(ModemError.NotConnected, ModemWait.None);
            }

            long left = deadline - _port.Now;
            if (left <= 0)
            {
                return Outcome.Of(ModemError.TimedOut, ModemWait.Turn);
            }

            if (_gate.IsAborted(Slot.StreamWriter))
            {
                return Outcome.Of(ModemError.Aborted, ModemWait.Turn);
            }

            _writerWaits = true;
            _gate.WaitFor(Slot.StreamWriter, left);
        }
    }

    // Nothing but plus signs. Where the last of them may be the third of an escape it waits until the module cannot take it for that.
    private int PutPluses(byte[] buffer, int offset, int count)
    {
        int before = _pluses;
        if (_port.Now - _lastWrite >= Suspicious)
        {
            // A run that the module may or may not have given up is over for certain a little later.
            if (before > 0 && !Rest())
            {
                return Outcome.Of(ModemError.Aborted, ModemWait.Turn);
            }

            before = 0;
        }
        else if (before == 0)
        {
            // Something else has just been written: no run.
            before = PlusesOfEscape;
        }

        int outcome = Outcome.Ok;
        if (before + count == PlusesOfEscape)
        {
            if (count > 1)
            {
                outcome = Put(buffer, offset, count - 1);
                offset += count - 1;
                count = 1;
            }

            if (outcome == Outcome.Ok && !Rest())
            {
                outcome = Outcome.Of(ModemError.Aborted, ModemWait.Turn);
            }

            before = 0;
        }

        // Four and more in a row are payload at once, and the run is over.
        _pluses = before + count < PlusesOfEscape ? before + count : PlusesOfEscape;
        return outcome == Outcome.Ok ? Put(buffer, offset, count) : outcome;
    }

    // Lets the module's guard time pass for certain.
    private bool Rest()
    {
        long until = _lineFree + Guard + GuardMargin;
        for (long left = until - _port.Now; left > 0; left = until - _port.Now)
        {
            if (_gate.IsAborted(Slot.StreamWriter))
            {
                return false;
            }

            _gate.WaitFor(Slot.StreamWriter, left);
        }

        return true;
    }

    private static bool IsAllPlus(byte[] buffer, int offset, int count)
    {
        for (int i = 1; i < count; i++)
        {
            if (buffer[offset + i] != Ascii.Plus)
            {
                return false;
            }
        }

        return true;
    }
}

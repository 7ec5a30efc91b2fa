using System;
using Sim800.Nano.Channels;
using Sim800.Nano.DataMode;
using Sim800.Nano.Ports;

namespace Sim800.Nano;

// Reading: straight from the port into the caller's buffer. What looks like a status of the module is held back until it is known which.
public sealed partial class ModemDataStream
{
    // At the latest after this the levels are looked at: an edge can be lost.
    private const int Tick = 1_000;

    // So much is taken from the port at a stretch, whose buffer holds four times as much.
    private const int Batch = 2_048;

    // Smaller buffers are filled by way of the window, so that what is held back never leaves a read without anything.
    private const int SmallRead = 64;

    private const int NotYet = -1;

    // How many bytes at the start of the window are known to be payload.
    private int _verified;

    /// <summary>
    /// Reads what comes: until the buffer is full, or until nothing more has come for <see cref="ModemDataOptions.ReadSilence"/>. While data mode is left, what was received meanwhile.
    /// <para>Bytes that look like the module's own text (CLOSED, +PDP: DEACT, NORMAL POWER DOWN, RDY, +CPIN: READY, Call Ready, alone on a line and followed by silence) are held back until it is known what they are: with DCD at once,
    /// without it an escape asks the module, which takes 1.2 s by DTR and 2.3 s by +++.</para>
    /// </summary>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="offset">Where the first goes.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>How many there were; 0 if the peer has closed and everything has been read, or if none were asked for.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="ModemTimeoutException">Nothing came within <see cref="ReadTimeout"/> (<see cref="ModemWait.Data"/>). The connection goes on.</exception>
    /// <exception cref="ModemException">There is no connection, the context was lost, the module has restarted or is off, the stream was closed meanwhile, or another thread reads.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        Check.Buffer(buffer, offset, count);
        _gate.Use(Slot.Stream);
        int read = 0;
        int outcome;
        try
        {
            outcome = count == 0 ? Outcome.Ok : Take(buffer, offset, count, out read);
        }
        finally
        {
            _channel.Unuse(Slot.Stream);
            if (_state == DataState.Leaving)
            {
                WakeOwner();
            }
            else if (!_hasCarrier)
            {
                _gate.Wake(Slot.Driver);
            }
        }

        Outcome.Check(outcome);
        return read;
    }

    /// <summary>Reads as <see cref="Read(byte[], int, int)"/>, at most 256 bytes at a time.</summary>
    /// <param name="buffer">Takes the bytes.</param>
    /// <returns>How many there were; 0 at the end.</returns>
    /// <exception cref="ModemTimeoutException">As <see cref="Read(byte[], int, int)"/>.</exception>
    /// <exception cref="ModemException">As <see cref="Read(byte[], int, int)"/>.</exception>
    public override int Read(SpanByte buffer)
    {
        if (_spanBuffer == null)
        {
            _spanBuffer = new byte[SpanBuffer];
        }

        int count = Read(_spanBuffer, 0, buffer.Length < SpanBuffer ? buffer.Length : SpanBuffer);
        new SpanByte(_spanBuffer, 0, count).CopyTo(buffer);
        return count;
    }

    private int Take(byte[] buffer, int offset, int count, out int read)
    {
        long deadline = NotYet;
        while (true)
        {
            if (_spill.Count > 0)
            {
                read = _spill.Take(buffer, offset, count);
                return Outcome.Ok;
            }

            int outcome;
            if (_state == DataState.Data)
            {
                outcome = count >= SmallRead && _parser.End == 0
                    ? Fill(buffer, offset, count, ref deadline, out read)
                    : FillWindow(buffer, offset, count, ref deadline, out read);
            }
            else if (_state == DataState.Leaving || _state == DataState.Command)
            {
                read = 0;
                outcome = AwaitState(ref deadline);
            }
            else if (_state == DataState.Ended)
            {
                read = 0;
                return Outcome.ErrorOf(_end) == ModemError.ConnectionClosed ? Outcome.Ok : _end;
            }
            else
            {
                read = 0;
                return Outcome.Of(ModemError.NotConnected, ModemWait.None);
            }

            if (read > 0 || outcome != Outcome.Ok)
            {
                return outcome;
            }
        }
    }

    // The long way of short buffers, and of what is in the window already.
    private int FillWindow(byte[] buffer, int offset, int count, ref long deadline, out int read)
    {
        read = 0;
        int outcome = Outcome.Ok;
        if (_verified == 0)
        {
            _parser.Compact();
            int have = _parser.End;
            if (have > 0 && _hasCarrier && !_port.IsAsserted(PortLine.CarrierDetect) && _port.Available == 0 &&
                StatusText.Tail(_parser.Window, 0, have, out bool last) == have && last)
            {
                return End();
            }

            int room = _parser.Room;
            int wanted = count + StatusText.Longest - have;
            wanted = wanted < 1 ? 1 : wanted > room ? room : wanted;
            outcome = Gather(_parser.Window, have, wanted, have > 0, ref deadline, out int got, out bool silent);
            _parser.Commit(got);
            if (_parser.End == 0)
            {
                return outcome;
            }

            int tail = StatusText.Tail(_parser.Window, 0, _parser.End, out bool whole);
            _verified = _parser.End - tail;
            if (_verified == 0 && silent)
            {
                if (whole)
                {
                    outcome = Judge();
                }
                else
                {
                    // A status comes in one piece.
                    _verified = tail;
                }
            }
        }

        read = count < _verified ? count : _verified;
        if (read > 0)
        {
            Array.Copy(_parser.Window, _parser.Start, buffer, offset, read);
            _parser.Discard(read);
            _verified -= read;
            outcome = Outcome.Ok;
        }

        return outcome;
    }

    // The straight way. Only the last few bytes are looked at.
    private int Fill(byte[] buffer, int offset, int count, ref long deadline, out int read)
    {
        int outcome = Outcome.Ok;
        bool silent;
        int got = count > Batch || _gate.IsClosed ? Port.Interrupted : _port.ReadBurst(buffer, offset, count, _arrived, _silence, _readTimeout);
        if (got > 0)
        {
            silent = got < count;
        }
        else
        {
            if (got == 0 && deadline == NotYet)
            {
                // So long has been waited.
                deadline = _modem.DeadlineIn(_readTimeout) - _silence;
            }

            outcome = Gather(buffer, offset, count, false, ref deadline, out got, out silent);
        }

        read = got;
        int tail = StatusText.Tail(buffer, offset, offset + got, out bool whole);
        if (tail == 0 || (silent && !whole))
        {
            return outcome;
        }

        // What is known to be payload goes first.
        read -= tail;
        _parser.Compact();
        Array.Copy(buffer, offset + read, _parser.Window, 0, tail);
        _parser.Commit(tail);
        return silent && read == 0 ? Judge() : outcome;
    }

    // Reads until the target is full, or nothing has come for the time that is silence, or data mode is left. Begun means that something is in the target already.
    private int Gather(byte[] target, int at, int count, bool begun, ref long deadline, out int got, out bool silent)
    {
        got = 0;
        silent = false;
        while (_state == DataState.Data && !silent && count > 0)
        {
            if (_gate.IsAborted(Slot.Stream))
            {
                return Outcome.Of(ModemError.Aborted, ModemWait.Data);
            }

            if (!begun && _port.Available == 0)
            {
                int outcome = AwaitFirst(ref deadline);
                if (outcome != Outcome.Ok)
                {
                    return outcome;
                }

                continue;
            }

            int piece = count < Batch ? count : Batch;
            int read = _port.ReadBurst(target, at, piece, _arrived, _silence, begun ? -1 : 0);
            if (read >= 0)
            {
                silent = read < piece;
                begun = true;
                got += read;
                at += read;
                count -= read;
            }
        }

        return Outcome.Ok;
    }

    // Waits for the first byte, and finds out that there will be none.
    private int AwaitFirst(ref long deadline)
    {
        bool gone = _hasCarrier && !_port.IsAsserted(PortLine.CarrierDetect);
        long left = TimeLeft(ref deadline);
        if (!gone && left <= 0)
        {
            return Outcome.Of(ModemError.TimedOut, ModemWait.Data);
        }

        left = left < Tick ? left : Tick;
        _port.Threshold = 1;
        if (!_gate.WaitFor(Slot.Stream, gone ? _silence : (int)left) && gone && _port.Available == 0 && _state == DataState.Data)
        {
            // The text that says so was lost.
            return End();
        }

        return Outcome.Ok;
    }

    // The time of a read begins when it first has to wait.
    private long TimeLeft(ref long deadline)
    {
        if (deadline == NotYet)
        {
            deadline = _modem.DeadlineIn(_readTimeout);
        }

        return deadline - _port.Now;
    }

    // While data mode is left, the reader waits for what is put aside for it.
    private int AwaitState(ref long deadline)
    {
        long left = TimeLeft(ref deadline);
        if (_gate.IsAborted(Slot.Stream))
        {
            return Outcome.Of(ModemError.Aborted, ModemWait.Data);
        }

        if (left <= 0)
        {
            return Outcome.Of(ModemError.TimedOut, ModemWait.Data);
        }

        Park(left < Tick ? (int)left : Tick);
        return Outcome.Ok;
    }

    // The window holds a whole status text and nothing else, and the line is silent.
    private int Judge()
    {
        if (_hasCarrier)
        {
            // The level may follow the text by a little.
            for (int i = 0; i < 2; i++)
            {
                if (!_port.IsAsserted(PortLine.CarrierDetect))
                {
                    return End();
                }

                _gate.WaitFor(Slot.Stream, _silence);
            }

            _verified = _parser.End;
            return Outcome.Ok;
        }

        return Inquire();
    }
}

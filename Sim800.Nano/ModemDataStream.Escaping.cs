using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.DataMode;
using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;

namespace Sim800.Nano;

// Leaving data mode and returning to it. One OK on the line means two things; when it came tells them apart.
public sealed partial class ModemDataStream
{
    private const int Attempts = 3;
    private const int ParkTimeout = 2_000;

    // The module answers an escape within this, behind what it has begun to give out.
    private const int AnswerTime = 1_500;

    // Where most likely there is no data mode nobody shall wait for long.
    private const int QuickAnswerTime = 500;
    private const int AnswerSilence = 50;
    private const int LengthOfOk = 6;

    // What stays in the window when it runs over: the answer may have begun there.
    private const int Kept = 64;

    // The escape, and what ends the line that it becomes in command mode.
    private static readonly byte[] s_escape = { Ascii.Plus, Ascii.Plus, Ascii.Plus, Ascii.Return };

    private int _answerTime = AnswerTime;
    private bool _parked;
    private int _answerFrom;

    /// <summary>
    /// Leaves data mode and keeps the connection: until the scope is disposed, all other calls of the modem work. Takes 1.2 s by DTR; by +++ 1.2 s, and as much before it if something was just written.
    /// Other threads may read and write meanwhile: writes wait, reads get what is received.
    /// </summary>
    /// <param name="spill">
    /// Takes what is received while data mode is left, at most 1.3 s of it by DTR and 2.5 s by +++ (11.5 bytes a millisecond at 115200), less what another thread reads. It belongs to the stream until that has been read.
    /// What has no room is counted in <see cref="BytesLost"/>.
    /// </param>
    /// <returns>The scope. Its end returns to data mode.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="spill"/> is null.</exception>
    /// <exception cref="ModemTimeoutException">The module did not leave data mode, though it was asked three times (<see cref="ModemWait.Escape"/>): the stream goes on; with +++ the peer may have received it.</exception>
    /// <exception cref="ModemException">There is no connection, it has ended, or another thread is in such a call.</exception>
    /// <remarks>Allocates the scope.</remarks>
    public ModemCommandScope EnterCommandMode(byte[] spill)
    {
        Check.Buffer(spill, 0, 0);
        if (!InDataMode)
        {
            throw new ModemException(Outcome.ErrorOf(Loss), ModemWait.None, -1);
        }

        var scope = new ModemCommandScope(this);
        _modem.Use(Slot.Modem);
        int outcome;
        try
        {
            long deadline = _modem.DeadlineIn(TurnTimeout);
            while (_writerWaits && _state == DataState.Data && _port.Now < deadline)
            {
                _gate.WaitFor(Slot.Modem, _silence);
            }

            outcome = _gate.Enter(Slot.Modem, deadline);
            if (outcome == Outcome.Ok)
            {
                outcome = _state == DataState.Data ? EnterCommand(spill) : Loss;
            }
        }
        finally
        {
            Release();
        }

        Outcome.Check(outcome);
        return scope;
    }

    /// <summary>
    /// Answers RI: leaves data mode, collects what the module then tells of calls and messages, and returns to data mode. A call that is to be answered needs a scope of its own,
    /// in which ATA is sent. The reports of <see cref="Sim800Modem.Reported"/> come as well.
    /// </summary>
    /// <param name="spill">As for <see cref="EnterCommandMode"/>.</param>
    /// <param name="milliseconds">How long the module may take to begin to tell. It tells of messages at once, and of a call with its next RING, which may take 5 s.</param>
    /// <returns>What has come in.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="spill"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="milliseconds"/> is not positive.</exception>
    /// <exception cref="ModemTimeoutException">As <see cref="EnterCommandMode"/>.</exception>
    /// <exception cref="ModemException">As <see cref="EnterCommandMode"/>.</exception>
    /// <remarks>Allocates what it returns.</remarks>
    public ModemIncoming HandleIncoming(byte[] spill, int milliseconds)
    {
        Check.Range(milliseconds, 1, int.MaxValue);
        ICodeSink sink = _channel.Sink;
        var incoming = new ModemIncoming(sink);
        _channel.Sink = incoming;
        try
        {
            using (EnterCommandMode(spill))
            {
                // What belongs together follows at once: the number of a caller behind each RING.
                for (int patience = milliseconds; _port.Wait(incoming.Changed, patience); patience = AnswerSilence)
                {
                }
            }
        }
        finally
        {
            _channel.Sink = sink;
        }

        return incoming;
    }

    /// <summary>Returns to data mode, unless the connection has ended meanwhile: then the next read says so.</summary>
    internal void ExitCommandMode()
    {
        if (_state != DataState.Command)
        {
            return;
        }

        if (!_channel.IsOpen)
        {
            // The module has restarted or is off.
            _end = Outcome.Of(_links.ErrorOf(Link), ModemWait.None);
            _state = DataState.Ended;
            _gate.Wake(Slot.Stream);
            _gate.Wake(Slot.StreamWriter);
            return;
        }

        _modem.Use(Slot.Modem);
        int outcome;
        try
        {
            outcome = _channel.Enter(Slot.Modem);
            if (outcome == Outcome.Ok)
            {
                outcome = Resume();
            }
        }
        finally
        {
            Release();
        }

        // The end of the connection is what reads are told, behind what came before it.
        Outcome.Check(_state == DataState.Ended ? Outcome.Ok : outcome);
    }

    private int Resume()
    {
        _port.Assert(PortLine.Dtr, false);
        _channel.DataMode = true;
        _channel.Begin(Command.Resume, Link);
        int outcome = _channel.Run();
        if (outcome == Outcome.Ok)
        {
            EnterData();
            return outcome;
        }

        _channel.DataMode = false;
        return Outcome.ErrorOf(outcome) == ModemError.Rejected || !_channel.IsOpen ? Finish() : outcome;
    }

    // Why there is no data mode to leave.
    private int Loss => _state == DataState.Ended ? _end : Outcome.Of(ModemError.NotConnected, ModemWait.None);

    private int EnterCommand(byte[] spill)
    {
        StopReader();
        _spill.Use(spill);
        int outcome = LeaveDataMode();
        if (outcome == Outcome.Ok)
        {
            _state = DataState.Command;
            _channel.DataMode = false;
        }
        else if (_state == DataState.Leaving)
        {
            _state = DataState.Data;
        }

        return outcome;
    }

    // Has the reader get out of the way: what is received now is looked at first. For the owner of the gate.
    private void StopReader()
    {
        _state = DataState.Leaving;
        _gate.Wake(Slot.Stream);
        long deadline = _modem.DeadlineIn(ParkTimeout);
        for (long left = ParkTimeout; left > 0 && _gate.IsUsed(Slot.Stream) && !_parked; left = deadline - _port.Now)
        {
            _gate.WaitFor(_gate.Owner, left);
        }
    }

    private void WakeOwner()
    {
        int owner = _gate.Owner;
        if (owner >= 0)
        {
            _gate.Wake(owner);
        }
    }

    private void Park(int milliseconds)
    {
        _parked = true;
        WakeOwner();
        _gate.WaitFor(Slot.Stream, milliseconds);
        _parked = false;
    }

    // A status text at a silence, and no DCD. For the reader.
    private int Inquire()
    {
        _parked = true;
        WakeOwner();
        int outcome = _gate.Enter(Slot.Stream, _modem.DeadlineIn(TurnTimeout));
        _parked = false;
        if (outcome != Outcome.Ok || _state != DataState.Data)
        {
            // Somebody else has just left data mode. What was held back he has put aside as payload.
            return outcome;
        }

        outcome = Ask();
        LeaveAsReader();
        return _state == DataState.Ended ? Outcome.Ok : outcome;
    }

    // The module is asked which mode it is in. For the owner of the gate, with a status text in the window.
    private int Ask()
    {
        _state = DataState.Leaving;
        _spill.Use(_hold);
        int outcome = Outcome.Ok;
        if (!IsRefuted())
        {
            outcome = LeaveDataMode();
            if (outcome == Outcome.Ok)
            {
                // The text was payload. It goes before what has come since.
                outcome = Resume();
            }
        }

        if (_state == DataState.Leaving)
        {
            // A module that does not lead back to data mode has lost the connection, or itself.
            _state = _channel.DataMode ? DataState.Data : DataState.Ended;
            _end = Outcome.Of(ModemError.ConnectionClosed, ModemWait.None);
        }

        return outcome;
    }

    // Nothing follows the end of a connection but other lines of the module.
    private bool IsRefuted()
    {
        long until = _byDtr ? _port.Now + GuardMargin : _lineFree + Guard + GuardMargin;
        for (long left = until - _port.Now; left > 0; left = until - _port.Now)
        {
            if (Tail(out bool _) == 0)
            {
                return true;
            }

            if (Draw() == 0)
            {
                _channel.Listen((int)left);
            }
        }

        return false;
    }

    // Asks the module to leave data mode, again if it does not answer. For the owner of the gate.
    private int LeaveDataMode()
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            long answer = _byDtr ? EscapeByDtr() : EscapeByPlus(attempt);
            if (_gate.IsOwnerAborted)
            {
                return Outcome.Of(ModemError.Aborted, ModemWait.Escape);
            }

            if (FindAnswer(answer))
            {
                return Outcome.Ok;
            }

            Tail(out bool whole);
            if (whole || (_hasCarrier && !_port.IsAsserted(PortLine.CarrierDetect)))
            {
                return Finish();
            }
        }

        PutAside(_parser.End - _parser.Start);
        return Outcome.Of(ModemError.TimedOut, ModemWait.Escape);
    }

    // Both return the instant before which nothing that comes can be the answer.
    private long EscapeByDtr()
    {
        _port.Assert(PortLine.Dtr, true);
        Collect(_port.Now + Guard + GuardMargin);
        long answer = _port.Now;
        _port.Assert(PortLine.Dtr, false);
        return answer;
    }

    private long EscapeByPlus(int attempt)
    {
        // The port may have held bytes back for longer than reckoned: each attempt leaves more time for them.
        Collect(_lineFree + Guard + (GuardMargin << attempt));
        long sent = _port.Now;
        _lastWrite = sent;
        _lineFree = sent + 1 + (PlusesOfEscape * BitsPerByte * 1_000 / _port.BaudRate);
        _pluses = PlusesOfEscape;
        _port.Write(s_escape, 0, PlusesOfEscape);
        Collect(sent + Guard - 1);
        return _lineFree + Guard;
    }

    // Takes what comes into the window, and what has no room there aside, up to an instant. Only what was there before it is payload for certain: this thread may come late.
    private void Collect(long until)
    {
        for (long left = until - _port.Now; left > 0 && !_gate.IsOwnerAborted; left = until - _port.Now)
        {
            _answerFrom = _parser.End;
            if (Draw() == 0)
            {
                _channel.Listen(left < Tick ? (int)left : Tick);
            }
        }
    }

    // Takes what has come, as far as the window holds it, and says how much that was.
    private int Draw()
    {
        int available = _port.Available;
        if (_parser.Room < available)
        {
            // What looks like the answer stays: a module that holds nothing back goes on behind it.
            int passed = _parser.End - _parser.Start - Kept;
            int answer = FindLastOk() - _parser.Start;
            PutAside(answer > 0 && answer < passed ? answer : passed);

            _answerFrom -= _parser.Start;
            _parser.Compact();
        }

        int count = available < _parser.Room ? available : _parser.Room;
        if (count == 0 || !_port.Read(_parser.Window, _parser.End, count))
        {
            return 0;
        }

        _parser.Commit(count);
        return count;
    }

    // Waits for the answer and leaves in the window what follows it. What came before is payload, whatever it looks like; the last that looks like the answer is the answer.
    private bool FindAnswer(long due)
    {
        long limit = due + _answerTime;
        due += GuardMargin;
        while (true)
        {
            bool silent = Draw() == 0 && !_channel.Listen(AnswerSilence) && _port.Available == 0;
            long now = _port.Now;
            if (now < due || (!silent && now < limit))
            {
                continue;
            }

            int at = FindLastOk();
            if (at >= 0)
            {
                PutAside(at - _parser.Start);
                _parser.Discard(LengthOfOk);
                return true;
            }

            Tail(out bool whole);
            if (now >= limit || whole)
            {
                return false;
            }
        }
    }

    // How much of what is in the window may belong to the text that ends a connection.
    private int Tail(out bool whole) => StatusText.Tail(_parser.Window, _parser.Start, _parser.End, out whole);

    private int FindLastOk()
    {
        byte[] window = _parser.Window;
        int first = _answerFrom > _parser.Start ? _answerFrom : _parser.Start;
        for (int at = _parser.End - LengthOfOk; at >= first; at--)
        {
            if (Ascii.Begins(window, at, _parser.End, "\r\nOK\r\n"))
            {
                return at;
            }
        }

        return -1;
    }

    private void PutAside(int count)
    {
        if (count > 0)
        {
            _spill.Add(_parser.Window, _parser.Start, count);
            _parser.Discard(count);
            _gate.Wake(Slot.Stream);
        }
    }

    // The connection is gone, and the reader has found it out.
    private int End()
    {
        int outcome = _gate.Enter(Slot.Stream, _modem.DeadlineIn(TurnTimeout));
        if (outcome != Outcome.Ok || _state != DataState.Data)
        {
            if (_gate.Owner == Slot.Stream)
            {
                _gate.Leave();
            }

            return outcome;
        }

        Finish();
        LeaveAsReader();
        return Outcome.Ok;
    }

    // Gives the gate away: to the stream, if the line is still its own.
    private void LeaveAsReader()
    {
        if (_channel.DataMode)
        {
            _channel.LeaveToStream();
        }
        else
        {
            _channel.Leave();
        }

        _gate.Wake(Slot.StreamWriter);
    }

    // The connection is gone; what is in the window may be the text that says why. For the owner of the gate.
    private int Finish()
    {
        int tail = Tail(out bool whole);
        PutAside(_parser.End - _parser.Start - (whole ? tail : 0));
        if (!_byDtr)
        {
            // An escape that met command mode is the beginning of a line.
            _port.Write(s_escape, PlusesOfEscape, 1);
        }

        _channel.Drain();
        ModemError error = _links.ErrorOf(Link);
        _end = Outcome.Of(error == ModemError.None ? ModemError.ConnectionClosed : error, ModemWait.None);
        _state = DataState.Ended;

        // A listener may bring the next client at any moment: then the line stays the stream's.
        _channel.DataMode = _listens;
        _channel.Doubt();
        _port.Assert(PortLine.Dtr, true);
        return _end;
    }
}

using System;
using Sim800.Nano.Channels;
using Sim800.Nano.DataMode;
using Sim800.Nano.Links;
using Sim800.Nano.Ports;

namespace Sim800.Nano;

// A life after a restart of the microcontroller, which may have left the module in the middle of data mode.
public sealed partial class ModemDataStream
{
    /// <summary>
    /// Is <see cref="Sim800Modem.Attach"/> for a module that may be in data mode since a life before: where AT would go to the peer. It looks at DCD, asks by an escape, DTR first if that is wired and
    /// +++ if DTR is not answered, and only if nobody answers by AT, the port's rate first, the others last. Takes 1.3 s by DTR and 2.5 s by +++ if there is such a connection; if there is none, 2.7 s, or
    /// 5.5 s if both were tried, before what <see cref="Sim800Modem.Attach"/> takes. Where DCD is wired and high it is that alone. A connection that was left by <see cref="EnterCommandMode"/> is found too.
    /// <para>If DTR is wired, opening its pin pulls it low, and what is found then is found by its rise.</para>
    /// </summary>
    /// <param name="resume">Whether a connection that is found goes on, in data mode, with the options of this stream; else it is closed, and its context too.</param>
    /// <param name="spill">Takes what the peer sends meanwhile, as for <see cref="EnterCommandMode"/>.</param>
    /// <returns>Whether there was a connection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="spill"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The modem is open, or the serial port was open already.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer (<see cref="ModemWait.Probe"/>).</exception>
    /// <exception cref="ModemException">The module refused its setup, or another thread is in such a call.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public bool Recover(bool resume, byte[] spill)
    {
        Check.Buffer(spill, 0, 0);
        if (_state != DataState.Closed || _channel.IsOpen)
        {
            throw new InvalidOperationException();
        }

        _modem.BeginOpen();
        bool found = false;
        int outcome;
        try
        {
            outcome = _gate.Enter(Slot.Modem, _modem.DeadlineIn(TurnTimeout));
            if (outcome == Outcome.Ok)
            {
                _modem.OpenPort();
                MakeEvents();
                _hasCarrier = _port.Has(PortLine.CarrierDetect);
                found = (!_hasCarrier || _port.IsAsserted(PortLine.CarrierDetect)) && Catch(spill);
                if (!found)
                {
                    // The line may have been in command mode.
                    outcome = _modem.SwitchOn(false, true, out found);
                }

                outcome = found ? Adopt(resume) : outcome;
            }
        }
        finally
        {
            Release();
        }

        Outcome.Check(outcome);
        return found;
    }

    /// <summary>Leaves data mode, if the module is in it, by DTR or where that is not wired by +++; thorough is both. What the peer sends meanwhile is lost. For the owner of the gate.</summary>
    internal bool TryLeave(bool thorough)
    {
        _channel.Reset();
        _answerTime = QuickAnswerTime;
        bool left = Leave(thorough);
        _port.Assert(PortLine.Dtr, true);
        return left;
    }

    private bool Catch(byte[] spill)
    {
        _spill.Use(spill);
        bool left = Leave(true);
        if (!left)
        {
            _spill.Use(null);
        }

        return left;
    }

    private bool Leave(bool thorough)
    {
        _lineFree = _port.Now;
        _byDtr = _port.Has(PortLine.Dtr);
        if (_byDtr && FindAnswer(EscapeByDtr()))
        {
            return true;
        }

        if (_byDtr && !thorough)
        {
            return false;
        }

        _byDtr = false;
        return FindAnswer(EscapeByPlus(0));
    }

    private int Adopt(bool resume)
    {
        int outcome = _modem.Adopt();
        if (outcome != Outcome.Ok || _links.Take(LinkTable.Count, 0) != Link)
        {
            return outcome;
        }

        _gate.Unuse(Slot.StreamWriter);
        outcome = Configure(true);
        if (outcome == Outcome.Ok && resume)
        {
            _modem.SuspendSleep();
            return Resume();
        }

        HangUp();
        Forget();
        return outcome;
    }
}

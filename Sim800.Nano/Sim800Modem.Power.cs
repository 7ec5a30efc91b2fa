using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Ports;

namespace Sim800.Nano;

// Put to sleep, and off.
public sealed partial class Sim800Modem
{
    /// <summary>Lets the module sleep (AT+CSCLK=1, DTR high). Whatever talks to it next wakes it, 60 ms before; it then stays awake until the next call of this. Data and calls wake it by themselves.</summary>
    /// <exception cref="NotSupportedException">DTR is not wired.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void Sleep()
    {
        if (!_port.Has(PortLine.Dtr))
        {
            throw new NotSupportedException();
        }

        if (_awake)
        {
            throw new ModemException(ModemError.InDataMode, ModemWait.None, -1);
        }

        Enter();
        int outcome = Outcome.Ok;
        try
        {
            if (!_slowClock)
            {
                _channel.Begin(Command.SlowClock, -1);
                _channel.Add(1);
                outcome = _channel.Run();
                _slowClock = outcome == Outcome.Ok;
            }

            if (outcome == Outcome.Ok)
            {
                _channel.Dozing = true;
                _port.Assert(PortLine.Dtr, false);
            }
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
    }

    /// <summary>Switches the module off, by AT+CPOWD=1 or, if that is not answered within 10 s, by PWRKEY. Every link fails. <see cref="PowerOn"/> switches it on again.</summary>
    /// <exception cref="ModemTimeoutException">The module does not answer and PWRKEY is not wired (<see cref="ModemWait.PowerDown"/>).</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void PowerOff()
    {
        Enter();
        int outcome;
        try
        {
            outcome = _power.Off();
            if (outcome == Outcome.Ok)
            {
                _channel.IsOpen = false;
                _contexts.EndAll(ModemContextState.Closed);
                _links.FailAll(ModemError.PoweredDown);
                _names.Forget();
            }
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
    }

    /// <summary>Keeps the module awake and DTR at rest until <see cref="ResumeSleep"/>: its low is the beginning of an escape now.</summary>
    internal void SuspendSleep()
    {
        _slowClock = false;
        _awake = true;
    }

    /// <summary>Lets the module be put to sleep again.</summary>
    internal void ResumeSleep() => _awake = false;
}

using System;
using System.Threading;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Ports;

namespace Sim800.Nano;

// On and off, found again, put to sleep.
public sealed partial class Sim800Modem
{
    /// <summary>
    /// Gets a value indicating whether <see cref="PowerOn"/> or <see cref="Attach"/> found the module only after filling up what a life before had announced to send, at most 1460 bytes of no meaning: the peer of
    /// that connection may have received them.
    /// </summary>
    public bool FilledPrompt => _power.FilledPrompt;

    /// <summary>
    /// Switches the module on, or finds out that it is on already, sets the port's rate as fixed in it, and sets it up (no echo, numbered errors).
    /// <para>It asks at the port's rate first and then at the others, because a key pressed on a module that is on would switch it off (4 s, 5.5 s for a port at 9600); then it presses
    /// PWRKEY, or pulses RST where only that is wired, and waits for the start (19 s more). Its turn may take 30 s before; setting up takes at most 6 s, and 7 s more if the rate is changed. Does nothing if the module is open already.</para>
    /// </summary>
    /// <exception cref="ModemTimeoutException">The module does not answer (<see cref="ModemWait.Probe"/>, if nothing is wired to switch it on), or has not started in time (<see cref="ModemWait.Boot"/>).</exception>
    /// <exception cref="ModemException">The module refused its setup, or another thread is in such a call (<see cref="ModemError.InUse"/>).</exception>
    /// <exception cref="InvalidOperationException">The serial port is open already.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void PowerOn() => Open(true);

    /// <summary>Finds and sets up a module that is on, as <see cref="PowerOn"/> does, without switching it on: within 4 s, or 5.5 s for a port at 9600.</summary>
    /// <exception cref="ModemTimeoutException">The module does not answer (<see cref="ModemWait.Probe"/>).</exception>
    /// <exception cref="ModemException">The module refused its setup.</exception>
    /// <exception cref="InvalidOperationException">The serial port is open already.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void Attach() => Open(false);

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

    /// <summary>Puts the calling thread onto the slot of those who open the modem.</summary>
    internal void BeginOpen()
    {
        DemandAlive();
        _channel.Gate.Use(Slot.Modem);
    }

    /// <summary>Takes over a module that has just left data mode, with its one connection. For the owner of the gate.</summary>
    internal int Adopt()
    {
        _channel.SetMode(true, true);
        _links.Single = true;
        int outcome = _power.SetUp(_wantedRate);
        if (outcome == Outcome.Ok)
        {
            _channel.IsOpen = true;
            outcome = _network.Adopt();
        }

        return outcome;
    }

    /// <summary>Lets the module be put to sleep again.</summary>
    internal void ResumeSleep() => _awake = false;

    internal void OpenPort()
    {
        if (_portOpen)
        {
            return;
        }

        _port.Open();
        _portOpen = true;
        _wantedRate = _port.BaudRate;
        if (_threaded)
        {
            _driver = new Thread(Drive);
            _driver.Start();
        }
    }

    internal int SwitchOn(bool mayPress)
    {
        _slowClock = false;
        int outcome = _power.On(mayPress, _wantedRate);
        if (outcome == Outcome.Ok)
        {
            _links.FailAll(ModemError.Restarted);
            _contexts.EndAll(ModemContextState.Lost);
            _channel.IsOpen = true;
        }

        return outcome;
    }

    private void Open(bool mayPress)
    {
        BeginOpen();
        int outcome;
        try
        {
            outcome = _channel.Gate.Enter(Slot.Modem, DeadlineIn(TurnTimeout));
            outcome = outcome == Outcome.Ok && _channel.DataMode ? Channel.Refusal : outcome;
            if (outcome == Outcome.Ok)
            {
                OpenPort();

                // One that answers again after a silence is still the same.
                _channel.IsOpen = _channel.IsOpen && (!_channel.IsLost || _channel.Prepare() == Outcome.Ok);
                outcome = _channel.IsOpen ? Outcome.Ok : SwitchOn(mayPress);
            }
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
    }
}

using System;
using System.Threading;
using Sim800.Nano.Channels;
using Sim800.Nano.Power;

namespace Sim800.Nano;

// On, or found again in whatever state a life before has left it.
public sealed partial class Sim800Modem
{
    private long _stageBegun;

    /// <summary>Gets in what state the last <see cref="PowerOn"/>, <see cref="Attach"/> or <see cref="ModemDataStream.Recover"/> that looked for the module found it. It is not forgotten.</summary>
    public ModemFindings Findings { get; private set; }

    /// <summary>
    /// Has the module on and set up (no echo, numbered errors, the port's rate if it can), whatever state it is in: off, starting, on, asleep, at a prompt, in data mode, at another rate, with settings
    /// of somebody else. What it was is told by <see cref="Findings"/>, each step by <see cref="ModemEvent.Progress"/>.
    /// <para>A module that is on is asked before anything is pressed, because a key pressed on it would switch it off; it keeps its registration, and its contexts and connections are taken over:
    /// <see cref="IsContextOpen"/> is true then, and a socket takes a connection by <see cref="ModemSocket.TakeOver"/>. Only a transparent connection is closed.</para>
    /// <para>docs/power.md has a table of the states, of what is sent, and of the times: 0.1 s for a module that is on and at the port's rate, 10 s for one that is off, and 50 s until it is known that there is none. Its turn may take
    /// 30 s before. Does nothing if the modem is open already.</para>
    /// </summary>
    /// <exception cref="ModemTimeoutException">The module does not answer (<see cref="ModemWait.Probe"/>, if nothing is wired to switch it on), or has not started in time (<see cref="ModemWait.Boot"/>).</exception>
    /// <exception cref="ModemException">The module refused its setup, the modem was closed meanwhile, or another thread is in such a call (<see cref="ModemError.InUse"/>).</exception>
    /// <exception cref="InvalidOperationException">The serial port is open already.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates a few hundred bytes.</remarks>
    public void PowerOn() => Open(true);

    /// <summary>Finds and sets up a module that is on, as <see cref="PowerOn"/> does, without switching it on: within 9 s, or 14 s where DCD is not wired, if there is none.</summary>
    /// <exception cref="ModemTimeoutException">The module does not answer (<see cref="ModemWait.Probe"/>).</exception>
    /// <exception cref="ModemException">The module refused its setup, the modem was closed meanwhile, or another thread is in such a call (<see cref="ModemError.InUse"/>).</exception>
    /// <exception cref="InvalidOperationException">The serial port is open already.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates a few hundred bytes.</remarks>
    public void Attach() => Open(false);

    /// <summary>
    /// Stores the rate at which the module works now (AT+IPR, AT&amp;W), so that it starts at it and says so: once, in production. AT&amp;W stores the rest of the profile as well, as it is; therefore not after <see cref="Sleep"/>.
    /// </summary>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates the command and a buffer of 512 bytes.</remarks>
    public void StoreRate() => Execute("AT+IPR=" + _port.BaudRate.ToString() + ";&W");

    /// <summary>Reports how far a long call has come.</summary>
    internal void Progress(ModemStage stage, int detail = -1) => _events.Raise(ModemEvent.Progress, (int)stage, detail, (int)(_port.Now - _stageBegun));

    /// <summary>Leaves data mode, if the module is in it. For the owner of the gate.</summary>
    internal bool Escape(bool thorough) => new ModemDataStream(this).TryLeave(thorough);

    /// <summary>Puts the calling thread onto the slot of those who open the modem.</summary>
    internal void BeginOpen()
    {
        DemandAlive();
        _channel.Gate.Use(Slot.Modem);
        _stageBegun = _port.Now;
    }

    /// <summary>Takes over a module that has just left data mode, with its one connection. For the owner of the gate.</summary>
    internal int Adopt()
    {
        _channel.SetMode(true, true);
        _links.Single = true;
        int outcome = _power.SetUp(_wantedRate);
        if (outcome == Outcome.Ok)
        {
            Findings = ModemFindings.Running | ModemFindings.DataMode | ModemFindings.Context;
            _channel.IsOpen = true;
            outcome = _network.Adopt();
        }

        return outcome;
    }

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

    /// <summary>Looks for the module, and has it on if it may. A transparent connection is closed, or left to who asks for it. For the owner of the gate.</summary>
    internal int SwitchOn(bool mayPress, bool keepsTransparent, out bool isTransparent)
    {
        isTransparent = false;
        ForgetSleep();
        var found = new Inventory(_channel.Sink);
        _channel.Sink = found;
        try
        {
            int outcome = _power.On(found, mayPress, _wantedRate);
            if (outcome == Outcome.Ok)
            {
                _links.FailAll(ModemError.Restarted);
                _contexts.EndAll(ModemContextState.Lost);
                Progress(ModemStage.TakingOver);
                outcome = _network.Inherit(found, keepsTransparent);
                isTransparent = outcome == Outcome.Ok && found.Transparent && found.Links != 0;
            }

            _channel.IsOpen = outcome == Outcome.Ok;
            Findings = _channel.IsOpen ? found.Findings : ModemFindings.None;
            return outcome;
        }
        finally
        {
            _channel.Sink = found.Next;
        }
    }

    // The turn of who opens the modem, with the port open.
    private int EnterOpening()
    {
        int outcome = _channel.Gate.Enter(Slot.Modem);
        outcome = outcome == Outcome.Ok && _channel.DataMode ? Channel.Refusal : outcome;
        if (outcome == Outcome.Ok)
        {
            OpenPort();
        }

        return outcome;
    }

    private void Open(bool mayPress)
    {
        BeginOpen();
        int outcome;
        try
        {
            outcome = EnterOpening();
            if (outcome == Outcome.Ok)
            {
                // One that answers again after a silence is still the same.
                _channel.IsOpen = _channel.IsOpen && (!_channel.IsLost || _channel.Prepare() == Outcome.Ok);
                outcome = _channel.IsOpen ? Outcome.Ok : SwitchOn(mayPress, false, out _);
            }
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
    }
}

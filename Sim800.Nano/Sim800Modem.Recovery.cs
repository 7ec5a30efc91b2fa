using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Ports;
using Sim800.Nano.Power;

namespace Sim800.Nano;

// Restarted on purpose.
public sealed partial class Sim800Modem
{
    private const int RestartLimit = 10_000;
    private const int Discharge = 5_000;
    private const int BootLimit = 20_000;

    /// <summary>
    /// Restarts the module and waits until it answers again, set up as after <see cref="PowerOn"/>. Links, contexts and everything else in it are gone. At most 60 s by command or RST, 75 s by PWRKEY or
    /// supply, after a turn of 30 s.
    /// </summary>
    /// <param name="means">How.</param>
    /// <exception cref="NotSupportedException">The line is not wired.</exception>
    /// <exception cref="ModemTimeoutException">The module did not answer the command, or does not answer after it.</exception>
    /// <exception cref="ModemException">The modem was never open (by command only), is in another call of this kind or in data mode, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="InvalidOperationException">The serial port is open already, by somebody else.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void Restart(ModemRestart means)
    {
        if (!CanRestart(means))
        {
            throw new NotSupportedException();
        }

        BeginOpen();
        int outcome;
        try
        {
            outcome = EnterOpening();
            if (outcome == Outcome.Ok)
            {
                outcome = means == ModemRestart.Command ? RestartByCommand() : RestartByLine(means);
            }
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
    }

    /// <summary>Says whether what it takes is wired.</summary>
    internal bool CanRestart(ModemRestart means) => means == ModemRestart.Command || _port.Has(LineOf(means));

    /// <summary>Gets a value indicating whether <see cref="Close"/> has been called.</summary>
    internal bool IsClosed => _closed != 0;

    /// <summary>Gets how the context was lost last, or the module with it.</summary>
    internal ModemError LossReason => _contexts.LossReason;

    /// <summary>Tells the thread that is in a call of the modem itself to give up.</summary>
    internal void AbortCall() => _channel.Abort(Slot.Modem);

    private static PortLine LineOf(ModemRestart means) =>
        means == ModemRestart.Reset ? PortLine.Reset : means == ModemRestart.PowerKey ? PortLine.PowerKey : PortLine.Supply;

    private int RestartByCommand()
    {
        int outcome = _channel.IsOpen ? _channel.Prepare() : Outcome.Of(ModemError.NotOpen, ModemWait.None);
        if (outcome == Outcome.Ok)
        {
            outcome = _channel.Ask("AT+CFUN=1,1", new byte[0], RestartLimit, false);
        }

        // What has been told to restart may do so even if it has not said so. That it did so before it could answer is success.
        if (Outcome.ErrorOf(outcome) == ModemError.Restarted)
        {
            outcome = Outcome.Ok;
        }

        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        _notices.Forget(ModemError.Restarted, ModemContextState.Lost);
        return AwaitBoot();
    }

    private int RestartByLine(ModemRestart means)
    {
        PortLine line = LineOf(means);
        _notices.Forget(ModemError.Restarted, ModemContextState.Lost);
        switch (means)
        {
            case ModemRestart.Reset:
                _power.Pulse(line, true, PowerSwitch.ResetTime);
                return AwaitBoot();
            case ModemRestart.PowerKey:
                // It switches off a module that is on, and on one that is off: what it is then is asked before the key is pressed again.
                _power.Pulse(line, true, PowerSwitch.OffPressTime);
                _channel.Pause(PowerSwitch.OffTime);
                int outcome = SwitchOn(false, false, out _);
                if (Outcome.ErrorOf(outcome) != ModemError.TimedOut)
                {
                    return outcome;
                }

                _power.Pulse(line, true, PowerSwitch.PressTime);
                return AwaitBoot();
            default:
                _power.Pulse(line, false, Discharge);
                _channel.Pause(Search.BootQuiet);
                return SwitchOn(true, false, out _);
        }
    }

    // A module that detects the rate must not hear anything sooner; and its key must not be pressed: it is on.
    private int AwaitBoot()
    {
        long deadline = DeadlineIn(BootLimit);
        _channel.Pause(Search.BootQuiet);
        int outcome;
        do
        {
            outcome = SwitchOn(false, false, out _);
        }
        while (outcome != Outcome.Ok && Outcome.ErrorOf(outcome) != ModemError.Aborted && _port.Now < deadline);

        return outcome;
    }
}

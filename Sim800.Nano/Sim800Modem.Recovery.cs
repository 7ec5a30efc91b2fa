using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Ports;

namespace Sim800.Nano;

// Restarted on purpose.
public sealed partial class Sim800Modem
{
    private const int RestartLimit = 10_000;
    private const int ResetPulse = 150;
    private const int KeyPress = 1_600;
    private const int OnPress = 1_200;
    private const int GoingOff = 3_000;
    private const int Discharge = 5_000;
    private const int BootQuiet = 3_000;
    private const int BootLimit = 20_000;

    private static readonly byte[] s_nothing = new byte[0];

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
            outcome = _channel.Gate.Enter(Slot.Modem, DeadlineIn(TurnTimeout));
            outcome = outcome == Outcome.Ok && _channel.DataMode ? Channel.Refusal : outcome;
            if (outcome == Outcome.Ok)
            {
                OpenPort();
                outcome = means == ModemRestart.Command ? RestartByCommand() : RestartByLine(means);
            }
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
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
            _channel.BeginCustom(s_nothing);
            _channel.Limit = RestartLimit;
            _channel.Add("AT+CFUN=1,1");
            outcome = _channel.Run();
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

        Forget();
        return AwaitBoot();
    }

    private int RestartByLine(ModemRestart means)
    {
        PortLine line = LineOf(means);
        Forget();
        switch (means)
        {
            case ModemRestart.Reset:
                Pulse(line, true, ResetPulse);
                return AwaitBoot();
            case ModemRestart.PowerKey:
                // It switches off a module that is on, and on one that is off: what it is then is asked before the key is pressed again.
                Pulse(line, true, KeyPress);
                _channel.Pause(GoingOff);
                int outcome = SwitchOn(false, false, out _);
                if (Outcome.ErrorOf(outcome) != ModemError.TimedOut)
                {
                    return outcome;
                }

                Pulse(line, true, OnPress);
                return AwaitBoot();
            default:
                Pulse(line, false, Discharge);
                _channel.Pause(BootQuiet);
                return SwitchOn(true, false, out _);
        }
    }

    private void Pulse(PortLine line, bool asserted, int milliseconds)
    {
        _port.Assert(line, asserted);
        _channel.Pause(milliseconds);
        _port.Assert(line, !asserted);
    }

    // A module that detects the rate must not hear anything sooner; and its key must not be pressed: it is on.
    private int AwaitBoot()
    {
        long deadline = DeadlineIn(BootLimit);
        _channel.Pause(BootQuiet);
        int outcome;
        do
        {
            outcome = SwitchOn(false, false, out _);
        }
        while (outcome != Outcome.Ok && Outcome.ErrorOf(outcome) != ModemError.Aborted && _port.Now < deadline);

        return outcome;
    }

    // Nothing of before is left in the module.
    private void Forget()
    {
        _channel.IsOpen = false;
        _contexts.EndAll(ModemContextState.Lost);
        _contexts.LossReason = ModemError.Restarted;
        _links.FailAll(ModemError.Restarted);
        _names.Fail(ModemError.Restarted, _names.Context);
        _names.Forget();
    }
}

using Sim800.Simulator.Faults;
using Sim800.Simulator.Serial;

namespace Sim800.Simulator.Power;

/// <summary>PWRKEY, RST, STATUS, boot and power down (fact sheet 4.1, 5.1, 5.2).</summary>
internal sealed class PowerControl(Sim800Machine machine)
{
    private static readonly byte[] s_synchronisation = [0x00, 0x49, 0x49, 0x49, 0x49, 0xFF, 0xFF, 0xFF, 0xFF];

    private Timing.Timer? _press;
    private Timing.Timer? _longPress;
    private Timing.Timer? _reset;
    private long _offSince = long.MinValue / 2;

    public PowerState State
    {
        get;
        private set
        {
            machine.Energy.Settle();
            field = value;
        }
    } = PowerState.Off;

    /// <summary>Whether receiver and transmitter work.</summary>
    public bool UartIsOn { get; private set; }

    /// <summary>The supply comes up: the module is off until PWRKEY is pressed, or has been on for long.</summary>
    public void Start(bool on)
    {
        machine.Port.Drive(ModuleLine.Status, false);
        if (on)
        {
            State = PowerState.On;
            machine.ForgetEverything();
            machine.Port.Drive(ModuleLine.Status, true);
            UartOn();
            machine.Radio.StartRegistered();
            machine.Log("power on");
        }
        else if (!machine.Levels.PwrKey)
        {
            OnPowerKey(false);
        }
    }

    public void OnPowerKey(bool high)
    {
        _press?.Cancel();
        _longPress?.Cancel();
        if (high || (machine.IsMute && machine.Stuck!.Cure > Cure.PowerKey))
        {
            return;
        }

        if (machine.Options.Model.RestartPress is { } restart)
        {
            _longPress = machine.Timers.At(machine.Now + restart + 1, Boot, lasting: true);
        }

        if (State == PowerState.Off)
        {
            var from = Math.Max(machine.Now, _offSince + machine.Options.PowerOnLockout);
            _press = machine.Timers.At(from + machine.Options.Model.PowerOnPress, Boot, lasting: true);
        }
        else if (State is PowerState.On or PowerState.Booting)
        {
            _press = machine.Timers.At(machine.Now + machine.Options.Model.PowerOffPress, SwitchOff, lasting: true);
        }
    }

    public void OnReset(bool high)
    {
        if (!machine.Options.Model.HasReset)
        {
            return;
        }

        _reset?.Cancel();
        if (high)
        {
            if (State == PowerState.HeldInReset)
            {
                Boot();
            }
        }
        else if (State is PowerState.On or PowerState.Booting or PowerState.GoingOff)
        {
            _reset = machine.Timers.At(machine.Now + machine.Options.ResetPress, HoldInReset, lasting: true);
        }
    }

    /// <summary>The module stops in the middle of whatever it does and boots: a dip of the supply, or AT+CFUN=1,1.</summary>
    /// <param name="why">For the trace.</param>
    /// <param name="answersOk">Whether the OK of the command that asked for it is still owed when the UART works again.</param>
    public void Restart(string why, bool answersOk = false)
    {
        if (State is PowerState.Off or PowerState.HeldInReset)
        {
            return;
        }

        machine.Log($"restart: {why}");
        machine.Cure(Cure.Restart);
        Boot(answersOk);
    }

    /// <summary>Says good-bye, unless urgently, and goes off.</summary>
    public void PowerDown(bool announced) => PowerDown(announced ? "NORMAL" : null);

    /// <summary>Says why, if there is anything to say, and goes off.</summary>
    public void PowerDown(string? why)
    {
        if (State is not (PowerState.On or PowerState.Booting))
        {
            return;
        }

        if (why is not null)
        {
            machine.Output.Unsolicited($"{why} POWER {(machine.Options.SaysPowerOff ? "OFF" : "DOWN")}", UrcKind.General);
        }

        State = PowerState.GoingOff;
        UartIsOn = false;
        machine.Log("going off");
        machine.TcpIp.Reset();
        machine.Timers.CancelAll();
        machine.Timers.After(why is null ? 0 : machine.Options.PowerOffDelay, Off);
    }

    /// <summary>The supply is too low for anything: off in the middle of whatever it does.</summary>
    public void CutOff()
    {
        machine.Cure(Cure.Supply);
        if (State != PowerState.Off)
        {
            Off();
        }
    }

    private void Off()
    {
        Silence();
        State = PowerState.Off;
        _offSince = machine.Now;
        machine.Log("off");
    }

    private void SwitchOff()
    {
        machine.Cure(Cure.PowerKey);
        PowerDown(announced: true);
    }

    private void HoldInReset()
    {
        machine.Cure(Cure.Reset);
        Silence();
        State = PowerState.HeldInReset;
        machine.Log("held in reset");
    }

    private void Silence()
    {
        machine.ForgetEverything();
        UartIsOn = false;
        machine.Port.AbandonOutput();
        machine.Port.Drive(ModuleLine.Status, false);
    }

    private void Boot() => Boot(answersOk: false);

    private void Boot(bool answersOk)
    {
        Silence();
        State = PowerState.Booting;
        machine.Log("boot");
        var boot = machine.Options.Boot;
        machine.Timers.After(boot.Synchronisation, () =>
        {
            machine.Port.SetBaudRate(Autobaud.InitialRate);
            machine.Output.Synchronise(s_synchronisation);
        });
        machine.Timers.After(boot.Status, () => machine.Port.Drive(ModuleLine.Status, true));
        machine.Timers.After(boot.Uart, () =>
        {
            State = PowerState.On;
            UartOn();
            if (answersOk && !machine.Profile.Quiet)
            {
                machine.Output.Write(UnitKind.Result, Framing.Result("OK", 0, machine.Profile.Verbose));
            }

            if (machine.Profile.BaudRate != 0)
            {
                machine.Output.Unsolicited("RDY", UrcKind.General);
                machine.Output.Unsolicited("+CFUN: 1", UrcKind.General);
            }
        });
        machine.Radio.Boot();
    }

    private void UartOn()
    {
        UartIsOn = true;
        machine.Port.SetFormat(machine.Profile.Format);
        machine.Receiver.Begin(machine.Profile.BaudRate);
        machine.Sleep.Touch();
        machine.Log(machine.Profile.BaudRate == 0 ? "UART on, autobauding" : $"UART on at {machine.Profile.BaudRate}");
    }
}

namespace Sim800.Simulator.Power;

/// <summary>
/// Sleep (application note section 12, fact sheet 5.6). Asleep, input is ignored. Events of the network wake the module and their codes go
/// out, but it listens again only after DTR has been low for 50 ms under AT+CSCLK=1, or after a character, which is lost, under
/// AT+CSCLK=2. It never sleeps before the rate is known.
/// </summary>
internal sealed class Sleep(Sim800Machine machine)
{
    /// <summary>It asks again and again while it is busy, but never twice in one instant.</summary>
    private const long ShortestDelay = Wire.Nanoseconds.PerMillisecond;

    private Timing.Timer? _idle;
    private Timing.Timer? _wake;

    /// <summary>Whether received bytes are heard.</summary>
    public bool IsListening { get; private set; } = true;

    /// <summary>Whether it sleeps, and not merely ignores its input.</summary>
    public bool IsAsleep
    {
        get;
        private set
        {
            machine.Energy.Settle();
            field = value;
        }
    }

    /// <summary>Restart: awake.</summary>
    public void Reset()
    {
        _idle?.Cancel();
        _wake?.Cancel();
        IsListening = true;
        IsAsleep = false;
    }

    /// <summary>There was activity, or a setting changed: the way to sleep begins anew.</summary>
    public void Touch()
    {
        _idle?.Cancel();
        var mode = machine.Profile.SlowClock;
        if ((mode == 2 || (mode == 1 && machine.Levels.Dtr)) && !IsAsleep && machine.Power.UartIsOn)
        {
            var delay = mode == 1 ? machine.Options.SleepDelay : machine.Options.AutomaticSleepDelay;
            _idle = machine.Timers.After(Math.Max(delay, ShortestDelay), FallAsleep);
        }
    }

    /// <summary>Something has arrived over the air, or a code is due.</summary>
    public void WakeForEvent()
    {
        if (IsAsleep)
        {
            IsAsleep = false;
            machine.Log("woken by an event, input still ignored");
            Touch();
        }
    }

    public void OnTerminalReady(bool high)
    {
        if (machine.Profile.SlowClock == 2)
        {
            return;
        }

        _wake?.Cancel();
        if (!high && !IsListening)
        {
            _wake = machine.Timers.After(machine.Options.WakeTime, Wake);
        }

        Touch();
    }

    /// <summary>A character that is not heard: it wakes a module that sleeps by itself.</summary>
    public void OnUnheardByte()
    {
        if (machine.Profile.SlowClock == 2 && _wake is not { IsPending: true })
        {
            IsAsleep = false;
            machine.Log("woken by a character");
            _wake = machine.Timers.After(machine.Options.AutomaticWakeTime, Wake);
        }
    }

    private void Wake()
    {
        IsAsleep = false;
        IsListening = true;
        machine.Log("awake");
        Touch();
    }

    private void FallAsleep()
    {
        var busy = machine.Executor.IsBusy || machine.TcpIp.IsConnecting || !machine.Receiver.RateIsKnown;
        if (busy)
        {
            Touch();
            return;
        }

        IsAsleep = true;
        IsListening = false;
        machine.Receiver.ForgetTyped();
        machine.Log("asleep");
    }
}

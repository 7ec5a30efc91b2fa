using Sim800.Simulator.Serial;

namespace Sim800.Simulator.Radio;

/// <summary>The SIM card and the registration in the network, as far as commands show them (fact sheet 2.30, 4.1).</summary>
internal sealed class Radio(Sim800Machine machine)
{
    private const string Area = "\"00C3\",\"1A2B\"";

    /// <summary>AT+COPS.</summary>
    public OperatorSelection Selection { get; } = new(machine);

    /// <summary>The SIM card, if there is one.</summary>
    public SimCard Card { get; } = new(machine);

    /// <summary>AT+CFUN: 0 minimum, 1 full, 4 flight mode.</summary>
    public int Functionality
    {
        get;
        private set
        {
            machine.Energy.Settle();
            field = value;
        }
    } = 1;

    /// <summary>Whether there is a SIM card.</summary>
    public bool HasSim { get; private set; } = machine.Options.HasSim;

    /// <summary>Whether the SIM card can be asked.</summary>
    public bool SimIsReady { get; private set; }

    /// <summary>AT+CREG and AT+CGREG: 0 idle, 1 home, 2 searching, 3 denied, 5 roaming.</summary>
    public int Status
    {
        get;
        private set
        {
            machine.Energy.Settle();
            field = value;
        }
    }

    /// <summary>AT+CGATT.</summary>
    public bool IsAttached { get; private set; }

    /// <summary>Whether there is service.</summary>
    public bool IsRegistered => Status is 1 or 5;

    /// <summary>Whether it looks for a network; without a card or a permission it looks on.</summary>
    public bool IsSearching => Functionality == 1 && !IsRegistered && Status != 0;

    /// <summary>Power gone.</summary>
    public void Reset()
    {
        Functionality = 1;
        SimIsReady = false;
        Card.Reset();
        Status = 0;
        IsAttached = false;
    }

    /// <summary>The module has been on for long.</summary>
    public void StartRegistered()
    {
        SimIsReady = HasSim;
        Status = Card.IsOpen ? machine.Options.RegistrationStatus : 0;
        IsAttached = IsRegistered;
    }

    /// <summary>The module boots: SIM, registration, ready codes, each in its time.</summary>
    public void Boot()
    {
        var boot = machine.Options.Boot;
        machine.Timers.After(boot.SimReady, ReadSim);
        machine.Timers.After(boot.Registered, Register);
        machine.Timers.After(boot.CallReady, CallReady);
        machine.Timers.After(boot.SmsReady, SmsReady);
    }

    /// <summary>AT+CFUN: what happens at once when the functionality changes.</summary>
    public void Switch(int functionality)
    {
        Functionality = functionality;
        if (functionality == 1)
        {
            SimIsReady = HasSim;
            BeginService();
        }
        else
        {
            SimIsReady = functionality == 4 && HasSim;
            IsAttached = false;
            SetStatus(0);
        }
    }

    /// <summary>What the card asked for has been entered.</summary>
    public void Unlock()
    {
        machine.Output.Unsolicited("+CPIN: READY", UrcKind.General);
        if (Functionality == 1)
        {
            SetStatus(Selection.Registers ? 2 : 0);
            BeginService();
        }
    }

    /// <summary>The network changes its mind.</summary>
    public void SetStatus(int status)
    {
        if (status == Status)
        {
            return;
        }

        Status = status;
        machine.Log($"registration {status}");
        Report("+CREG", machine.Profile.Registration);
        Report("+CGREG", machine.Profile.GprsRegistration);
    }

    /// <summary>The card loses contact: no service without it.</summary>
    public void RemoveSim()
    {
        HasSim = false;
        SimIsReady = false;
        machine.Output.Unsolicited("+CPIN: NOT INSERTED", UrcKind.General);
        ChangeService(0);
    }

    /// <summary>The card has contact again. The module looks for one when it starts.</summary>
    public void InsertSim() => HasSim = true;

    /// <summary>The registration ends or changes; without service there is no context.</summary>
    public void ChangeService(int status)
    {
        SetStatus(status);
        IsAttached = IsRegistered;
        if (!IsRegistered)
        {
            machine.TcpIp.LoseContext();
        }
    }

    /// <summary>AT+CGATT=0 and =1.</summary>
    public void Attach(bool attached) => IsAttached = attached;

    /// <summary>The read form: area and cell only with the mode 2 and registered.</summary>
    public string Read(string name, int mode) => $"{name}: {mode},{Status}{(mode == 2 && IsRegistered ? "," + Area : "")}";

    /// <summary>Finds its network, if it shall and can.</summary>
    public void Register()
    {
        if (Functionality != 1 || !HasSim || !Card.IsOpen || !Selection.Registers)
        {
            return;
        }

        SetStatus(machine.Options.RegistrationStatus);
        IsAttached = IsRegistered;
        if (IsRegistered)
        {
            machine.Clock.HearNetwork();
        }
    }

    private void Report(string name, int mode)
    {
        if (mode != 0)
        {
            machine.Output.Unsolicited($"{name}: {Status}{(mode == 2 && IsRegistered ? "," + Area : "")}", UrcKind.General);
        }
    }

    private void ReadSim()
    {
        SimIsReady = HasSim;
        if (machine.Profile.BaudRate != 0 || !machine.Options.SuppressesPinCodeUnderAutobaud)
        {
            machine.Output.Unsolicited(SimIsReady ? $"+CPIN: {Card.State}" : "+CPIN: NOT INSERTED", UrcKind.General);
        }

        SetStatus(Selection.Registers && Card.IsOpen ? 2 : 0);
    }

    /// <summary>From a card that is ready to service.</summary>
    private void BeginService()
    {
        var boot = machine.Options.Boot;
        machine.Timers.After(boot.Registered - boot.SimReady, Register);
        machine.Timers.After(boot.CallReady - boot.SimReady, CallReady);
        machine.Timers.After(boot.SmsReady - boot.SimReady, SmsReady);
    }

    private void CallReady()
    {
        if (machine.Profile.CallReadyCode && SimIsReady && Card.IsOpen)
        {
            machine.Output.Unsolicited("Call Ready", UrcKind.General);
        }
    }

    private void SmsReady()
    {
        if (SimIsReady && Card.IsOpen)
        {
            machine.Output.Unsolicited("SMS Ready", UrcKind.General);
        }
    }
}

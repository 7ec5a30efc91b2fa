using Sim800.Simulator.Calls;
using Sim800.Simulator.Commands;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Messages;
using Sim800.Simulator.Network;
using Sim800.Simulator.Power;
using Sim800.Simulator.Radio;
using Sim800.Simulator.Serial;
using Sim800.Simulator.Settings;
using Sim800.Simulator.TcpIp;
using Sim800.Simulator.Timing;

namespace Sim800.Simulator;

/// <summary>
/// A SIM800 as a pure machine: bytes, levels and instants in; bytes, levels and one next deadline out. It has no thread, task, lock or clock;
/// whoever owns it calls it from one place and says what time it is, in nanoseconds that never run backwards.
/// </summary>
public sealed class Sim800Machine
{
    private Profile _stored;
    private bool _hasSupply;

    public Sim800Machine(Sim800Options options, INetwork network, IModuleOutput port)
    {
        Options = options;
        Port = port;
        Timers = new Timers(port.DeadlineChanged);
        Faults = new FaultPlan(options.Faults);
        Factory = new Profile { RingIndicator = options.Model.RingIndicator };
        _stored = (options.Stored ?? Factory) with { };
        Profile = _stored with { };
        Energy = new EnergyMeter(this);
        Executor = new Executor(this);
        Output = new Output(this);
        Receiver = new Receiver(this);
        DataMode = new DataMode(this);
        RingIndicator = new RingIndicator(this);
        Power = new PowerControl(this);
        Calls = new CallControl(this);
        Messages = new MessageCentre(this);
        Supply = new Supply(this);
        Sleep = new Sleep(this);
        Radio = new Radio.Radio(this);
        Clock = new Clock(this);
        Network = new FaultyNetwork(this, network);
        TcpIp = new TcpIpStack(this, Network);
    }

    /// <summary>The names of all commands that it knows, without AT and with their plus signs; <c>COMMANDS.md</c> says how far.</summary>
    public static IReadOnlyCollection<string> Commands => CommandTable.Names;

    /// <summary>What was chosen.</summary>
    public Sim800Options Options { get; }

    /// <summary>When <see cref="OnTimer"/> must be called next, or <see cref="long.MaxValue"/>.</summary>
    public long NextDeadline => Timers.NextDue;

    /// <summary>Whether the module is off, booting, on …</summary>
    public PowerState PowerState => Power.State;

    /// <summary>The state that AT+CIPSTATUS shows.</summary>
    public IpState IpState => TcpIp.State;

    /// <summary>Whether what is typed goes into a transparent connection.</summary>
    public bool IsInDataMode => DataMode.IsActive;

    /// <summary>Whether it sleeps.</summary>
    public bool IsAsleep => Sleep.IsAsleep;

    /// <summary>What it has drawn so far, and for what.</summary>
    public EnergyMeter Energy { get; }

    /// <summary>What the host has typed in data mode and the connection has not taken yet, in bytes.</summary>
    public int TypedAhead => DataMode.TypedAhead;

    /// <summary>The short messages that have left, oldest first.</summary>
    public IReadOnlyList<SentMessage> SentMessages => Messages.Sent;

    /// <summary>Whether it is on and has yet to find out at which rate it is spoken to.</summary>
    public bool DetectsRate => Power.UartIsOn && !Receiver.RateIsKnown;

    /// <summary>AT+IFC=2,…: RTS holds what the module sends.</summary>
    public bool SendsUnderHardwareControl => Profile.FlowControlOut == 2;

    /// <summary>AT+IFC=1,…: XOFF holds what the module sends.</summary>
    public bool SendsUnderSoftwareControl => Profile.FlowControlOut == 1;

    /// <summary>AT+IFC=…,2: the module holds the host by CTS.</summary>
    public bool ReceivesUnderHardwareControl => Profile.FlowControlIn == 2;

    /// <summary>AT+IFC=…,1: the module holds the host by XOFF.</summary>
    public bool ReceivesUnderSoftwareControl => Profile.FlowControlIn == 1;

    /// <summary>Whether it neither hears nor says anything.</summary>
    public bool IsMute => Stuck?.Part == StuckPart.Port;

    internal IModuleOutput Port { get; }

    internal Timers Timers { get; }

    internal FaultPlan Faults { get; }

    internal Executor Executor { get; }

    internal Output Output { get; }

    internal Receiver Receiver { get; }

    internal DataMode DataMode { get; }

    internal RingIndicator RingIndicator { get; }

    internal PowerControl Power { get; }

    internal FaultyNetwork Network { get; }

    internal CallControl Calls { get; }

    internal MessageCentre Messages { get; }

    internal Supply Supply { get; }

    internal Sleep Sleep { get; }

    internal Radio.Radio Radio { get; }

    internal Clock Clock { get; }

    internal TcpIpStack TcpIp { get; }

    internal Levels Levels { get; } = new();

    /// <summary>What AT&amp;F restores.</summary>
    internal Profile Factory { get; }

    /// <summary>The settings in force.</summary>
    internal Profile Profile { get; set; }

    /// <summary>What AT&amp;W has stored; survives everything.</summary>
    internal Profile Stored
    {
        get => _stored;
        set => _stored = value with { };
    }

    /// <summary>What AT+CIPSCONT has stored; null as long as it has not.</summary>
    internal TcpIpSettings? StoredTcpIp { get; set; }

    /// <summary>What is stuck, if anything is.</summary>
    internal StuckFault? Stuck { get; private set; }

    /// <summary>How often it has forgotten everything: a callback from before has nothing to say.</summary>
    internal int BootCount { get; private set; }

    internal long Now => Timers.Now;

    /// <summary>The supply is there from now on.</summary>
    public void Start(long now)
    {
        _hasSupply = true;
        Timers.Now = now;
        Energy.Start();
        ForgetEverything();
        foreach (var fault in Faults.Timed)
        {
            Timers.At(now + fault.At, () => Strike(fault), lasting: true);
        }

        Power.Start(Options.StartsOn);
    }

    /// <summary>Characters have arrived at RXD, as the receiver understood them.</summary>
    /// <param name="bytes">The characters.</param>
    /// <param name="baudRate">The rate at which they were sent, which autobauding measures.</param>
    /// <param name="now">The instant.</param>
    public void OnBytes(ReadOnlySpan<byte> bytes, int baudRate, long now)
    {
        OnTimer(now);
        if (IsMute)
        {
            return;
        }

        foreach (var value in bytes)
        {
            Receiver.OnByte(value, baudRate);
        }
    }

    /// <summary>An input pin has changed. Before <see cref="Start"/> it just has this level.</summary>
    public void OnLine(ModuleLine line, bool high, long now)
    {
        OnTimer(now);
        Levels.Set(line, high);
        if (!_hasSupply)
        {
            return;
        }

        switch (line)
        {
            case ModuleLine.PwrKey:
                Power.OnPowerKey(high);
                break;
            case ModuleLine.Rst:
                Power.OnReset(high);
                break;
            case ModuleLine.Dtr:
                Sleep.OnTerminalReady(high);
                DataMode.OnTerminalReady(high);
                break;
        }
    }

    /// <summary>Time has passed.</summary>
    public void OnTimer(long now) => Timers.Run(now);

    /// <summary>Everything that was sent has left.</summary>
    public void OnDrained(long now) => OnNetwork(now, TcpIp.OnDrained);

    /// <summary>The world outside: the registration changes (AT+CREG numbers).</summary>
    public void SetRegistration(int status, long now) => OnNetwork(now, () => Radio.SetStatus(status));

    /// <summary>The world outside: the network takes the context away.</summary>
    public void LoseContext(long now) => OnNetwork(now, TcpIp.LoseContext);

    /// <summary>The network takes one of the two contexts away.</summary>
    public void LoseContext(int number, long now) => OnNetwork(now, () => TcpIp.LoseContext(number));

    /// <summary>The world outside: the supply dips and the module restarts.</summary>
    public void BrownOut(long now)
    {
        OnTimer(now);
        Power.Restart("supply");
    }

    /// <summary>Makes the module send a code, as soon as it may.</summary>
    public void SendUnsolicited(string text, long now) => OnNetwork(now, () => Output.Unsolicited(text, UrcKind.General));

    /// <summary>The world outside: somebody calls.</summary>
    /// <returns>Whether it rings.</returns>
    public bool Call(string number, long now)
    {
        OnTimer(now);
        return Calls.Ring(number);
    }

    /// <summary>The world outside: the other side of a call hangs up.</summary>
    /// <returns>Whether there was one.</returns>
    public bool HangUp(long now)
    {
        OnTimer(now);
        return Calls.EndByPeer();
    }

    /// <summary>The world outside: a short message arrives.</summary>
    /// <param name="number">Who sends it.</param>
    /// <param name="text">What it says; what the default alphabet lacks makes it sixteen bits a character.</param>
    /// <param name="now">The instant.</param>
    /// <param name="messageClass">0 to 3, or null for none.</param>
    /// <returns>Whether it could be delivered.</returns>
    public bool ReceiveMessage(string number, string text, long now, int? messageClass = null)
    {
        OnTimer(now);
        return Messages.Receive(number, text, messageClass);
    }

    /// <summary>Adds a fault to the plan; the time of one that strikes at an instant counts from now.</summary>
    public void Strike(Fault fault, long now)
    {
        OnTimer(now);
        if (fault is TimedFault timed)
        {
            Timers.At(now + timed.At, () => Strike(timed), lasting: true);
        }
        else
        {
            Faults.Add(fault);
        }
    }

    /// <summary>Something over the air.</summary>
    internal void OnNetwork(long now, Action action)
    {
        OnTimer(now);
        action();
    }

    /// <summary>The fault that strikes the second stage of a command, named in the trace.</summary>
    internal CommandFault? StrikeResult(string command)
    {
        var fault = Faults.StrikeResult(command);
        if (fault is not null)
        {
            Log($"fault {fault.Effect} strikes AT{command}");
        }

        return fault;
    }

    /// <summary>The fault of a kind that strikes now, named in the trace.</summary>
    internal T? Strike<T>() where T : Fault, ICountedFault
    {
        var fault = Faults.Strike<T>();
        if (fault is not null)
        {
            Log($"fault {fault} strikes");
        }

        return fault;
    }

    /// <summary>DCD: low while a transparent connection exists, or always under AT&amp;C0.</summary>
    internal void UpdateCarrier() => Port.Drive(ModuleLine.Dcd, Profile.CarrierDetect != 0 && !TcpIp.HasCarrier);

    internal void Log(string text) => Port.Log(text);

    /// <summary>Everything but the stored profile is lost: restart or power off.</summary>
    internal void ForgetEverything()
    {
        BootCount++;
        Energy.EndAir();
        Timers.CancelAll();
        Profile = Stored with { };
        Executor.Reset();
        Receiver.Reset();
        Output.Reset();
        Sleep.Reset();
        Radio.Reset();
        DataMode.Reset();
        TcpIp.Reset();
        RingIndicator.Reset();
        UpdateCarrier();
        Calls.Reset();
        Messages.Reset();
    }

    /// <summary>Something happens that may free what is stuck.</summary>
    internal void Cure(Cure by)
    {
        if (Stuck is not { } stuck || by < stuck.Cure)
        {
            return;
        }

        Log($"{stuck.Part} not stuck any more");
        Stuck = null;
        if (stuck.Part == StuckPart.Packets)
        {
            Network.Air.SilentUntil = 0;
        }
    }

    private void After(long duration, Action action)
    {
        if (duration < long.MaxValue)
        {
            Timers.At(Now + duration, action, lasting: true);
        }
    }

    private void Strike(TimedFault fault)
    {
        Log($"fault {fault.GetType().Name} strikes");
        switch (fault)
        {
            case RestartFault:
                Power.Restart("supply");
                break;
            case UnsolicitedFault unsolicited:
                Output.Unsolicited(unsolicited.Text, UrcKind.General);
                break;
            case ContextLossFault:
                TcpIp.LoseContext();
                break;
            case SupplyFault supply:
                Supply.Set(supply.Millivolts);
                break;
            case RegistrationFault registration:
                Radio.ChangeService(registration.Status);
                break;
            case RemoteEndFault end:
                Network.End(end.Resets);
                break;
            case PeerGoneFault:
                Network.Vanish();
                break;
            case NoAcknowledgementFault mute:
                Network.Acknowledges = false;
                After(mute.Duration, () => Network.Acknowledges = true);
                break;
            case NetworkDelayFault late:
                Network.Air.Delay = late.Delay;
                break;
            case SilenceFault silence:
                Network.Air.SilentUntil = silence.Duration == long.MaxValue ? long.MaxValue : Now + silence.Duration;
                TcpIp.ContextCheck.Watch();
                break;
            case NameServerFault server:
                Network.Silence(server.Address);
                After(server.Duration, () => Network.Restore(server.Address));
                break;
            case StuckFault stuck:
                Cure(by: Sim800.Simulator.Faults.Cure.Supply);
                Stuck = stuck;
                Network.Air.SilentUntil = stuck.Part == StuckPart.Packets ? long.MaxValue : Network.Air.SilentUntil;
                break;
            case SimRemovalFault removal:
                Radio.RemoveSim();
                After(removal.Duration, Radio.InsertSim);
                break;
            case StallFault or NoiseFault:
                Port.Disturb(fault);
                break;
        }
    }
}

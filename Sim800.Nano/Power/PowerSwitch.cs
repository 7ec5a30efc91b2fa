using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Power;

/// <summary>Has the module on, set up and at the wanted rate, by whatever line there is, and off. For the owner of the gate.</summary>
internal sealed class PowerSwitch
{
    // Fact sheet 5.1: a press of 1.2 s suits every module of the series, 1.6 s switches every one off; RST wants 105 ms. One that goes off takes 2 s, and PWRKEY counts again 0.8 s later.
    public const int PressTime = 1_200;
    public const int OffPressTime = 1_600;
    public const int ResetTime = 150;
    public const int OffTime = 3_000;

    private const int LockTime = 1_000;
    private const int SupplyTime = 2_000;

    // The first time it may have been on, and be off now; then somebody better presses again soon. Each is long enough for every rate.
    private const int Presses = 2;
    private const int FirstStart = 8_000;
    private const int LastStart = 15_000;
    private const int RateChangeTime = 100;

    // What every module of the series can: SIM800L.
    private const int CommonRate = 115_200;

    private readonly Sim800Modem _modem;
    private readonly Port _port;
    private readonly Channel _channel;

    public PowerSwitch(Sim800Modem modem, Port port, Channel channel)
    {
        _modem = modem;
        _port = port;
        _channel = channel;
    }

    /// <summary>Has the module on, at the given rate if it can, without echo and with numbered errors.</summary>
    public int On(Inventory found, bool mayPress, int rate)
    {
        int outcome = Find(found, mayPress, rate);
        if (outcome == Outcome.Ok)
        {
            _modem.Progress(ModemStage.SettingUp);
            outcome = Introduce(found);
        }

        if (outcome == Outcome.Ok)
        {
            outcome = PutRight(found);
        }

        return outcome == Outcome.Ok ? AdjustRate(rate) : outcome;
    }

    /// <summary>Sets up a module that answers: no echo, numbered errors, the wanted rate if it can.</summary>
    public int SetUp(int rate)
    {
        int outcome = _channel.Introduce(new[] { Command.Setup }, 1);
        return outcome == Outcome.Ok ? AdjustRate(rate) : outcome;
    }

    /// <summary>Switches the module off by command, or by its key if that is wired and the command is not answered.</summary>
    public int Off()
    {
        _channel.Begin(Command.PowerDown, -1);
        int outcome = _channel.Run();
        if (outcome == Outcome.Ok || Outcome.ErrorOf(outcome) == ModemError.Aborted)
        {
            return outcome;
        }

        if (!_port.Has(PortLine.PowerKey))
        {
            return Outcome.Of(ModemError.TimedOut, ModemWait.PowerDown);
        }

        Pulse(PortLine.PowerKey, true, OffPressTime);
        return Outcome.Ok;
    }

    /// <summary>Moves a line to its other level for so long.</summary>
    public void Pulse(PortLine line, bool asserted, int milliseconds)
    {
        _port.Assert(line, asserted);
        _channel.Pause(milliseconds);
        _port.Assert(line, !asserted);
    }

    // Made when it is wanted, which is seldom.
    private Search Search => new Search(_modem, _port, _channel);

    private bool CanStart => _port.Has(PortLine.PowerKey) || _port.Has(PortLine.Reset) || _port.Has(PortLine.Supply);

    private bool IsKnownOff => _port.Has(PortLine.Status) && !_port.IsAsserted(PortLine.Status);

    private int Find(Inventory found, bool mayPress, int rate)
    {
        _channel.Dozing = false;
        _port.Assert(PortLine.Dtr, true);
        bool starts = mayPress && CanStart;

        // A low STATUS is also that of one that is just starting: where nothing can be pressed it is asked all the same.
        if (!(starts && IsKnownOff) && Search.Run(found, rate, !starts))
        {
            return Outcome.Ok;
        }

        if (_channel.Gate.IsAborted(Slot.Modem))
        {
            return Outcome.Of(ModemError.Aborted, ModemWait.Probe);
        }

        return starts ? Start(found, rate) : Outcome.Of(ModemError.TimedOut, ModemWait.Probe);
    }

    // Nobody answers: it is off, or on and beyond reach, and then a first press switches it off.
    private int Start(Inventory found, int rate)
    {
        bool wasOn = _port.Has(PortLine.Status) && !IsKnownOff;
        bool hasKey = _port.Has(PortLine.PowerKey);
        for (int attempt = 1; attempt <= Presses; attempt++)
        {
            bool last = attempt == Presses || !hasKey;
            found.WentOff = false;
            _channel.Reset();
            Push(wasOn && attempt == 1, attempt > 1);
            _modem.Progress(ModemStage.AwaitingStart);
            bool started = Search.AwaitStart(found, rate, _port.Now + (last ? LastStart : FirstStart));
            if (_channel.Gate.IsAborted(Slot.Modem))
            {
                return Outcome.Of(ModemError.Aborted, ModemWait.Boot);
            }

            wasOn |= found.WentOff || attempt > 1;
            if (started)
            {
                found.Findings |= wasOn || (!hasKey && _port.Has(PortLine.Reset)) ? ModemFindings.Unresponsive : ModemFindings.Off;
                found.Findings |= _port.BaudRate != rate ? ModemFindings.OtherRate : 0;
                return Outcome.Ok;
            }

            if (last)
            {
                break;
            }

            _channel.Pause(IsKnownOff ? LockTime : OffTime);
        }

        return Outcome.Of(ModemError.TimedOut, ModemWait.Boot);
    }

    // RST where the module is known to be on, or nothing else is wired; the supply before a key that did not help.
    private void Push(bool isOn, bool again)
    {
        bool hasKey = _port.Has(PortLine.PowerKey);
        bool hasReset = _port.Has(PortLine.Reset);
        if (_port.Has(PortLine.Supply) && (again || (!hasKey && !hasReset)))
        {
            _modem.Progress(ModemStage.SwitchingSupply);
            Pulse(PortLine.Supply, false, SupplyTime);
        }

        if (hasReset && (isOn || !hasKey))
        {
            _modem.Progress(ModemStage.PulsingReset);
            Pulse(PortLine.Reset, true, ResetTime);
        }
        else if (hasKey)
        {
            _modem.Progress(ModemStage.PressingKey);
            Pulse(PortLine.PowerKey, true, PressTime);
        }
    }

    // What answered the probe may have been the end of an exchange of a life before, and probes that were not answered may be answered late: hence the marker. On its line the module is set up,
    // and asked for the settings that somebody else may have saved and whether a context is up.
    private int Introduce(Inventory found)
    {
        // One that has heard the first question needs not be asked whether it sleeps, one that was started whether a context is up.
        int slowClock = found.Missed ? Command.AskSlowClock : Command.StayAwake;
        int[] line = { Command.Setup, Command.AskRate, slowClock, Command.AskTransparent, Command.AskPrompt, Command.AskAddress };
        int outcome = _channel.Introduce(line, found.HasStarted ? line.Length - 1 : line.Length);
        if (Outcome.ErrorOf(outcome) != ModemError.Rejected)
        {
            return outcome;
        }

        found.IsDown = found.HasTold;
        outcome = Outcome.Ok;

        // Firmware that does not know one of them has not heard those behind it: each by itself. What it does not know is taken to be at its default.
        for (int i = 0; i < line.Length - 1 && !found.IsDown && outcome == Outcome.Ok; i++)
        {
            _channel.Begin(line[i], -1);
            outcome = i == 0 ? _channel.Run() : Outcome.Pardon(_channel.Run());
        }

        return outcome;
    }

    private int AdjustRate(int rate)
    {
        if (_port.BaudRate == rate)
        {
            return Outcome.Ok;
        }

        int outcome = ChangeRate(rate);
        if (Outcome.ErrorOf(outcome) == ModemError.Rejected && rate > CommonRate && _port.BaudRate < CommonRate)
        {
            outcome = ChangeRate(CommonRate);
        }

        // One that cannot works at the rate at which it was found.
        return Outcome.Pardon(outcome);
    }

    private int ChangeRate(int rate)
    {
        int before = _port.BaudRate;
        _channel.Begin(Command.Rate, -1);
        _channel.Add(rate);
        int outcome = _channel.Run();
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        // The new rate holds after the answer.
        _channel.Pause(RateChangeTime);
        if (!Search.AskAt(rate) && !Search.AskAt(before))
        {
            return Outcome.Of(ModemError.TimedOut, ModemWait.Probe);
        }

        return _channel.Prepare();
    }

    // Puts right those of its settings that would be in the way.
    private int PutRight(Inventory found)
    {
        int outcome = Outcome.Ok;
        bool header = false;
        if (found.HasStarted)
        {
            _channel.Begin(Command.SingleMarker, -1);
            outcome = Outcome.Pardon(_channel.Run());
            header = _channel.Value(0) == 1;
        }

        found.Judge(_channel.Parser.Multi || header);
        bool sleeps = found.SlowClock > 1 || (found.SlowClock == 1 && !_port.Has(PortLine.Dtr));
        outcome = outcome == Outcome.Ok && sleeps ? Set(Command.SlowClock, 0) : outcome;
        return outcome == Outcome.Ok && found.HidesPrompt ? Set(Command.ShowPrompt, 1) : outcome;
    }

    private int Set(int command, int value)
    {
        _channel.Begin(command, -1);
        _channel.Add(value);
        return _channel.Run();
    }
}

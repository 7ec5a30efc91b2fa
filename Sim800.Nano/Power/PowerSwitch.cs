using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Power;

/// <summary>Finds the module at whatever rate it is, switches it on if it is nowhere, sets it up, and switches it off. For the owner of the gate.</summary>
internal sealed class PowerSwitch
{
    // Probing: a module that is awake and at this rate answers within a few milliseconds, but may miss the first.
    private const int Probes = 3;
    private const int ProbeTime = 300;
    private const int ScanProbes = 2;
    private const int ScanTime = 200;

    // Fact sheet 5.1: a press of 1.2 s suits every module of the series; the UART is usable after 3 s.
    private const int PressTime = 1_200;
    private const int OffPressTime = 1_600;
    private const int ResetTime = 150;
    private const int BootQuiet = 3_000;
    private const int BootTimeout = 15_000;
    private const int BootProbeTime = 500;
    private const int RateChangeTime = 100;
    private static readonly int[] s_rates = { 57600, 9600, 38400, 19200, 115200, 230400, 460800 };

    private readonly Port _port;
    private readonly Channel _channel;

    public PowerSwitch(Port port, Channel channel)
    {
        _port = port;
        _channel = channel;
    }

    /// <summary>Gets a value indicating whether the module answered only after a prompt of a life before had been filled up.</summary>
    public bool FilledPrompt { get; private set; }

    /// <summary>Has the module on, at the given rate, without echo and with numbered errors.</summary>
    public int On(bool mayPress, int rate)
    {
        int outcome = Find(mayPress, rate);
        return outcome == Outcome.Ok ? SetUp(rate) : outcome;
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

        Press(PortLine.PowerKey, OffPressTime);
        return Outcome.Ok;
    }

    private int Find(bool mayPress, int rate)
    {
        _channel.Dozing = false;
        _port.Assert(PortLine.Dtr, true);
        bool maybeOn = !_port.Has(PortLine.Status) || _port.IsAsserted(PortLine.Status);
        if (maybeOn && Scan(rate))
        {
            return Outcome.Ok;
        }

        _port.BaudRate = rate;
        if (_channel.Gate.IsAborted(Slot.Modem))
        {
            return Outcome.Of(ModemError.Aborted, ModemWait.Probe);
        }

        if (!mayPress)
        {
            return Outcome.Of(ModemError.TimedOut, ModemWait.Probe);
        }

        if (_port.Has(PortLine.PowerKey))
        {
            Press(PortLine.PowerKey, PressTime);
        }
        else if (_port.Has(PortLine.Reset))
        {
            Press(PortLine.Reset, ResetTime);
        }
        else
        {
            return Outcome.Of(ModemError.TimedOut, ModemWait.Probe);
        }

        // A module that detects the rate must not hear anything sooner. A SIM800L detects none above 57600, the first of the others;
        // the rest is for a module in which another rate is stored.
        long deadline = _port.Now + BootTimeout;
        _channel.Pause(BootQuiet);
        for (int i = 0; _port.Now < deadline; i++)
        {
            if (_channel.Gate.IsAborted(Slot.Modem))
            {
                return Outcome.Of(ModemError.Aborted, ModemWait.Boot);
            }

            int other = s_rates[i % s_rates.Length];
            if (ProbeAt(rate, ScanProbes, BootProbeTime) || (other != rate && ProbeAt(other, ScanProbes, BootProbeTime)))
            {
                return Outcome.Ok;
            }
        }

        _port.BaudRate = rate;
        return Outcome.Of(ModemError.TimedOut, ModemWait.Boot);
    }

    private bool Scan(int rate)
    {
        if (ProbeAt(rate, Probes, ProbeTime))
        {
            return true;
        }

        for (int i = 0; i < s_rates.Length; i++)
        {
            if (s_rates[i] != rate && ProbeAt(s_rates[i], ScanProbes, ScanTime))
            {
                return true;
            }
        }

        // All that was asked may have gone into a prompt that a life before has left.
        _port.BaudRate = rate;
        _channel.FillPrompt(Sim800Modem.MaxBlock);
        FilledPrompt = ProbeAt(rate, ScanProbes, ScanTime);
        return FilledPrompt;
    }

    private bool ProbeAt(int rate, int attempts, int milliseconds)
    {
        if (_port.BaudRate != rate)
        {
            _port.BaudRate = rate;
        }

        _channel.Reset();
        for (int i = 0; i < attempts; i++)
        {
            _channel.Begin(Command.Probe, -1);
            _channel.Limit = milliseconds;
            int outcome = _channel.Run();
            if (outcome == Outcome.Ok)
            {
                if (i == 0)
                {
                    _channel.Reset();
                }

                return true;
            }

            if (Outcome.ErrorOf(outcome) == ModemError.Aborted)
            {
                return false;
            }
        }

        return false;
    }

    private void Press(PortLine line, int milliseconds)
    {
        _port.Assert(line, true);
        _channel.Pause(milliseconds);
        _port.Assert(line, false);
    }

    public int SetUp(int rate)
    {
        // What answered the probe may have been the end of an exchange of a life before, and probes that were not answered may be answered late.
        _channel.Doubt();
        int outcome = _channel.Prepare();
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        _channel.Begin(Command.Setup, -1);
        outcome = _channel.Run();
        if (outcome == Outcome.Ok && _port.BaudRate != rate)
        {
            _channel.Begin(Command.Rate, -1);
            _channel.Add(rate);
            outcome = _channel.Run();
            if (outcome == Outcome.Ok)
            {
                // The new rate holds after the answer.
                _channel.Pause(RateChangeTime);
                if (!ProbeAt(rate, Probes, ProbeTime))
                {
                    return Outcome.Of(ModemError.TimedOut, ModemWait.Probe);
                }

                outcome = _channel.Prepare();
            }
        }

        return outcome;
    }
}

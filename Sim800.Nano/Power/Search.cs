using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Power;

/// <summary>Finds a module that is on, whatever it is doing, at whatever rate. Presses nothing. For the owner of the gate.</summary>
internal sealed class Search
{
    // A module that is awake and at this rate answers within a few milliseconds, but may miss the first.
    private const int Probes = 3;
    private const int ProbeTime = 300;
    private const int ScanProbes = 2;
    private const int ScanTime = 200;

    // Fact sheet 5.1, 5.3: the UART is usable after 3 s. One that says RDY, which is one whose rate is fixed, is asked at once.
    public const int BootQuiet = 3_000;

    // A SIM800L detects no rate above 57600, the first of these; the rest is for a module in which another one is stored.
    private static readonly int[] s_rates = { 57600, 9600, 38400, 19200, 115200, 230400, 460800 };

    private readonly Sim800Modem _modem;
    private readonly Port _port;
    private readonly Channel _channel;
    private bool _missed;
    private bool _terse;

    public Search(Sim800Modem modem, Port port, Channel channel)
    {
        _modem = modem;
        _port = port;
        _channel = channel;
    }

    /// <summary>Gets a value indicating whether whoever searches has been told to give up.</summary>
    private bool IsAborted => _channel.Gate.IsAborted(Slot.Modem);

    /// <summary>
    /// Looks for it: first in the way that disturbs least what it may be doing. A module that may be in data mode hears an escape and not AT, if a line tells that it may be;
    /// if none does, AT comes first, because that is what all others answer at once.
    /// </summary>
    /// <param name="found">What is found about it.</param>
    /// <param name="rate">The port's rate, at which it is asked first.</param>
    /// <param name="thorough">Whether nothing can be pressed if this does not find it.</param>
    /// <returns>Whether it answers; the port is at its rate then.</returns>
    public bool Run(Inventory found, int rate, bool thorough)
    {
        bool tells = _port.Has(PortLine.CarrierDetect);
        _modem.Progress(ModemStage.Probing);
        bool answers = (tells && _port.IsAsserted(PortLine.CarrierDetect) && Escape(rate, true))
            || AskAt(rate)
            || (!tells && Escape(rate, thorough))
            || AskAtOthers(rate)
            || FillPrompt(found, rate);

        if (!answers && thorough && !IsAborted)
        {
            _modem.Progress(ModemStage.Probing);
            answers = IsLate(found, AskAt(rate) || AskAtOthers(rate));
        }

        if (answers)
        {
            found.Note(_missed, _terse);
            found.Findings |= ModemFindings.Running | (_port.BaudRate != rate ? ModemFindings.OtherRate : 0);
        }
        else
        {
            _port.BaudRate = rate;
        }

        return answers;
    }

    /// <summary>Waits for one that was made to start, at most up to a deadline; a round that has begun is finished. The port is at the wanted rate.</summary>
    public bool AwaitStart(Inventory found, int rate, long deadline)
    {
        // A module that detects the rate must not hear anything sooner.
        long quiet = _port.Now + BootQuiet;
        while (_port.Now < quiet && !IsAborted && _channel.Attend(LineKind.Ready, quiet) != Outcome.Ok)
        {
            // Whatever else comes is no sign that it listens.
        }

        // STATUS rises long before the UART works.
        bool off = found.WentOff || (_port.Has(PortLine.Status) && !_port.IsAsserted(PortLine.Status));
        while (_port.Now < deadline && !IsAborted && !off)
        {
            if (AskAt(rate, ScanProbes, ScanTime) || AskAtOthers(rate))
            {
                found.Note(_missed, _terse);
                return true;
            }

            off = found.WentOff;
        }

        _port.BaudRate = rate;
        return false;
    }

    /// <summary>Asks at one rate.</summary>
    public bool AskAt(int rate) => AskAt(rate, Probes, ProbeTime);

    private bool AskAt(int rate, int attempts, int milliseconds)
    {
        if (_port.BaudRate != rate)
        {
            _port.BaudRate = rate;
        }

        _channel.Reset();
        bool terse = false;
        for (int i = 0; i < attempts; i++)
        {
            _channel.Begin(i == 0 ? Command.Probe : Command.ProbeInWords, -1);
            _channel.Limit = milliseconds;
            _channel.ExpectEcho();
            int outcome = _channel.Run();
            if (outcome == Outcome.Ok)
            {
                _missed = i > 0;
                _terse = terse;
                return true;
            }

            if (Outcome.ErrorOf(outcome) == ModemError.Aborted)
            {
                return false;
            }

            terse |= EndsInDigit();
        }

        return false;
    }

    private bool AskAtOthers(int rate)
    {
        for (int i = 0; i < s_rates.Length && !IsAborted; i++)
        {
            if (s_rates[i] != rate && AskAt(s_rates[i], ScanProbes, ScanTime))
            {
                return true;
            }
        }

        return false;
    }

    private bool Escape(int rate, bool thorough)
    {
        if (IsAborted)
        {
            return false;
        }

        _modem.Progress(ModemStage.Escaping);
        return _modem.Escape(thorough) && AskAt(rate);
    }

    // All that was asked may have gone into a prompt that a life before has left.
    private bool FillPrompt(Inventory found, int rate)
    {
        if (IsAborted)
        {
            return false;
        }

        if (AskAt(rate, ScanProbes, ScanTime))
        {
            return IsLate(found, true);
        }

        _modem.Progress(ModemStage.FillingPrompt);
        _channel.FillPrompt(Sim800Modem.MaxBlock);
        if (AskAt(rate, ScanProbes, ScanTime))
        {
            found.Findings |= ModemFindings.Prompt;
            return true;
        }

        // One that was just starting may detect the rate.
        return IsLate(found, AskAt(s_rates[0], ScanProbes, ScanTime));
    }

    // Who answers what he has not answered before was just starting.
    private static bool IsLate(Inventory found, bool answers)
    {
        found.Findings |= answers ? ModemFindings.Booting : 0;
        return answers;
    }

    // The OK of a module that answers in digits is no line; the echo of a question may end so too.
    private bool EndsInDigit()
    {
        Parser parser = _channel.Parser;
        int end = parser.End;
        int length = end - parser.Start;
        return length >= 2 && parser.Window[end - 1] == Ascii.Return && parser.Window[end - 2] == Ascii.N0 && (length == 2 || parser.Window[end - 3] != Ascii.E);
    }
}

using Sim800.Simulator.Serial;
using static Wire.Nanoseconds;

namespace Sim800.Simulator.Calls;

/// <summary>One voice call at a time, from either side (fact sheet 4.2, 5.5, 7.2, 11.6).</summary>
internal sealed class CallControl(Sim800Machine machine)
{
    private const long TimeToAlert = 2 * PerSecond;
    private const long TimeToOutcome = 5 * PerSecond;
    private const long TimeToNoAnswer = 60 * PerSecond;

    /// <summary>From ATX3 on the busy tone is detected.</summary>
    private const int DetectsBusy = 3;

    private CallState _state = CallState.Ended;
    private bool _isIncoming;
    private string _number = "";
    private int _rings;
    private Timing.Timer? _next;

    /// <summary>AT+CLIP.</summary>
    public bool ShowsNumber { get; set; }

    /// <summary>AT+CRC.</summary>
    public bool NamesKind { get; set; }

    /// <summary>AT+CLCC=1.</summary>
    public bool ReportsChanges { get; set; }

    /// <summary>The last number that was dialled, for ATDL.</summary>
    public string LastDialled { get; private set; } = "";

    /// <summary>The call as AT+CLCC shows it, or null.</summary>
    public string? Description => _state == CallState.Ended ? null : Describe();

    /// <summary>Whether there is one, ringing or not.</summary>
    public bool Exists => _state != CallState.Ended;

    /// <summary>Restart: no call, settings back.</summary>
    public void Reset()
    {
        _next?.Cancel();
        machine.Energy.Settle();
        _state = CallState.Ended;
        ShowsNumber = false;
        NamesKind = false;
        ReportsChanges = false;
    }

    /// <summary>Somebody calls.</summary>
    /// <returns>Whether it rings here.</returns>
    public bool Ring(string number)
    {
        if (Exists || !machine.Radio.IsRegistered || !machine.Power.UartIsOn || machine.Receiver.AwaitsPayload)
        {
            return false;
        }

        Begin(CallState.Incoming, number);
        RingOnce();
        return true;
    }

    /// <summary>The other side hangs up.</summary>
    /// <returns>Whether there was a call.</returns>
    public bool EndByPeer()
    {
        if (!Exists)
        {
            return false;
        }

        End();
        machine.Output.UnsolicitedResult("NO CARRIER", 3);
        return true;
    }

    /// <summary>ATA.</summary>
    /// <returns>Whether there was anything to answer.</returns>
    public bool Answer()
    {
        if (_state != CallState.Incoming)
        {
            return false;
        }

        Enter(CallState.Active);
        machine.RingIndicator.Release();
        return true;
    }

    /// <summary>ATH.</summary>
    public void HangUp()
    {
        if (Exists)
        {
            End();
        }
    }

    /// <summary>ATD with a semicolon; RI stays high for a caller.</summary>
    /// <returns>Whether it was dialled.</returns>
    public bool Dial(string number)
    {
        if (Exists || !machine.Radio.IsRegistered)
        {
            return false;
        }

        LastDialled = number;
        Begin(CallState.Dialling, number);
        var outcome = machine.Options.Dialled(number);
        _next = machine.Timers.After(TimeToAlert, () =>
        {
            if (outcome != CallOutcome.Refused)
            {
                Enter(CallState.Alerting);
            }

            _next = machine.Timers.After(outcome == CallOutcome.NotAnswered ? TimeToNoAnswer : TimeToOutcome, () => Conclude(outcome));
        });
        return true;
    }

    private void Conclude(CallOutcome outcome)
    {
        if (outcome == CallOutcome.Answered)
        {
            Enter(CallState.Active);
            return;
        }

        End();
        switch (outcome)
        {
            case CallOutcome.Busy when machine.Profile.ResultCodes >= DetectsBusy:
                machine.Output.UnsolicitedResult("BUSY", 7);
                break;
            case CallOutcome.NotAnswered:
                machine.Output.UnsolicitedResult("NO ANSWER", 8);
                break;
            default:
                machine.Output.UnsolicitedResult("NO CARRIER", 3);
                break;
        }
    }

    private void Begin(CallState state, string number)
    {
        _isIncoming = state == CallState.Incoming;
        _number = number;
        _rings = 0;
        Enter(state);
    }

    private void Enter(CallState state)
    {
        _next?.Cancel();
        machine.Energy.Settle();
        _state = state;
        machine.Log($"call {state} {_number}");
        if (ReportsChanges)
        {
            Report(Describe());
        }
    }

    private void End()
    {
        Enter(CallState.Ended);
        machine.RingIndicator.Release();
    }

    private void RingOnce()
    {
        _rings++;
        if (machine.DataMode.IsActive)
        {
            machine.RingIndicator.Flash(machine.Options.DataCallPulse);
        }
        else
        {
            machine.RingIndicator.Hold();
            if (NamesKind)
            {
                Report("+CRING: VOICE");
            }
            else
            {
                machine.Output.UnsolicitedResult("RING", 2);
            }

            if (ShowsNumber)
            {
                Report($"+CLIP: \"{_number}\",{TypeOf(_number)},\"\",0,\"\",0");
            }
        }

        _next = machine.Timers.After(machine.Options.RingPeriod, () =>
        {
            // under AT&D2 a terminal that is not ready takes no calls
            var isReady = machine.Profile.TerminalReady != 2 || !machine.Levels.Dtr;
            var automatic = isReady ? machine.Profile.Registers.GetValueOrDefault(0, 0) : 0;
            if (automatic > 0 && _rings >= automatic)
            {
                Answer();
            }
            else
            {
                RingOnce();
            }
        });
    }

    private string Describe() => $"+CLCC: 1,{(_isIncoming ? 1 : 0)},{(int)_state},0,0,\"{_number}\",{TypeOf(_number)},\"\"";

    private void Report(string text) => machine.Output.Unsolicited(text, UrcKind.Call);

    /// <summary>The type of address: international with a plus sign.</summary>
    internal static int TypeOf(string number) => number.StartsWith('+') ? 145 : 129;
}

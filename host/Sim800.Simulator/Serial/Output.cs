namespace Sim800.Simulator.Serial;

/// <summary>
/// The module's transmitter: everything leaves in atomic units, and what is unsolicited comes only between them. It is held back while
/// the host types a command that is being echoed, for a moment, while the host owes payload, and in data mode.
/// </summary>
internal sealed class Output(Sim800Machine machine)
{
    private readonly Queue<(byte[] Code, UrcKind Kind, Action? Then)> _held = new();
    private UnitKind _previous;
    private Timing.Timer? _lead;
    private bool _isLed;
    private bool _typing;
    private long _typedAt;
    private int _waiting;

    /// <summary>Bytes that have not left yet, those that are held back included.</summary>
    public int Unsent => _waiting + machine.Port.Unsent;

    /// <summary>Whether an unsolicited code may leave at this instant.</summary>
    private bool MayInterrupt => !IsTyping && !machine.Receiver.AwaitsPayload && !machine.DataMode.IsActive;

    private bool IsTyping => _typing && machine.Now - _typedAt < machine.Options.EchoHold;

    /// <summary>Forgets everything: restart or power off.</summary>
    public void Reset()
    {
        _held.Clear();
        _waiting = 0;
        _previous = UnitKind.Idle;
        _typing = false;
        _lead = null;
        _isLed = false;
    }

    /// <summary>Sends a received character back.</summary>
    public void Echo(byte character)
    {
        Send([character], UnitKind.Echo);
        _typing = character != '\r' && !machine.Receiver.AwaitsPayload;
        _typedAt = machine.Now;
        if (character == '\r')
        {
            ReleaseHeld();
        }
    }

    /// <summary>Sends one unit of an answer.</summary>
    public void Write(UnitKind kind, byte[] unit)
    {
        Interrupt(kind);
        Send(unit, kind);
        if (kind == UnitKind.Result)
        {
            Interrupt(UnitKind.Idle);
            _previous = UnitKind.Idle;
        }
    }

    /// <summary>Sends an unsolicited code, its line ends added, as soon as it may.</summary>
    public void Unsolicited(string text, UrcKind kind) =>
        Unsolicited(Framing.Information(text, first: true, machine.Profile.Verbose || !machine.Options.TerseCodes), kind);

    /// <summary>A result code that comes by itself, in the form of ATV; none under ATQ1.</summary>
    public void UnsolicitedResult(string word, int digit)
    {
        if (!machine.Profile.Quiet)
        {
            Unsolicited(Framing.Result(word, digit, machine.Profile.Verbose), UrcKind.Call);
        }
    }

    /// <summary>Sends unsolicited bytes as they are, as soon as they may.</summary>
    /// <param name="code">The bytes.</param>
    /// <param name="kind">Their class.</param>
    /// <param name="then">What happens once they have left.</param>
    public void Unsolicited(byte[] code, UrcKind kind, Action? then = null)
    {
        if (!machine.Power.UartIsOn)
        {
            return;
        }

        if (machine.Faults.LosesCode(code))
        {
            machine.Log("fault LostCodeFault strikes");
            return;
        }

        machine.Sleep.WakeForEvent();
        _held.Enqueue((code, kind, then));
        _waiting += code.Length;
        ReleaseHeld();
    }

    /// <summary>Data of a transparent connection; an event over the air all the same.</summary>
    public void Stream(byte[] data)
    {
        machine.Sleep.WakeForEvent();
        Send(data, UnitKind.Payload);
    }

    /// <summary>Lets out what had to wait, if it may now.</summary>
    public void ReleaseHeld()
    {
        if (_lead is { IsPending: true })
        {
            return;
        }

        while (_held.Count > 0 && MayInterrupt)
        {
            if (!_isLed && machine.RingIndicator.Pulse(_held.Peek().Kind) && machine.RingIndicator.Lead > 0)
            {
                LetLead();
                return;
            }

            var (code, _, then) = _held.Dequeue();
            _waiting -= code.Length;
            _isLed = false;
            Write(UnitKind.Unsolicited, code);
            _previous = UnitKind.Idle;
            then?.Invoke();
        }

        if (_held.Count > 0 && IsTyping)
        {
            machine.Timers.At(_typedAt + machine.Options.EchoHold, ReleaseHeld);
        }
    }

    /// <summary>Sends bytes that are no text at all, before there is anybody to talk to.</summary>
    public void Synchronise(byte[] bytes) => Send(bytes, UnitKind.Synchronisation);

    /// <summary>AT+DLYRI: the edge of RI comes so much before its code.</summary>
    private void LetLead()
    {
        _lead = machine.Timers.After(machine.RingIndicator.Lead * Wire.Nanoseconds.PerMillisecond, () =>
        {
            _isLed = true;
            ReleaseHeld();
        });
    }

    private void Interrupt(UnitKind next)
    {
        if (machine.Options.Inject?.Invoke(new InjectionPoint(machine.Now, _previous, next)) is { Length: > 0 } code)
        {
            machine.Port.Send(code, UnitKind.Unsolicited);
        }
    }

    private void Send(byte[] unit, UnitKind kind)
    {
        machine.Port.Send(unit, kind);
        machine.Sleep.Touch();
        _previous = kind;
    }
}

using Wire;

namespace Sim800.Simulator.Serial;

/// <summary>The way of a received byte: power, sleep, data mode, autobauding, then payload, a busy executor or the line editor.</summary>
internal sealed class Receiver(Sim800Machine machine)
{
    private readonly Queue<byte> _kept = new();
    private readonly Autobaud _autobaud = new(machine);
    private readonly LineEditor _editor = new(machine);
    private IPayloadSink? _payload;
    private string? _ignoring;
    private long _returnAt;

    /// <summary>Whether the module is at a prompt and waits for payload.</summary>
    public bool AwaitsPayload => _payload is not null;

    /// <summary>Whether the rate is fixed or has been found.</summary>
    public bool RateIsKnown => _autobaud.RateIsKnown;

    /// <summary>When the last byte was complete.</summary>
    public long LastByteAt { get; private set; } = long.MinValue / 2;

    /// <summary>How long one character takes at the present rate.</summary>
    public long FrameTime => machine.Profile.Format.Bits * Nanoseconds.PerSecond / _autobaud.Rate;

    /// <summary>Restart: nothing typed, rate to be found if it is not fixed.</summary>
    public void Reset()
    {
        _payload = null;
        _kept.Clear();
        _editor.Reset();
    }

    /// <summary>The UART begins to work.</summary>
    public void Begin(int fixedRate) => _autobaud.Begin(fixedRate);

    /// <summary>AT+IPR with a rate other than 0.</summary>
    public void FixRate(int rate) => _autobaud.Fix(rate);

    /// <summary>From now on bytes are payload.</summary>
    public void TakePayload(IPayloadSink sink) => _payload = sink;

    /// <summary>The payload is complete or given up.</summary>
    public void EndPayload() => _payload = null;

    /// <summary>What was typed of an unfinished line is lost.</summary>
    public void ForgetTyped() => _editor.Reset();

    /// <summary>Reads what came while a command was executed, if that is kept at all.</summary>
    public void ReadKept()
    {
        while (!machine.Executor.IsBusy && _kept.TryDequeue(out var value))
        {
            Take(value);
        }
    }

    public void OnByte(byte value, int rate)
    {
        if (!machine.Power.UartIsOn || !machine.Sleep.IsListening)
        {
            Ignore(machine.Power.UartIsOn ? "asleep" : "off");
            if (machine.Power.UartIsOn)
            {
                machine.Sleep.OnUnheardByte();
            }

            return;
        }

        machine.Sleep.Touch();
        var silence = machine.Now - FrameTime - LastByteAt;
        LastByteAt = machine.Now;
        if (machine.DataMode.IsActive && machine.DataMode.TryTake(value, silence))
        {
            return;
        }

        if (_autobaud.RateIsKnown)
        {
            Take(value);
        }
        else if (_autobaud.Measure(value, rate))
        {
            Take((byte)'A');
            Take((byte)'T');
        }
    }

    private void Take(byte value)
    {
        if (_payload is { } payload)
        {
            if (!(payload.IsEmpty && IsLineFeedOfCommand(value)))
            {
                payload.OnByte(value);
            }
        }
        else if (!machine.Executor.IsBusy)
        {
            _ignoring = null;
            if (value == '\r')
            {
                _returnAt = machine.Now;
            }

            _editor.OnByte(value);
        }
        else if (value != '\n' && machine.Executor.GiveUpCall())
        {
            // The character has done its work.
        }
        else if (machine.Options.KeepsInputWhileBusy)
        {
            _kept.Enqueue(value);
        }
        else if (value != '\n')
        {
            Ignore("busy");
        }
    }

    /// <summary>Says once why nothing is heard.</summary>
    private void Ignore(string reason)
    {
        if (_ignoring != reason)
        {
            _ignoring = reason;
            machine.Log($"input ignored: {reason}");
        }
    }

    /// <summary>A line feed that follows the command's carriage return back to back was typed before the prompt could be seen.</summary>
    private bool IsLineFeedOfCommand(byte value) =>
        value == '\n' && !machine.Options.LineFeedIsPayload
        && machine.Now - _returnAt <= 2 * FrameTime;
}

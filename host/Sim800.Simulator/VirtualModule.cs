using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Serial;
using Wire;

namespace Sim800.Simulator;

/// <summary>Puts a <see cref="Sim800Machine"/> on the wire: an event queue, one end of a serial line, and pins. Records what happens.</summary>
public sealed class VirtualModule : IModuleOutput
{
    private const byte XOn = 0x11;
    private const byte XOff = 0x13;

    private readonly EventQueue _queue;
    private readonly Alarm _deadline;
    private readonly Waveform? _waveform;
    private readonly Disturbance _disturbance;
    private readonly Alarm _stall;
    private readonly Queue<(byte Value, int BaudRate)> _input = new();
    private readonly Line _stopped = new("XOFF", pull: false);
    private bool _holdsHost;
    private readonly Queue<(byte[] Unit, Action? Change)> _behind = new();

    public VirtualModule(EventQueue queue, INetwork network, Sim800Options? options = null, Recorder? recorder = null, Waveform? waveform = null)
    {
        _queue = queue;
        _waveform = waveform;
        Recorder = recorder ?? new Recorder();
        Uart = new Uart(queue, Autobaud.InitialRate) { Received = OnReceived, Drained = OnDrained };
        _deadline = new Alarm(queue, () => Machine!.OnTimer(queue.Now));
        _stall = new Alarm(queue, OnStallEnded);
        options ??= new Sim800Options();
        _disturbance = new Disturbance(options.Seed, options.Faults, text => Recorder.Note(queue.Now, text));
        Machine = new Sim800Machine(options, network, this);
        foreach (var pin in Enum.GetValues<ModuleLine>())
        {
            Lines[pin].Changed += line => Recorder.Line(queue.Now, line.Name, line.High);
        }
    }

    /// <summary>The module's end of the serial line; connect the microcontroller's to it.</summary>
    public Uart Uart { get; }

    /// <summary>The pins.</summary>
    public ModuleLines Lines { get; } = new();

    /// <summary>The module itself.</summary>
    public Sim800Machine Machine { get; }

    /// <summary>What has happened so far.</summary>
    public Recorder Recorder { get; }

    private bool IsStalled => _stall.IsSet;

    /// <summary>Applies the supply.</summary>
    public void Start()
    {
        _waveform?.Begin(_queue, Uart, Lines);
        foreach (var pin in (ModuleLine[])[ModuleLine.PwrKey, ModuleLine.Rst, ModuleLine.Dtr, ModuleLine.Rts])
        {
            Machine.OnLine(pin, Lines[pin].High, _queue.Now);
            Lines[pin].Changed += line => Machine.OnLine(pin, line.High, _queue.Now);
        }

        Machine.Start(_queue.Now);
    }

    /// <summary>Adds a fault to the plan; the time of one that strikes at an instant counts from now.</summary>
    public void Strike(Fault fault)
    {
        if (fault is LineFault line)
        {
            _disturbance.Add(line);
        }
        else
        {
            Machine.Strike(fault, _queue.Now);
        }
    }

    int IModuleOutput.Unsent => Uart.Unsent + _behind.Sum(behind => behind.Unit.Length);

    void IModuleOutput.Send(ReadOnlySpan<byte> unit, UnitKind kind)
    {
        FollowSettings();
        if (Machine.IsMute)
        {
            return;
        }

        if (Uart.ClearToSend is { High: true } && Uart.Unsent + unit.Length > Machine.Options.OutputBufferSize)
        {
            Recorder.Note(_queue.Now, $"output buffer full, {unit.Length} bytes lost");
            return;
        }

        var disturbed = _disturbance.Pass(LineDirection.ToHost, unit);
        Recorder.Sent(_queue.Now, disturbed);
        if (_behind.Count > 0 || IsStalled)
        {
            _behind.Enqueue((disturbed.ToArray(), null));
        }
        else
        {
            Uart.Send(disturbed);
        }
    }

    void IModuleOutput.SetBaudRate(int baudRate)
    {
        Uart.DetectsRate = Machine.DetectsRate;
        ChangeBehindOutput(() => Uart.BaudRate = baudRate);
    }

    void IModuleOutput.SetFormat(CharacterFormat format) => ChangeBehindOutput(() => Uart.Format = format);

    void IModuleOutput.Disturb(TimedFault fault)
    {
        switch (fault)
        {
            case StallFault stall:
                _stall.SetIn(stall.Duration);
                break;
            case NoiseFault { Direction: LineDirection.ToHost } noise:
                var bytes = _disturbance.Noise(noise.Count);
                Recorder.Sent(_queue.Now, bytes);
                Uart.Send(bytes);
                break;
            case NoiseFault noise:
                foreach (var value in _disturbance.Noise(noise.Count))
                {
                    Hear(value);
                }

                break;
        }
    }

    void IModuleOutput.Drive(ModuleLine line, bool high) => Lines[line].Drive(Side.Module, high);

    void IModuleOutput.AbandonOutput()
    {
        _behind.Clear();
        _input.Clear();
        _stall.Cancel();
        _holdsHost = false;
        _stopped.Drive(Side.Host, false);
        Uart.Abandon();
    }

    void IModuleOutput.RoomChanged() => FollowSettings();

    void IModuleOutput.Log(string text) => Recorder.Note(_queue.Now, text);

    void IModuleOutput.DeadlineChanged(long deadline)
    {
        if (deadline == long.MaxValue)
        {
            _deadline.Cancel();
        }
        else
        {
            _deadline.SetAt(deadline);
        }
    }

    private void ChangeBehindOutput(Action change)
    {
        if (_behind.Count > 0 || Uart.Unsent > 0 || IsStalled)
        {
            _behind.Enqueue(([], change));
        }
        else
        {
            change();
        }
    }

    private void OnReceived(byte value)
    {
        foreach (var heard in _disturbance.Pass(LineDirection.ToModule, [value]))
        {
            Hear(heard);
        }
    }

    private void Hear(byte value)
    {
        Recorder.Received(_queue.Now, value);
        if (Machine.SendsUnderSoftwareControl && value is (XOn or XOff))
        {
            _stopped.Drive(Side.Host, value == XOff);
        }
        else if (!IsStalled)
        {
            Machine.OnBytes([value], Uart.MeasuredBaudRate, _queue.Now);
        }
        else if (_input.Count < Machine.Options.InputBufferSize)
        {
            _input.Enqueue((value, Uart.MeasuredBaudRate));
        }
        else
        {
            Recorder.Note(_queue.Now, "overrun, a byte is lost");
        }

        FollowSettings();
    }

    /// <summary>AT+IFC: who holds whom.</summary>
    private void FollowSettings()
    {
        Uart.DetectsRate = Machine.DetectsRate;
        var hold = Machine.SendsUnderHardwareControl ? Lines.Rts : Machine.SendsUnderSoftwareControl ? _stopped : null;
        if (Uart.ClearToSend != hold)
        {
            Uart.ClearToSend = hold;
        }

        var full = IsFilled(_input.Count, Machine.Options.InputBufferSize) || IsFilled(Machine.TypedAhead, Machine.Options.TransparentBufferSize);
        Lines.Cts.Drive(Side.Module, Machine.ReceivesUnderHardwareControl && full);
        if (full != _holdsHost)
        {
            _holdsHost = full;
            if (Machine.ReceivesUnderSoftwareControl)
            {
                Recorder.Sent(_queue.Now, [full ? XOff : XOn]);
                Uart.Send([full ? XOff : XOn]);
            }
        }
    }

    /// <summary>A buffer holds the host from three quarters on, and until it is down at one.</summary>
    private bool IsFilled(int count, int size) => count >= (_holdsHost ? size / 4 : size * 3 / 4);

    private void OnStallEnded()
    {
        OnDrained();
        while (_input.TryDequeue(out var waiting))
        {
            Machine.OnBytes([waiting.Value], waiting.BaudRate, _queue.Now);
            FollowSettings();
        }
    }

    private void OnDrained()
    {
        while (!IsStalled && Uart.Unsent == 0 && _behind.TryDequeue(out var next))
        {
            if (next.Change is { } change)
            {
                change();
            }
            else
            {
                Uart.Send(next.Unit);
            }
        }

        while (!IsStalled && _behind.TryPeek(out var behind) && behind.Change is null)
        {
            Uart.Send(_behind.Dequeue().Unit);
        }

        if (!IsStalled && Uart.Unsent == 0)
        {
            Machine.OnDrained(_queue.Now);
        }
    }
}

using Sim800.Simulator.Network;
using Sim800.Simulator.Serial;
using Wire;

namespace Sim800.Simulator;

/// <summary>Puts a <see cref="Sim800Machine"/> on the wire: an event queue, one end of a serial line, and pins. Records what happens.</summary>
public sealed class VirtualModule : IModuleOutput
{
    private readonly EventQueue _queue;
    private readonly Alarm _deadline;
    private readonly Waveform? _waveform;
    private readonly Queue<(byte[] Unit, int BaudRate)> _behindRateChange = new();

    public VirtualModule(EventQueue queue, INetwork network, Sim800Options? options = null, Recorder? recorder = null, Waveform? waveform = null)
    {
        _queue = queue;
        _waveform = waveform;
        Recorder = recorder ?? new Recorder();
        Uart = new Uart(queue, Autobaud.InitialRate) { Received = OnReceived, Drained = OnDrained };
        _deadline = new Alarm(queue, () => Machine!.OnTimer(queue.Now));
        Machine = new Sim800Machine(options ?? new Sim800Options(), network, this);
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

    void IModuleOutput.Send(ReadOnlySpan<byte> unit, UnitKind kind)
    {
        Recorder.Sent(_queue.Now, unit);
        if (_behindRateChange.Count > 0)
        {
            _behindRateChange.Enqueue((unit.ToArray(), 0));
        }
        else
        {
            Uart.Send(unit);
        }
    }

    void IModuleOutput.SetBaudRate(int baudRate)
    {
        if (_behindRateChange.Count > 0 || Uart.Unsent > 0)
        {
            _behindRateChange.Enqueue(([], baudRate));
        }
        else
        {
            Uart.BaudRate = baudRate;
        }
    }

    void IModuleOutput.Drive(ModuleLine line, bool high) => Lines[line].Drive(Side.Module, high);

    void IModuleOutput.AbandonOutput()
    {
        _behindRateChange.Clear();
        Uart.Abandon();
    }

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

    private void OnReceived(byte value)
    {
        Recorder.Received(_queue.Now, value);
        Machine.OnBytes([value], Uart.MeasuredBaudRate, _queue.Now);
    }

    private void OnDrained()
    {
        while (Uart.Unsent == 0 && _behindRateChange.TryDequeue(out var next))
        {
            if (next.BaudRate != 0)
            {
                Uart.BaudRate = next.BaudRate;
            }
            else
            {
                Uart.Send(next.Unit);
            }
        }

        while (_behindRateChange.TryPeek(out var behind) && behind.BaudRate == 0)
        {
            Uart.Send(_behindRateChange.Dequeue().Unit);
        }
    }
}

using Sim800.Simulator;
using Sim800.Simulator.Network;
using Wire;

namespace Sim800.Rig.Simulate;

/// <summary>A module with a terminal plugged in, the same in a live run and in its replay.</summary>
internal sealed class PluggedModule
{
    private readonly EventQueue _queue;
    private readonly Waveform? _waveform;

    public PluggedModule(EventQueue queue, INetwork network, ModuleChoice choice, TextWriter? trace, TextWriter? vcd)
    {
        _queue = queue;
        _waveform = vcd is null ? null : new Waveform(vcd);
        var options = choice.ToOptions();
        Module = new VirtualModule(queue, network, options, new Recorder(trace ?? TextWriter.Null), _waveform);

        // A terminal that is plugged in holds these as an open serial port does.
        Module.Lines.Dtr.Drive(Side.Host, false);
        Module.Lines.Rts.Drive(Side.Host, false);
        Line = new SerialLine(queue, Module.Uart, Module.Lines.Cts, choice.Rate == 0 ? options.Model.HighestDetectableRate : null);
        Control = new ControlCommands(queue, Module);
    }

    public VirtualModule Module { get; }

    /// <summary>What the terminal types goes in here.</summary>
    public SerialLine Line { get; }

    /// <summary>The pins and the world outside.</summary>
    public ControlCommands Control { get; }

    /// <summary>Completes trace and waveform.</summary>
    public void End()
    {
        Module.Recorder.Flush();
        _waveform?.End(_queue.Now);
    }
}

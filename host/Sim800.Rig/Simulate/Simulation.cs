using Sim800.Simulator;
using Sim800.Simulator.Network;
using Wire;

namespace Sim800.Rig.Simulate;

/// <summary>A virtual module that other programs of this PC can reach, in real time, until it is stopped.</summary>
internal sealed class Simulation : IDisposable
{
    private static readonly ModuleLine[] s_outputs = [ModuleLine.Ri, ModuleLine.Dcd, ModuleLine.Status, ModuleLine.Cts];

    private readonly Sim800Options _options;
    private readonly EventQueue _queue = new();
    private readonly SocketNetwork _network;
    private readonly StreamWriter? _trace;
    private readonly StreamWriter? _vcd;
    private readonly StreamWriter? _record;
    private readonly InputLog? _input;
    private readonly Waveform? _waveform;
    private readonly List<ITerminal> _terminals = [];
    private readonly RealTimePump _pump;

    public Simulation(SimulateSettings settings)
    {
        _options = settings.Module.ToOptions();
        _pump = new RealTimePump(_queue);
        _network = new SocketNetwork(_queue) { LoopbackOnly = !settings.ReachesAnyHost };
        foreach (var (name, address) in settings.Hosts)
        {
            _network.Names[name] = address;
        }

        _trace = settings.Trace is { } path ? new StreamWriter(path) { AutoFlush = true } : null;
        _vcd = settings.Waveform is { } vcd ? new StreamWriter(vcd) : null;
        _waveform = _vcd is null ? null : new Waveform(_vcd);
        Module = new VirtualModule(_queue, _network, _options, new Recorder(_trace ?? TextWriter.Null), _waveform);

        _record = settings.Record is { } file ? new StreamWriter(file) { AutoFlush = true } : null;
        _input = _record is null ? null : new InputLog(_queue, _record, settings.Module);

        // A terminal that is plugged in holds these as an open serial port does.
        Module.Lines.Dtr.Drive(Side.Host, false);
        Module.Lines.Rts.Drive(Side.Host, false);

        try
        {
            if (settings.Link is { } link)
            {
                Attach(new PseudoTerminal(link));
            }
            else
            {
                Tcp = new TcpTerminal(settings.TcpPort ?? 0);
                Attach(Tcp);
            }

            if (settings.ControlPort is { } port)
            {
                Control = new ControlChannel(_queue, new ControlCommands(_queue, Module, _input), port);
                foreach (var pin in s_outputs)
                {
                    Module.Lines[pin].Changed += Control.Report;
                }
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public VirtualModule Module { get; }

    /// <summary>The socket, if that is how the line is reached.</summary>
    public TcpTerminal? Tcp { get; }

    /// <summary>The control channel, if there is one.</summary>
    public ControlChannel? Control { get; }

    /// <summary>What to tell the person who started it.</summary>
    public IEnumerable<string> Invitations => _terminals.Select(terminal => terminal.Invitation);

    /// <summary>Applies the supply and runs until told to stop.</summary>
    public void Run(CancellationToken stop)
    {
        Module.Start();
        _pump.Run(stop);
        Module.Recorder.Flush();
        _waveform?.End(_queue.Now);
        _input?.End();
    }

    public void Dispose()
    {
        Control?.Dispose();
        foreach (var terminal in _terminals)
        {
            terminal.Dispose();
        }

        _network.Dispose();
        _trace?.Dispose();
        _vcd?.Dispose();
        _record?.Dispose();
    }

    private void Attach(ITerminal terminal)
    {
        _terminals.Add(terminal);
        int? rate = _options.Stored is { BaudRate: 0 } ? _options.Model.HighestDetectableRate : null;
        var line = new SerialLine(_queue, terminal, Module.Uart, Module.Lines.Cts, rate);
        if (_input is not null && Module.Uart.Peer is { } end)
        {
            end.Shifting += value =>
            {
                if (value is { } begun)
                {
                    _input.Byte(begun, end.BaudRate);
                }
            };
        }

        _pump.Stepped += line.Flush;
    }
}

using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Recording;
using Wire;

namespace Sim800.Rig.Simulate;

/// <summary>A virtual module that other programs of this PC can reach, in real time, until it is stopped.</summary>
internal sealed class Simulation : IDisposable
{
    private static readonly ModuleLine[] s_outputs = [ModuleLine.Ri, ModuleLine.Dcd, ModuleLine.Status, ModuleLine.Cts];

    private readonly EventQueue _queue = new();
    private readonly SocketNetwork _network;
    private readonly StreamWriter? _trace;
    private readonly StreamWriter? _vcd;
    private readonly StreamWriter? _record;
    private readonly InputLog? _input;
    private readonly PluggedModule _module;
    private readonly ITerminal _terminal;
    private readonly List<byte> _portion = [];

    public Simulation(SimulateSettings settings)
    {
        _network = new SocketNetwork(_queue) { LoopbackOnly = !settings.ReachesAnyHost };
        foreach (var (name, address) in settings.Hosts)
        {
            _network.Names[name] = address;
        }

        try
        {
            _trace = settings.Trace is { } path ? new StreamWriter(path) { AutoFlush = true } : null;
            _vcd = settings.Waveform is { } vcd ? new StreamWriter(vcd) : null;
            _record = settings.Record is { } file ? new StreamWriter(file) { AutoFlush = true } : null;
            _input = _record is null ? null : new InputLog(_queue, _record, settings.Module);
            var network = _input is null ? (INetwork)_network : new RecordingNetwork(_network, _queue, _input.Network);
            _module = new PluggedModule(_queue, network, settings.Module, _trace, _vcd);
            _module.Line.Received = _portion.Add;

            _terminal = settings.Link is { } link ? new PseudoTerminal(link) : Tcp = new TcpTerminal(settings.TcpPort ?? 0);
            _terminal.Received += bytes => _queue.Post(() => Type(bytes));

            if (settings.ControlPort is { } port)
            {
                Control = new ControlChannel(_queue, Execute, port);
                foreach (var pin in s_outputs)
                {
                    Module.Lines[pin].Changed += Control.Report;
                }
            }

            // Now, and not when it runs: whoever connects finds it with its supply.
            Module.Start();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public VirtualModule Module => _module.Module;

    /// <summary>The socket, if that is how the line is reached.</summary>
    public TcpTerminal? Tcp { get; }

    /// <summary>The control channel, if there is one.</summary>
    public ControlChannel? Control { get; }

    /// <summary>What to tell the person who started it.</summary>
    public string Invitation => _terminal.Invitation;

    /// <summary>Runs until told to stop.</summary>
    public void Run(CancellationToken stop)
    {
        var pump = new RealTimePump(_queue);
        pump.Stepped += HandOver;
        pump.Run(stop);
        _module.End();
        _input?.End();
    }

    public void Dispose()
    {
        Control?.Dispose();
        _terminal?.Dispose();
        _network.Dispose();
        _trace?.Dispose();
        _vcd?.Dispose();
        _record?.Dispose();
    }

    private void Type(byte[] bytes)
    {
        _input?.Typed(bytes);
        _module.Line.Send(bytes);
    }

    private IReadOnlyList<string> Execute(string line)
    {
        _input?.Control(line);
        return _module.Control.Execute(line);
    }

    /// <summary>What the module has said since the last time, in one portion.</summary>
    private void HandOver()
    {
        if (_portion.Count > 0)
        {
            _terminal.Write(_portion.ToArray());
            _portion.Clear();
        }
    }
}

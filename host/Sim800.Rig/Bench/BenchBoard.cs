using NanoHost;
using Sim800.Rig.Boards;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Wire;

namespace Sim800.Rig.Bench;

/// <summary>The sample's board under the bench's conditions, with a server that only takes.</summary>
internal sealed class BenchBoard : IDisposable
{
    private readonly SampleBoard _board;

    public BenchBoard(BoardProfile profile)
    {
        var network = new MemoryNetwork(Queue) { Latency = 0 };
        network.AddName(Conditions.Host, Conditions.Address);
        Server = network.Serve(Conditions.Address, Conditions.Port, new SinkServer());
        _board = new SampleBoard(Queue, profile, network, Conditions.Module, new MachineOptions());
        Wire = new WireMeter(Queue, Module.Uart);
    }

    public EventQueue Queue { get; } = new();

    public SinkServer Server { get; }

    public WireMeter Wire { get; }

    public Machine Machine => _board.Machine;

    public VirtualModule Module => _board.Module;

    public Line Marker => _board.Marker;

    /// <summary>Boots a method of the bench's firmware and runs it to its end.</summary>
    /// <exception cref="InvalidOperationException">It did not come so far.</exception>
    public void Run(FirmwareImage firmware, string method, params object[] arguments)
    {
        firmware.Boot(Machine, "Bench", "Bench.Program", method, arguments);
        var ended = Machine.RunToEnd(Nanoseconds.PerSecond * 3600);
        if (Machine.Faults is [var fault, ..])
        {
            throw new InvalidOperationException($"The firmware's thread {fault.Thread} died of {fault.Message} in {method}.\n{fault.Stack}\n{Module.Recorder}");
        }

        if (!ended)
        {
            throw new InvalidOperationException($"{method} has not ended. It waits for: {string.Join("; ", Machine.Waiting)}.");
        }
    }

    public void Dispose() => _board.Dispose();
}

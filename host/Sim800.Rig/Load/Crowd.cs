using System.Diagnostics;
using Sim800.Rig.Simulate;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Wire;

namespace Sim800.Rig.Load;

/// <summary>Many modules in one process, on one thread, following the PC's clock.</summary>
internal sealed class Crowd
{
    private const string Server = "192.0.2.1";

    private static readonly Sim800Options s_module = new() { StartsOn = true, Stored = new Profile { BaudRate = 115200, Echo = false }, EchoesPayload = false };

    private readonly EventQueue _queue = new();
    private readonly List<BusyTerminal> _terminals = [];
    private readonly List<double> _behind = [];

    public Crowd(int idle, int busy)
    {
        for (var i = 0; i < idle + busy; i++)
        {
            var network = new MemoryNetwork(_queue);
            network.Serve(Server, 7, new EchoServer());
            var module = new VirtualModule(_queue, network, s_module, new Recorder(TextWriter.Null));
            if (i < busy)
            {
                _terminals.Add(new BusyTerminal(_queue, module.Uart, Server));
            }
            else
            {
                Uart.Connect(new Uart(_queue, 115200), module.Uart);
            }

            module.Start();
        }
    }

    /// <summary>Lets them work for so long.</summary>
    public LoadResult Run(TimeSpan duration)
    {
        _terminals.ForEach(terminal => terminal.Begin());
        using var stop = new CancellationTokenSource(duration);
        var pump = new RealTimePump(_queue);
        pump.Stepped += () => _behind.Add((double)pump.Behind / Nanoseconds.PerMillisecond);
        var (started, worked) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        pump.Run(stop.Token);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var processor = (Process.GetCurrentProcess().TotalProcessorTime - worked) / elapsed;
        _behind.Sort();
        return new LoadResult(
            elapsed,
            TimeSpan.FromTicks(_queue.Now / TimeSpan.NanosecondsPerTick),
            _terminals.Sum(terminal => terminal.Blocks),
            processor,
            _behind[_behind.Count / 2],
            _behind[_behind.Count * 99 / 100],
            _behind[^1]);
    }
}

using System.Net;
using Wire;

namespace Sim800.Simulator.Network;

/// <summary>A network in memory and in simulated time: names, addresses, and scripted servers behind one latency. Deterministic.</summary>
public sealed class MemoryNetwork(EventQueue queue) : INetwork
{
    private readonly Dictionary<string, string[]> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Address, int Port), MemoryServer> _servers = [];

    /// <summary>One way, in nanoseconds.</summary>
    public long Latency { get; set; } = 50 * Nanoseconds.PerMillisecond;

    /// <summary>Gives a name its addresses.</summary>
    public void AddName(string name, params string[] addresses) => _names[name] = addresses;

    /// <summary>Puts a server behind an address and a port; without one, attempts to connect are refused.</summary>
    public T Serve<T>(string address, int port, T server) where T : MemoryServer
    {
        _servers[(address, port)] = server;
        return server;
    }

    public INetworkConnection Connect(string host, int port, IConnectionEvents events)
    {
        var address = Find(host).FirstOrDefault();
        var server = address is null ? null : _servers.GetValueOrDefault((address, port));
        var connection = new MemoryConnection(this, queue, address ?? host, server ?? new SinkServer { Accepts = false }, events);
        connection.Begin();
        return connection;
    }

    public void Resolve(string host, Action<long, IReadOnlyList<string>> resolved) =>
        new Alarm(queue, () => resolved(queue.Now, Find(host))).SetIn(2 * Latency);

    private string[] Find(string host) =>
        _names.TryGetValue(host, out var addresses) ? addresses : IPAddress.TryParse(host, out _) ? [host] : [];
}

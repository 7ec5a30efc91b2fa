using System.Net;
using Wire;

namespace Sim800.Simulator.Network;

/// <summary>A network in memory and in simulated time: names, addresses, and scripted servers behind one latency. Deterministic.</summary>
public sealed class MemoryNetwork(EventQueue queue) : INetwork
{
    /// <summary>Ports that nobody chose count from here.</summary>
    private const int FirstDynamicPort = 49152;

    private readonly Dictionary<string, string[]> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Peer, MemoryServer> _servers = [];
    private readonly Dictionary<Peer, DatagramServer> _datagramServers = [];
    private readonly Dictionary<int, MemoryListener> _listeners = [];
    private readonly Dictionary<int, MemoryDatagramPort> _datagramPorts = [];
    private int _dynamicPort = FirstDynamicPort;

    /// <summary>One way, in nanoseconds.</summary>
    public long Latency { get; set; } = 50 * Nanoseconds.PerMillisecond;

    /// <summary>Gives a name its addresses.</summary>
    public void AddName(string name, params string[] addresses) => _names[name] = addresses;

    /// <summary>Puts a server behind an address and a port; without one, attempts to connect are refused.</summary>
    public T Serve<T>(string address, int port, T server) where T : MemoryServer
    {
        _servers[new Peer(address, port)] = server;
        return server;
    }

    /// <summary>Puts a server for datagrams behind an address and a port; without one, they vanish.</summary>
    public DatagramServer Serve(string address, int port, DatagramServer server)
    {
        _datagramServers[new Peer(address, port)] = server;
        return server;
    }

    /// <summary>Somebody outside connects to the module; <see cref="MemoryServer.OnOpen"/> or <see cref="MemoryServer.OnRefused"/> says how it went.</summary>
    public T Dial<T>(string fromAddress, int fromPort, int port, T client) where T : MemoryServer
    {
        new MemoryConnection(this, queue, new Peer(fromAddress, fromPort), port, client).Arrive(() => _listeners.GetValueOrDefault(port)?.Events);
        return client;
    }

    /// <summary>Somebody outside sends a datagram to a port of the module; nobody there, it vanishes.</summary>
    public void SendDatagram(string fromAddress, int fromPort, int port, byte[] data) => new Alarm(queue, () =>
    {
        if (_datagramPorts.TryGetValue(port, out var open))
        {
            open.Events.Received(queue.Now, new Peer(fromAddress, fromPort), data);
        }
    }).SetIn(Latency);

    public INetworkConnection Connect(string host, int port, IConnectionEvents events, int localPort = 0)
    {
        var address = Find(host).FirstOrDefault();
        var server = address is null ? null : _servers.GetValueOrDefault(new Peer(address, port));
        var connection = new MemoryConnection(
            this, queue, new Peer(address ?? host, port), localPort == 0 ? _dynamicPort++ : localPort, server ?? new SinkServer { Accepts = false });
        connection.Begin(events);
        return connection;
    }

    public INetworkListener Listen(int port, IListenerEvents events)
    {
        var listener = new MemoryListener(this, port, events);
        var succeeds = _listeners.TryAdd(port, listener);
        new Alarm(queue, () =>
        {
            if (succeeds)
            {
                events.Listening(queue.Now);
            }
            else
            {
                events.ListenFailed(queue.Now);
            }
        }).SetIn(0);
        return listener;
    }

    public IDatagramPort? OpenDatagrams(int localPort, IDatagramEvents events)
    {
        var open = new MemoryDatagramPort(this, localPort == 0 ? _dynamicPort++ : localPort, events);
        return _datagramPorts.TryAdd(open.Port, open) ? open : null;
    }

    public void Resolve(string host, Action<long, IReadOnlyList<string>> resolved) =>
        new Alarm(queue, () => resolved(queue.Now, Find(host))).SetIn(2 * Latency);

    /// <summary>Whatever serves anything answers.</summary>
    public void Ping(string address, Action<long> answered)
    {
        if (_servers.Keys.Concat(_datagramServers.Keys).Any(peer => peer.Address == address))
        {
            new Alarm(queue, () => answered(queue.Now)).SetIn(2 * Latency);
        }
    }

    internal void Carry(int modulePort, Peer peer, byte[] data) => new Alarm(queue, () =>
    {
        if (_datagramServers.GetValueOrDefault(peer)?.OnDatagram(modulePort, data) is { } answer)
        {
            SendDatagram(peer.Address, peer.Port, modulePort, answer);
        }
    }).SetIn(Latency);

    internal void Remove(MemoryDatagramPort port) => _datagramPorts.Remove(port.Port);

    internal void Remove(MemoryListener listener)
    {
        if (_listeners.GetValueOrDefault(listener.Port) == listener)
        {
            _listeners.Remove(listener.Port);
        }
    }

    private string[] Find(string host) =>
        _names.TryGetValue(host, out var addresses) ? addresses : IPAddress.TryParse(host, out _) ? [host] : [];
}

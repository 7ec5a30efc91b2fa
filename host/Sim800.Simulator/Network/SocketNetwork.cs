using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Wire;

namespace Sim800.Simulator.Network;

/// <summary>
/// The PC's own network: connections and datagrams go through real sockets, and what happens on them is handed to the simulation by
/// <see cref="EventQueue.Post"/>. Only loopback is reached unless told otherwise, and listeners are on loopback.
/// </summary>
public sealed class SocketNetwork(EventQueue queue) : INetwork, IDisposable
{
    private readonly List<SocketConnection> _connections = [];
    private readonly List<SocketListener> _listeners = [];
    private readonly List<SocketDatagramPort> _datagramPorts = [];
    private int _resolving;

    /// <summary>Names, and addresses too, that lead elsewhere: <c>telemetry.example.com</c> to <c>127.0.0.1</c>.</summary>
    public IDictionary<string, string> Names { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Ports that lead elsewhere: a server of this PC listens where the system lets it.</summary>
    public IDictionary<int, int> Ports { get; } = new Dictionary<int, int>();

    /// <summary>Ports at which the module listens, for streams and datagrams, that are other ports of the PC; 0 is any that is free.</summary>
    public IDictionary<int, int> LocalPorts { get; } = new Dictionary<int, int>();

    /// <summary>Whether addresses other than the PC's own are unreachable.</summary>
    public bool LoopbackOnly { get; init; } = true;

    /// <summary>
    /// Whether something may still arrive from outside: a connection is open or being opened, or a name is being looked up, or somebody may connect or send. As long as
    /// that is so, simulated time must not run ahead of the PC's clock.
    /// </summary>
    public bool IsActive => _resolving > 0 || _connections.Count + _listeners.Count + _datagramPorts.Count > 0;

    public INetworkConnection Connect(string host, int port, IConnectionEvents events, int localPort = 0)
    {
        var connection = new SocketConnection(queue, ended => _connections.Remove(ended));
        _connections.Add(connection);
        connection.Begin(events, () => FindAsync(host), RemotePort(port), localPort);
        return connection;
    }

    public INetworkListener Listen(int port, IListenerEvents events)
    {
        var listener = new SocketListener(queue, events, Adopt, ended => _listeners.Remove(ended));
        _listeners.Add(listener);
        listener.Begin(LocalPort(port));
        return listener;
    }

    public IDatagramPort? OpenDatagrams(int localPort, IDatagramEvents events)
    {
        var open = SocketDatagramPort.Open(queue, LocalPort(localPort), LoopbackOnly, events, Find, ended => _datagramPorts.Remove(ended));
        if (open is not null)
        {
            _datagramPorts.Add(open);
        }

        return open;
    }

    /// <summary>The PC's port behind a listening port of the module, once it listens.</summary>
    public int ListeningPort(int port) => _listeners.Find(listener => listener.Wanted == LocalPort(port))?.Port ?? 0;

    /// <summary>The PC's own addresses answer by themselves; others are asked.</summary>
    public void Ping(string address, Action<long> answered)
    {
        _resolving++;
        _ = PingAsync(address, answered);
    }

    public void Resolve(string host, Action<long, IReadOnlyList<string>> resolved)
    {
        _resolving++;
        _ = ResolveAsync(host, resolved);
    }

    /// <summary>Aborts whatever is open.</summary>
    public void Dispose()
    {
        foreach (var connection in _connections.ToArray())
        {
            connection.Close(quick: true);
        }

        foreach (var listener in _listeners.ToArray())
        {
            listener.Close();
        }

        foreach (var port in _datagramPorts.ToArray())
        {
            port.Close();
        }
    }

    private async Task ResolveAsync(string host, Action<long, IReadOnlyList<string>> resolved)
    {
        var addresses = await FindAsync(host).ConfigureAwait(false);
        queue.Post(() =>
        {
            _resolving--;
            resolved(queue.Now, [.. addresses.Select(address => address.ToString())]);
        });
    }

    private async Task PingAsync(string address, Action<long> answered)
    {
        var answers = false;
        try
        {
            var addresses = await FindAsync(address).ConfigureAwait(false);
            if (addresses.Length > 0)
            {
                answers = IPAddress.IsLoopback(addresses[0]);
                if (!answers)
                {
                    using var ping = new Ping();
                    answers = (await ping.SendPingAsync(addresses[0]).ConfigureAwait(false)).Status == IPStatus.Success;
                }
            }
        }
        catch (Exception exception) when (exception is PingException or SocketException or PlatformNotSupportedException)
        {
            // No answer.
        }

        queue.Post(() =>
        {
            _resolving--;
            if (answers)
            {
                answered(queue.Now);
            }
        });
    }

    private SocketConnection Adopt(Socket socket)
    {
        var connection = new SocketConnection(queue, ended => _connections.Remove(ended), socket);
        _connections.Add(connection);
        return connection;
    }

    private int RemotePort(int port) => Ports.TryGetValue(port, out var other) ? other : port;

    private int LocalPort(int port) => LocalPorts.TryGetValue(port, out var other) ? other : port;

    /// <summary>Where a datagram for this address and port goes; null if it must not be reached.</summary>
    private IPEndPoint? Find(Peer peer) =>
        IPAddress.TryParse(Names.TryGetValue(peer.Address, out var other) ? other : peer.Address, out var address) && IsReachable(address)
            ? new IPEndPoint(address, RemotePort(peer.Port))
            : null;

    /// <summary>The IPv4 addresses of a host; none if it does not exist or must not be reached.</summary>
    private async Task<IPAddress[]> FindAsync(string host)
    {
        if (Names.TryGetValue(host, out var other))
        {
            host = other;
        }

        if (IPAddress.TryParse(host, out var address))
        {
            return IsReachable(address) ? [address] : [];
        }

        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return [IPAddress.Loopback];
        }

        if (LoopbackOnly)
        {
            return [];
        }

        try
        {
            return await Dns.GetHostAddressesAsync(host, AddressFamily.InterNetwork).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    private bool IsReachable(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork && (!LoopbackOnly || IPAddress.IsLoopback(address));
}

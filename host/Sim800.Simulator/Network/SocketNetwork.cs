using System.Net;
using System.Net.Sockets;
using Wire;

namespace Sim800.Simulator.Network;

/// <summary>
/// The PC's own network: connections are real TCP sockets, and what happens on them is handed to the simulation by <see cref="EventQueue.Post"/>.
/// Only loopback is reached unless told otherwise.
/// </summary>
public sealed class SocketNetwork(EventQueue queue) : INetwork, IDisposable
{
    private readonly List<SocketConnection> _connections = [];
    private int _resolving;

    /// <summary>Names, and addresses too, that lead elsewhere: <c>telemetry.example.com</c> to <c>127.0.0.1</c>.</summary>
    public IDictionary<string, string> Names { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Ports that lead elsewhere: a server of this PC listens where the system lets it.</summary>
    public IDictionary<int, int> Ports { get; } = new Dictionary<int, int>();

    /// <summary>Whether addresses other than the PC's own are unreachable.</summary>
    public bool LoopbackOnly { get; init; } = true;

    /// <summary>
    /// Whether something may still arrive from outside: a connection is open or being opened, or a name is being looked up. As long as
    /// that is so, simulated time must not run ahead of the PC's clock.
    /// </summary>
    public bool IsActive => _resolving > 0 || _connections.Count > 0;

    public INetworkConnection Connect(string host, int port, IConnectionEvents events)
    {
        var connection = new SocketConnection(queue, events, ended => _connections.Remove(ended));
        _connections.Add(connection);
        connection.Begin(() => FindAsync(host), Ports.TryGetValue(port, out var other) ? other : port);
        return connection;
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

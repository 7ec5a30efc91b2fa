using Sim800.Simulator.Network;

namespace Sim800.Simulator.Faults;

/// <summary>
/// Any network, with its faults: what passes may be late or lost, peers may end, vanish or acknowledge nothing, whoever opened the connection;
/// datagrams, echoes and names suffer in their own ways.
/// </summary>
internal sealed class FaultyNetwork(Sim800Machine machine, INetwork inner) : INetwork
{
    /// <summary>What a ping carries, about.</summary>
    private const int Echo = 32;

    private readonly List<FaultyConnection> _connections = [];
    private readonly HashSet<string> _silentNameServers = [];

    /// <summary>Delay, loss and silence.</summary>
    public Air Air { get; } = new(machine);

    /// <summary>Whether acknowledgements arrive.</summary>
    public bool Acknowledges { get; set; } = true;

    public INetworkConnection Connect(string host, int port, IConnectionEvents events, int localPort = 0)
    {
        var connection = new FaultyConnection(machine, this);
        _connections.Add(connection);
        connection.Open(events, hears => inner.Connect(host, port, hears, localPort));
        return connection;
    }

    public INetworkListener Listen(int port, IListenerEvents events) => inner.Listen(port, new FaultyListener(machine, this, events));

    public IDatagramPort? OpenDatagrams(int localPort, IDatagramEvents events) =>
        inner.OpenDatagrams(localPort, new FaultyDatagrams(machine, Air, events)) is { } port ? new FaultyDatagramPort(machine, Air, port) : null;

    public void Resolve(string host, Action<long, IReadOnlyList<string>> resolved)
    {
        if (Peer.IsAddress(host))
        {
            inner.Resolve(host, resolved);
        }
        else
        {
            machine.Energy.Send(host.Length);
            Air.Carry(() => inner.Resolve(host, (now, addresses) =>
                machine.OnNetwork(now, () => Air.Carry(() =>
                {
                    machine.Energy.Receive(host.Length);
                    resolved(machine.Now, addresses);
                }))));
        }
    }

    public void Ping(string address, Action<long> answered)
    {
        machine.Energy.Send(Echo);
        Air.Carry(() => inner.Ping(address, now => machine.OnNetwork(now, () => Air.Carry(() =>
        {
            machine.Energy.Receive(Echo);
            answered(machine.Now);
        }))));
    }

    /// <summary>All peers end their connections.</summary>
    public void End(bool resets) => Each(connection => connection.End(resets));

    /// <summary>All peers are there no more, and nobody says so.</summary>
    public void Vanish() => Each(connection => connection.Vanish());

    /// <summary>A name server is there no more.</summary>
    public void Silence(string nameServer) => _silentNameServers.Add(nameServer);

    /// <summary>It is there again.</summary>
    public void Restore(string nameServer) => _silentNameServers.Remove(nameServer);

    /// <summary>Whether a name server will not answer.</summary>
    public bool IsSilent(string nameServer) => _silentNameServers.Contains(nameServer);

    internal void Adopt(FaultyConnection connection) => _connections.Add(connection);

    internal void Forget(FaultyConnection connection) => _connections.Remove(connection);

    private void Each(Action<FaultyConnection> action)
    {
        foreach (var connection in _connections.ToArray())
        {
            action(connection);
        }
    }
}

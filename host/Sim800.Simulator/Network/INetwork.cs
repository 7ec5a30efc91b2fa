namespace Sim800.Simulator.Network;

/// <summary>
/// The Internet as the module's TCP/IP stack sees it. It calls back in its own time, on the thread of the simulation, and never
/// from inside one of these calls.
/// </summary>
public interface INetwork
{
    /// <summary>
    /// Begins to connect, from a local port or, for 0, from any; exactly one of <see cref="IConnectionEvents.Connected"/> and
    /// <see cref="IConnectionEvents.Failed"/> follows, or neither if the peer stays silent.
    /// </summary>
    INetworkConnection Connect(string host, int port, IConnectionEvents events, int localPort = 0);

    /// <summary>Listens for connections from outside.</summary>
    INetworkListener Listen(int port, IListenerEvents events);

    /// <summary>Sends and receives datagrams at a local port or, for 0, at any; null if the port is taken.</summary>
    IDatagramPort? OpenDatagrams(int localPort, IDatagramEvents events);

    /// <summary>Looks a name up and hands over the instant and the addresses, none if the name does not exist.</summary>
    void Resolve(string host, Action<long, IReadOnlyList<string>> resolved);

    /// <summary>Asks an address for an echo and hands over the instant of the answer; never, if there is none.</summary>
    void Ping(string address, Action<long> answered);
}

namespace Sim800.Simulator.Network;

/// <summary>
/// The Internet as the module's TCP/IP stack sees it. It calls back in its own time, on the thread of the simulation, and never
/// from inside one of these calls.
/// </summary>
public interface INetwork
{
    /// <summary>Begins to connect; exactly one of <see cref="IConnectionEvents.Connected"/> and <see cref="IConnectionEvents.Failed"/> follows, or neither if the peer stays silent.</summary>
    INetworkConnection Connect(string host, int port, IConnectionEvents events);

    /// <summary>Looks a name up and hands over the instant and the addresses, none if the name does not exist.</summary>
    void Resolve(string host, Action<long, IReadOnlyList<string>> resolved);
}

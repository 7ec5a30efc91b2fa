using Sim800.Simulator.Network;

namespace Sim800.Simulator.Faults;

/// <summary>A listener of a <see cref="FaultyNetwork"/>: what comes in through it suffers like what the module opens.</summary>
internal sealed class FaultyListener(Sim800Machine machine, FaultyNetwork network, IListenerEvents events) : IListenerEvents
{
    public void Listening(long now) => events.Listening(now);

    public void ListenFailed(long now) => events.ListenFailed(now);

    public IConnectionEvents? Accept(long now, INetworkConnection connection)
    {
        machine.OnTimer(now);
        var faulty = new FaultyConnection(machine, network);
        if (network.Air.IsSilent || !faulty.Accept(connection, offered => events.Accept(now, offered)))
        {
            return null;
        }

        network.Adopt(faulty);
        return faulty;
    }
}

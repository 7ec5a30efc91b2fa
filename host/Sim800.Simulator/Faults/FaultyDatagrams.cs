using Sim800.Simulator.Network;

namespace Sim800.Simulator.Faults;

/// <summary>What arrives at a port for datagrams of a <see cref="FaultyNetwork"/>, if it does.</summary>
internal sealed class FaultyDatagrams(Sim800Machine machine, Air air, IDatagramEvents events) : IDatagramEvents
{
    public void Received(long now, Peer sender, byte[] data) =>
        machine.OnNetwork(now, () => air.Carry(() =>
        {
            machine.Energy.Receive(data.Length);
            events.Received(machine.Now, sender, data);
        }));
}

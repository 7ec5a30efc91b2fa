using Sim800.Simulator.Network;

namespace Sim800.Simulator.Faults;

/// <summary>A port for datagrams of a <see cref="FaultyNetwork"/>: what it sends may be late or never arrive.</summary>
internal sealed class FaultyDatagramPort(Sim800Machine machine, Air air, IDatagramPort inner) : IDatagramPort
{
    public void Send(Peer peer, ReadOnlySpan<byte> data)
    {
        var datagram = data.ToArray();
        machine.Energy.Send(datagram.Length);
        air.Carry(() => inner.Send(peer, datagram));
    }

    public void Close() => inner.Close();
}

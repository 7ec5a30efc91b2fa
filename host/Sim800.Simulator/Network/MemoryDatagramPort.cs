namespace Sim800.Simulator.Network;

/// <summary>A port of the module for datagrams on a <see cref="MemoryNetwork"/>.</summary>
internal sealed class MemoryDatagramPort(MemoryNetwork network, int port, IDatagramEvents events) : IDatagramPort
{
    public int Port => port;

    public IDatagramEvents Events => events;

    public void Send(Peer peer, ReadOnlySpan<byte> data) => network.Carry(port, peer, data.ToArray());

    public void Close() => network.Remove(this);
}

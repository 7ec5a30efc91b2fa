namespace Sim800.Simulator.Network;

/// <summary>A listener of the module on a <see cref="MemoryNetwork"/>.</summary>
internal sealed class MemoryListener(MemoryNetwork network, int port, IListenerEvents events) : INetworkListener
{
    public int Port => port;

    public IListenerEvents Events => events;

    public void Close() => network.Remove(this);
}

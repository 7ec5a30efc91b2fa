namespace Sim800.Simulator.Network;

/// <summary>What a port for datagrams reports.</summary>
public interface IDatagramEvents
{
    /// <summary>A datagram has arrived, from anybody.</summary>
    void Received(long now, Peer sender, byte[] data);
}

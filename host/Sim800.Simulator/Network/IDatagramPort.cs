namespace Sim800.Simulator.Network;

/// <summary>A local port for datagrams. Nobody confirms that they arrive.</summary>
public interface IDatagramPort
{
    /// <summary>Sends one datagram.</summary>
    void Send(Peer peer, ReadOnlySpan<byte> data);

    /// <summary>Gives the port back.</summary>
    void Close();
}

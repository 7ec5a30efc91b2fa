namespace Sim800.Simulator.Network;

/// <summary>The module's end of one TCP connection.</summary>
public interface INetworkConnection
{
    /// <summary>The peer's address as dotted text, known once connected.</summary>
    string RemoteAddress { get; }

    /// <summary>The peer's port.</summary>
    int RemotePort { get; }

    /// <summary>Whether the peer has closed or reset and everything it had sent has been read.</summary>
    bool EndOfData { get; }

    /// <summary>Takes what has arrived; what is not taken stays with the network, as behind a closed TCP window.</summary>
    int Read(Span<byte> buffer);

    /// <summary>Sends; the bytes count as acknowledged when <see cref="IConnectionEvents.Acknowledged"/> says so.</summary>
    void Send(ReadOnlySpan<byte> data);

    /// <summary>Closes: with the FIN exchange, which ends with <see cref="IConnectionEvents.Closed"/>, or at once and without a callback.</summary>
    void Close(bool quick);
}

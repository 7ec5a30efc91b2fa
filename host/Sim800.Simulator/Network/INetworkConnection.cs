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

    /// <summary>Whether the peer has reset the connection instead of closing it.</summary>
    bool WasReset { get; }

    /// <summary>Bytes that have arrived and are not taken.</summary>
    int Available { get; }

    /// <summary>Takes what has arrived; what is not taken stays with the network, as behind a closed TCP window.</summary>
    int Read(Span<byte> buffer);

    /// <summary>Sends; the bytes count as acknowledged when <see cref="IConnectionEvents.Acknowledged"/> says so.</summary>
    void Send(ReadOnlySpan<byte> data);

    /// <summary>Asks the peer for a sign of life and hands over the instant of the answer; never, if there is none.</summary>
    void Probe(Action<long> answered);

    /// <summary>Closes: with the FIN exchange, which ends with <see cref="IConnectionEvents.Closed"/>, or at once and without a callback.</summary>
    void Close(bool quick);
}

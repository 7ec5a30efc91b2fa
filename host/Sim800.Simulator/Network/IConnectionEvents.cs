namespace Sim800.Simulator.Network;

/// <summary>What a connection reports, with the instant in nanoseconds.</summary>
public interface IConnectionEvents
{
    /// <summary>The peer has accepted.</summary>
    void Connected(long now);

    /// <summary>The peer refused, or its name or address does not exist.</summary>
    void Failed(long now);

    /// <summary>There is something to read, or the end of data has come.</summary>
    void Readable(long now);

    /// <summary>The peer has acknowledged that many bytes more.</summary>
    void Acknowledged(long now, int count);

    /// <summary>The FIN exchange that <see cref="INetworkConnection.Close"/> began is over.</summary>
    void Closed(long now);
}

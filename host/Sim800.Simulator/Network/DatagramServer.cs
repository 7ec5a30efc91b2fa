namespace Sim800.Simulator.Network;

/// <summary>What sits behind an address and a port of a <see cref="MemoryNetwork"/> for datagrams: keeps them, and may answer each.</summary>
/// <param name="answer">What a datagram is answered with; null for nothing.</param>
public sealed class DatagramServer(Func<byte[], byte[]?>? answer = null)
{
    private readonly List<byte[]> _received = [];

    /// <summary>Every datagram so far.</summary>
    public IReadOnlyList<byte[]> Received => _received;

    /// <summary>The port of the module from which the last one came.</summary>
    public int ModulePort { get; private set; }

    internal byte[]? OnDatagram(int modulePort, byte[] data)
    {
        ModulePort = modulePort;
        _received.Add(data);
        return answer?.Invoke(data);
    }
}

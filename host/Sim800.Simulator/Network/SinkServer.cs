namespace Sim800.Simulator.Network;

/// <summary>Keeps what it receives and says nothing, or what a test makes it say.</summary>
public sealed class SinkServer : MemoryServer
{
    private readonly List<byte> _received = [];

    /// <summary>Everything received so far, on all connections.</summary>
    public IReadOnlyList<byte> Received => _received;

    /// <summary>The client that connected last.</summary>
    public ServerEnd? Client { get; private set; }

    /// <summary>How often the module refused to be dialled.</summary>
    public int Refusals { get; private set; }

    public override void OnRefused() => Refusals++;

    public override void OnOpen(ServerEnd client) => Client = client;

    public override void OnData(ServerEnd client, ReadOnlySpan<byte> data) => _received.AddRange(data);
}

using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

/// <summary>A server that does what a test says.</summary>
/// <param name="heard">Called with each segment that arrives, and how many there were before, on all connections.</param>
internal sealed class ScriptedServer(Action<ServerEnd, int> heard) : MemoryServer
{
    private int _segments;

    public override void OnData(ServerEnd client, ReadOnlySpan<byte> data) => heard(client, _segments++);
}

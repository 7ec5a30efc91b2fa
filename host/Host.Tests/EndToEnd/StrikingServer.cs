using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

/// <summary>An echo that does something when so many segments have come.</summary>
internal sealed class StrikingServer(int segments, Action<ServerEnd> strike) : MemoryServer
{
    private int _segments;

    public override void OnData(ServerEnd client, ReadOnlySpan<byte> data)
    {
        client.Send(data);
        if (++_segments == segments)
        {
            strike(client);
        }
    }
}

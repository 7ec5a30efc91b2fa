using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd.Peers;

/// <summary>An echo that does something else when it is asked, by a single byte.</summary>
internal sealed class AskedServer(Action<ServerEnd> asked) : MemoryServer
{
    public override void OnData(ServerEnd client, ReadOnlySpan<byte> data)
    {
        if (data.Length == 1)
        {
            asked(client);
        }
        else
        {
            client.Send(data);
        }
    }
}

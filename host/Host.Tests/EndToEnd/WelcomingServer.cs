using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

/// <summary>An echo that does something for each client that comes.</summary>
internal sealed class WelcomingServer(Action<ServerEnd> welcome) : MemoryServer
{
    public override void OnOpen(ServerEnd client) => welcome(client);

    public override void OnData(ServerEnd client, ReadOnlySpan<byte> data) => client.Send(data);
}

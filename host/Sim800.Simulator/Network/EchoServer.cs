namespace Sim800.Simulator.Network;

/// <summary>Sends everything back.</summary>
public sealed class EchoServer : MemoryServer
{
    public override void OnData(ServerEnd client, ReadOnlySpan<byte> data) => client.Send(data);
}

using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

/// <summary>An echo that talks much at its first client's arrival.</summary>
internal sealed class TalkativeServer : MemoryServer
{
    private bool _silent;

    public override void OnOpen(ServerEnd client)
    {
        if (!_silent)
        {
            _silent = true;
            client.Send(new byte[100_000]);
        }
    }

    public override void OnData(ServerEnd client, ReadOnlySpan<byte> data) => client.Send(data);
}

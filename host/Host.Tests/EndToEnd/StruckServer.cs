using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

/// <summary>An echo for one connection at a time, which a test can end, also before it is there.</summary>
internal sealed class StruckServer : MemoryServer
{
    private ServerEnd? _client;
    private Action<ServerEnd>? _end;

    /// <summary>From now on connections last.</summary>
    public void Revive() => (_client, _end) = (null, null);

    /// <summary>Ends the connection, or the next one when it comes.</summary>
    public void End(bool resets)
    {
        _end = resets ? client => client.Reset() : client => client.Close();
        if (_client is not null)
        {
            _end(_client);
        }
    }

    public override void OnOpen(ServerEnd client)
    {
        _client = client;
        _end?.Invoke(client);
    }

    public override void OnData(ServerEnd client, ReadOnlySpan<byte> data) => client.Send(data);

    public override void OnClosed(ServerEnd client) => _client = null;
}

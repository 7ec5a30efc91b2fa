namespace Sim800.Simulator.Network;

/// <summary>Closes after so many received bytes or so many nanoseconds, whichever comes first; may say something before.</summary>
public sealed class ClosingServer : MemoryServer
{
    private readonly Dictionary<ServerEnd, int> _received = [];

    /// <summary>Closes once so many bytes have come.</summary>
    public int AfterBytes { get; init; } = int.MaxValue;

    /// <summary>Closes so long after the connection.</summary>
    public long? AfterTime { get; init; }

    /// <summary>Sent just before.</summary>
    public byte[] LastWords { get; init; } = [];

    public override void OnOpen(ServerEnd client)
    {
        _received[client] = 0;
        if (AfterTime is { } time)
        {
            client.After(time, () => Close(client));
        }
    }

    public override void OnData(ServerEnd client, ReadOnlySpan<byte> data)
    {
        _received[client] += data.Length;
        if (_received[client] >= AfterBytes)
        {
            Close(client);
        }
    }

    private void Close(ServerEnd client)
    {
        client.Send(LastWords);
        client.Close();
    }
}

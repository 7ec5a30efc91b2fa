using Sim800.Simulator.Network;

namespace Sim800.Simulator.TcpIp;

/// <summary>Received bytes that the host has not read yet, with the bounds and senders of datagrams.</summary>
internal sealed class ReceiveBuffer
{
    private readonly ByteQueue _bytes = new();
    private readonly LinkedList<(Peer Sender, int Length)> _datagrams = new();

    /// <summary>Unread bytes.</summary>
    public int Count => _bytes.Count;

    /// <summary>More of a stream.</summary>
    public void Write(ReadOnlySpan<byte> data) => _bytes.Write(data);

    /// <summary>One datagram.</summary>
    public void Write(Peer sender, ReadOnlySpan<byte> data)
    {
        _bytes.Write(data);
        _datagrams.AddLast((sender, data.Length));
    }

    /// <summary>Takes bytes.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="stopsAtBounds">Whether a datagram's end ends the read.</param>
    /// <param name="senders">Appended: who sent what was read; nobody for a stream.</param>
    public byte[] Read(int limit, bool stopsAtBounds, List<Peer>? senders = null)
    {
        if (stopsAtBounds && _datagrams.First is { } first)
        {
            limit = Math.Min(limit, first.Value.Length);
        }

        var data = _bytes.Read(limit);
        for (var left = data.Length; left > 0 && _datagrams.First is { } datagram;)
        {
            var (sender, length) = datagram.Value;
            senders?.Add(sender);
            _datagrams.RemoveFirst();
            if (length > left)
            {
                _datagrams.AddFirst((sender, length - left));
            }

            left -= Math.Min(left, length);
        }

        return data;
    }

    public void Clear()
    {
        _bytes.Clear();
        _datagrams.Clear();
    }
}

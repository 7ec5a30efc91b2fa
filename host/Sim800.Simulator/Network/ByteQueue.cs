namespace Sim800.Simulator.Network;

/// <summary>Bytes in, bytes out, in order.</summary>
internal sealed class ByteQueue
{
    private byte[] _bytes = new byte[256];
    private int _start;

    public int Count { get; private set; }

    public void Write(ReadOnlySpan<byte> data)
    {
        if (_start + Count + data.Length > _bytes.Length)
        {
            // Moving pays only if it makes room for long.
            var needed = 2 * (Count + data.Length);
            var bytes = needed > _bytes.Length ? new byte[needed] : _bytes;
            _bytes.AsSpan(_start, Count).CopyTo(bytes);
            _bytes = bytes;
            _start = 0;
        }

        data.CopyTo(_bytes.AsSpan(_start + Count));
        Count += data.Length;
    }

    public int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, Count);
        _bytes.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        Count -= count;
        return count;
    }

    public byte[] Read(int limit)
    {
        var data = new byte[Math.Min(limit, Count)];
        Read(data);
        return data;
    }

    public void Clear() => (_start, Count) = (0, 0);
}

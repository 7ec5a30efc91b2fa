namespace NanoHost;

/// <summary>The receive buffer of a port: what does not fit is lost in silence.</summary>
internal sealed class ReceiveRing(int capacity)
{
    private readonly byte[] _bytes = new byte[capacity];
    private int _first;

    public int Length { get; private set; }

    public byte this[int index] => _bytes[(_first + index) % _bytes.Length];

    /// <returns>Whether there was room.</returns>
    public bool Push(byte b)
    {
        if (Length == _bytes.Length)
        {
            return false;
        }

        _bytes[(_first + Length++) % _bytes.Length] = b;
        return true;
    }

    public void Pop(Span<byte> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = this[i];
        }

        _first = (_first + target.Length) % _bytes.Length;
        Length -= target.Length;
    }
}

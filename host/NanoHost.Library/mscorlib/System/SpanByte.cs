using NanoHost.Redirects;

namespace System;

/// <summary>A stretch of a byte array: the platform's one span.</summary>
public readonly ref struct SpanByte
{
    private readonly byte[]? _array;
    private readonly int _start;

    public SpanByte(byte[]? array)
    {
        _array = array;
        Length = array is null ? 0 : array.Length;
    }

    public SpanByte(byte[]? array, int start, int length)
    {
        if (start < 0 || length < 0 || start + length > (array is null ? 0 : array.Length))
        {
            throw Platform.Error(new ArgumentOutOfRangeException());
        }

        _array = array;
        _start = start;
        Length = length;
    }

    public static SpanByte Empty => default;

    public int Length { get; }

    public bool IsEmpty => Length == 0;

    public byte this[int index]
    {
        get => _array![At(index)];
        set => _array![At(index)] = value;
    }

    public static implicit operator SpanByte(byte[]? array) => new(array);

    public void CopyTo(SpanByte destination)
    {
        if (destination.Length < Length)
        {
            throw Platform.Error(new ArgumentException());
        }

        if (Length > 0)
        {
            Array.Copy(_array!, _start, destination._array!, destination._start, Length);
        }
    }

    public SpanByte Slice(int start) => Slice(start, Length - start);

    public SpanByte Slice(int start, int length)
    {
        if (start < 0 || length < 0 || start + length > Length)
        {
            throw Platform.Error(new ArgumentOutOfRangeException());
        }

        return new SpanByte(_array, _start + start, length);
    }

    public byte[] ToArray()
    {
        var copy = DeviceHeap.Array(new byte[Length]);
        CopyTo(copy);
        return copy;
    }

    private int At(int index) => (uint)index < (uint)Length ? _start + index : throw Platform.Error(new IndexOutOfRangeException());
}

using System.Globalization;
using NanoHost;
using NanoHost.Redirects;

namespace System.Text;

/// <summary>One buffer of characters, 16 at first, that doubles; the instructions are those of the platform's managed code.</summary>
public sealed class StringBuilder
{
    /// <summary>The mean of ten appends: 1,188 instructions with making the builder and its text.</summary>
    private const int AppendInstructions = 105;

    private char[] _chars = [];
    private int _length;

    public StringBuilder()
        : this(16, int.MaxValue)
    {
    }

    public StringBuilder(int capacity)
        : this(capacity, int.MaxValue)
    {
    }

    public StringBuilder(int capacity, int maxCapacity)
    {
        if (maxCapacity < 1 || capacity < 0 || capacity > maxCapacity)
        {
            throw Platform.Error(new ArgumentOutOfRangeException());
        }

        MaxCapacity = maxCapacity;
        Capacity = capacity == 0 ? Math.Min(16, maxCapacity) : capacity;
    }

    public StringBuilder(string? value)
        : this(value, 16)
    {
    }

    public StringBuilder(string? value, int capacity)
        : this(value, 0, value is null ? 0 : value.Length, capacity)
    {
    }

    public StringBuilder(string? value, int startIndex, int length, int capacity)
        : this(Math.Max(capacity, length), int.MaxValue)
    {
        Append(value, startIndex, length);
    }

    public int Capacity
    {
        get => _chars.Length;
        set
        {
            if (value < _length || value > MaxCapacity)
            {
                throw Platform.Error(new ArgumentOutOfRangeException());
            }

            if (value != _chars.Length)
            {
                var chars = DeviceHeap.Array(new char[value]);
                Array.Copy(_chars, chars, _length);
                _chars = chars;
            }
        }
    }

    public int Length
    {
        get => _length;
        set
        {
            if (value < 0 || value > MaxCapacity)
            {
                throw Platform.Error(new ArgumentOutOfRangeException());
            }

            if (value > _length)
            {
                Append('\0', value - _length);
            }

            _length = value;
        }
    }

    public int MaxCapacity { get; }

    public char this[int index]
    {
        get => (uint)index < (uint)_length ? _chars[index] : throw Platform.Error(new IndexOutOfRangeException());
        set
        {
            if ((uint)index >= (uint)_length)
            {
                throw Platform.Error(new ArgumentOutOfRangeException());
            }

            _chars[index] = value;
        }
    }

    public StringBuilder Append(bool value) => Append(value ? "True" : "False");

    public StringBuilder Append(byte value) => Append(Text(value));

    public StringBuilder Append(double value) => Append(Text(value));

    public StringBuilder Append(short value) => Append(Text(value));

    public StringBuilder Append(int value) => Append(Text(value));

    public StringBuilder Append(long value) => Append(Text(value));

    public StringBuilder Append(object? value) => Append(Text(value));

    public StringBuilder Append(sbyte value) => Append(Text(value));

    public StringBuilder Append(float value) => Append(Text(value));

    public StringBuilder Append(ushort value) => Append(Text(value));

    public StringBuilder Append(uint value) => Append(Text(value));

    public StringBuilder Append(ulong value) => Append(Text(value));

    public StringBuilder Append(char value) => Append(value, 1);

    public StringBuilder Append(char value, int repeatCount)
    {
        Open(_length, repeatCount).Fill(value);
        return this;
    }

    public StringBuilder Append(char[]? value) => value is null ? this : Append(value, 0, value.Length);

    public StringBuilder Append(char[]? value, int startIndex, int charCount)
    {
        value.AsSpan(startIndex, charCount).CopyTo(Open(_length, charCount));
        return this;
    }

    public StringBuilder Append(string? value) => Append(value, 0, value is null ? 0 : value.Length);

    public StringBuilder Append(string? value, int startIndex, int count)
    {
        value.AsSpan(startIndex, count).CopyTo(Open(_length, count));
        return this;
    }

    public StringBuilder AppendLine() => Append("\r\n");

    public StringBuilder AppendLine(string? str) => Append(str).AppendLine();

    public StringBuilder Clear()
    {
        _length = 0;
        return this;
    }

    public StringBuilder Insert(int index, char[]? value, int startIndex, int charCount)
    {
        value.AsSpan(startIndex, charCount).CopyTo(Open(index, charCount));
        return this;
    }

    public StringBuilder Insert(int index, string? value, int count)
    {
        for (var i = 0; i < count; i++)
        {
            value.AsSpan().CopyTo(Open(index, value is null ? 0 : value.Length));
        }

        return this;
    }

    public StringBuilder Remove(int startIndex, int length)
    {
        if (startIndex < 0 || length < 0 || startIndex + length > _length)
        {
            throw Platform.Error(new ArgumentOutOfRangeException());
        }

        Array.Copy(_chars, startIndex + length, _chars, startIndex, _length - startIndex - length);
        _length -= length;
        return this;
    }

    public StringBuilder Replace(char oldChar, char newChar)
    {
        _chars.AsSpan(0, _length).Replace(oldChar, newChar);
        return this;
    }

    public StringBuilder Replace(char oldChar, char newChar, int startIndex, int count)
    {
        _chars.AsSpan(0, _length).Slice(startIndex, count).Replace(oldChar, newChar);
        return this;
    }

    public StringBuilder Replace(string oldValue, string? newValue) => Replace(oldValue, newValue, 0, _length);

    public StringBuilder Replace(string oldValue, string? newValue, int startIndex, int count)
    {
        var replaced = new string(_chars, startIndex, count).Replace(oldValue, newValue, StringComparison.Ordinal);
        Remove(startIndex, count);
        replaced.AsSpan().CopyTo(Open(startIndex, replaced.Length));
        return this;
    }

    public override string ToString() => ToString(0, _length);

    public string ToString(int startIndex, int length)
    {
        if (startIndex < 0 || length < 0 || startIndex + length > _length)
        {
            throw Platform.Error(new ArgumentOutOfRangeException());
        }

        return DeviceHeap.String(Utf8.ToNul(new string(_chars, startIndex, length)));
    }

    private static string Text(object? value) => value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "";

    /// <summary>Makes room for so many characters.</summary>
    private Span<char> Open(int index, int count)
    {
        Cpu.Tick(AppendInstructions);
        if (index < 0 || index > _length || count < 0 || _length + count > MaxCapacity)
        {
            throw Platform.Error(new ArgumentOutOfRangeException());
        }

        if (_length + count > _chars.Length)
        {
            Capacity = Math.Min(MaxCapacity, Math.Max(_length + count, _chars.Length * 2));
        }

        Array.Copy(_chars, index, _chars, index + count, _length - index);
        _length += count;
        return _chars.AsSpan(index, count);
    }
}

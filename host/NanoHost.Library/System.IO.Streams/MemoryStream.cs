using NanoHost.Redirects;

namespace System.IO;

public class MemoryStream : Stream
{
    /// <summary>The longest stream of the platform.</summary>
    private const int Maximum = 0xFFFF;

    private readonly bool _expandable;
    private readonly bool _writable = true;
    private byte[] _buffer;
    private int _length;
    private int _position;
    private bool _open = true;

    public MemoryStream()
    {
        _buffer = DeviceHeap.Array(new byte[256]);
        _expandable = true;
    }

    public MemoryStream(byte[] buffer)
        : this(buffer, true)
    {
    }

    public MemoryStream(byte[] buffer, bool isWritable)
    {
        _buffer = buffer ?? throw Platform.Error(new ArgumentNullException());
        _length = buffer.Length;
        _writable = isWritable;
    }

    public override bool CanRead => _open;

    public override bool CanSeek => _open;

    public override bool CanWrite => _open && _writable;

    public override long Length
    {
        get
        {
            EnsureOpen();
            return _length;
        }
    }

    public override long Position
    {
        get
        {
            EnsureOpen();
            return _position;
        }

        set
        {
            EnsureOpen();
            _position = value is < 0 or > Maximum ? throw Platform.Error(new ArgumentOutOfRangeException()) : (int)value;
        }
    }

    public override void Flush()
    {
    }

    public virtual byte[] GetBuffer() => _buffer;

    public override int Read(byte[] buffer, int offset, int count)
    {
        EnsureOpen();
        EnsureRange(buffer, offset, count);
        count = Math.Max(0, Math.Min(count, _length - _position));
        Array.Copy(_buffer, _position, buffer, offset, count);
        _position += count;
        return count;
    }

    public override int Read(SpanByte buffer)
    {
        EnsureOpen();
        var count = Math.Max(0, Math.Min(buffer.Length, _length - _position));
        new SpanByte(_buffer, _position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int ReadByte()
    {
        EnsureOpen();
        return _position < _length ? _buffer[_position++] : -1;
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        EnsureOpen();
        var target = offset + origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _position,
            SeekOrigin.End => _length,
            _ => throw Platform.Error(new ArgumentException()),
        };
        if (target < 0)
        {
            throw Platform.Error(new IOException());
        }

        return Position = target;
    }

    public override void SetLength(long value)
    {
        EnsureWritable();
        if (value is < 0 or > Maximum)
        {
            throw Platform.Error(new ArgumentOutOfRangeException());
        }

        EnsureCapacity((int)value);
        if (value > _length)
        {
            Array.Clear(_buffer, _length, (int)value - _length);
        }

        _length = (int)value;
        _position = Math.Min(_position, _length);
    }

    public virtual byte[] ToArray()
    {
        var copy = DeviceHeap.Array(new byte[_length]);
        Array.Copy(_buffer, copy, _length);
        return copy;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        EnsureWritable();
        EnsureRange(buffer, offset, count);
        Grow(_position + count);
        Array.Copy(buffer, offset, _buffer, _position, count);
        _position += count;
    }

    public override void WriteByte(byte value)
    {
        EnsureWritable();
        Grow(_position + 1);
        _buffer[_position++] = value;
    }

    public virtual void WriteTo(Stream stream)
    {
        EnsureOpen();
        (stream ?? throw Platform.Error(new ArgumentNullException())).Write(_buffer, 0, _length);
    }

    protected override void Dispose(bool disposing) => _open = false;

    private static void EnsureRange(byte[] buffer, int offset, int count)
    {
        if (buffer is null)
        {
            throw Platform.Error(new ArgumentNullException());
        }

        if (offset < 0 || count < 0)
        {
            throw Platform.Error(new ArgumentOutOfRangeException());
        }

        if (buffer.Length - offset < count)
        {
            throw Platform.Error(new ArgumentException());
        }
    }

    private void EnsureOpen()
    {
        if (!_open)
        {
            throw Platform.Error(new ObjectDisposedException(null));
        }
    }

    private void EnsureWritable()
    {
        EnsureOpen();
        if (!_writable)
        {
            throw Platform.Error(new NotSupportedException());
        }
    }

    private void Grow(int end)
    {
        EnsureCapacity(end);
        if (end > _length)
        {
            Array.Clear(_buffer, _length, Math.Max(0, Math.Min(_position, end) - _length));
            _length = end;
        }
    }

    private void EnsureCapacity(int capacity)
    {
        if (capacity <= _buffer.Length)
        {
            return;
        }

        if (!_expandable)
        {
            throw Platform.Error(new NotSupportedException());
        }

        if (capacity > Maximum)
        {
            throw Platform.Error(new IOException());
        }

        var grown = DeviceHeap.Array(new byte[Math.Min(Maximum, Math.Max(capacity, _buffer.Length * 2))]);
        Array.Copy(_buffer, grown, _length);
        _buffer = grown;
    }
}

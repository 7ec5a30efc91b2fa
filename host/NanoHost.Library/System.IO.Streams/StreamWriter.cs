using System.Text;
using NanoHost.Redirects;

namespace System.IO;

/// <summary>UTF-8 to a stream, through a buffer that is written when 512 bytes are in it or when flushed.</summary>
public class StreamWriter : TextWriter
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly byte[] _buffer = DeviceHeap.Array(new byte[512]);
    private int _count;

    public StreamWriter(Stream stream, bool leaveOpen = false)
    {
        _stream = stream ?? throw Platform.Error(new ArgumentNullException());
        _leaveOpen = leaveOpen;
        if (!stream.CanWrite)
        {
            throw Platform.Error(new ArgumentException());
        }
    }

    public virtual Stream BaseStream => _stream;

    public override Encoding Encoding => Encoding.UTF8;

    public override string NewLine
    {
        get => base.NewLine;
        set => base.NewLine = value;
    }

    public override void Close() => Dispose();

    public override void Flush()
    {
        if (_count > 0)
        {
            _stream.Write(_buffer, 0, _count);
            _count = 0;
        }

        _stream.Flush();
    }

    public override void Write(char value) => WriteBytes(Utf8.Encode(value.ToString()));

    public override void Write(string? value) => WriteBytes(DeviceHeap.Array(Utf8.Encode(value ?? "")));

    public override void WriteLine() => base.WriteLine();

    public override void WriteLine(string? value) => base.WriteLine(value);

    protected override void Dispose(bool disposing)
    {
        if (_stream.CanWrite)
        {
            Flush();
        }

        if (!_leaveOpen)
        {
            _stream.Close();
        }
    }

    private void WriteBytes(byte[] bytes)
    {
        foreach (var value in bytes)
        {
            if (_count == _buffer.Length)
            {
                _stream.Write(_buffer, 0, _count);
                _count = 0;
            }

            _buffer[_count++] = value;
        }
    }
}

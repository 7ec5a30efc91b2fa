using System.Text;
using NanoHost.Redirects;

namespace System.IO;

/// <summary>UTF-8 from a stream, through a buffer of 512 bytes.</summary>
public class StreamReader : TextReader
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly byte[] _bytes = DeviceHeap.Array(new byte[512]);
    private readonly char[] _chars = DeviceHeap.Array(new char[512]);
    private readonly UTF8Decoder _decoder = new();
    private int _byteCount;
    private int _charCount;
    private int _next;

    public StreamReader(Stream stream, bool leaveOpen = false)
    {
        _stream = stream ?? throw Platform.Error(new ArgumentNullException());
        _leaveOpen = leaveOpen;
        if (!stream.CanRead)
        {
            throw Platform.Error(new ArgumentException());
        }
    }

    public virtual Stream BaseStream => _stream;

    public virtual Encoding CurrentEncoding => Encoding.UTF8;

    public bool EndOfStream => Peek() < 0;

    public override void Close() => Dispose();

    public override int Peek() => _next < _charCount || Fill() ? _chars[_next] : -1;

    public override int Read() => _next < _charCount || Fill() ? _chars[_next++] : -1;

    public override int Read(char[] buffer, int index, int count) => base.Read(buffer, index, count);

    public override string? ReadLine() => base.ReadLine();

    public override string ReadToEnd() => base.ReadToEnd();

    protected override void Dispose(bool disposing)
    {
        if (!_leaveOpen)
        {
            _stream.Close();
        }
    }

    private bool Fill()
    {
        _next = 0;
        _charCount = 0;
        for (var ended = false; _charCount == 0 && !ended;)
        {
            var read = _stream.Read(_bytes, _byteCount, _bytes.Length - _byteCount);
            ended = read == 0;
            _byteCount += read;
            _decoder.Convert(_bytes, 0, _byteCount, _chars, 0, _chars.Length, ended, out var used, out _charCount, out _);
            _byteCount -= used;
            Array.Copy(_bytes, used, _bytes, 0, _byteCount);
        }

        return _charCount > 0;
    }
}

namespace System.IO.Ports;

/// <summary>A port as a stream; it reads all it was asked for or throws, as the port does.</summary>
internal sealed class SerialStream(SerialPort port) : Stream
{
    public override bool CanRead => port.IsOpen;

    public override bool CanSeek => false;

    public override bool CanTimeout => true;

    public override bool CanWrite => port.IsOpen;

    /// <summary>The bytes that can be read without waiting.</summary>
    public override long Length => port.BytesToRead;

    public override long Position
    {
        get => throw Platform.Error(new NotSupportedException());
        set => throw Platform.Error(new NotSupportedException());
    }

    public override int ReadTimeout
    {
        get => port.ReadTimeout;
        set => port.ReadTimeout = value;
    }

    public override int WriteTimeout
    {
        get => port.WriteTimeout;
        set => port.WriteTimeout = value;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => port.Read(buffer, offset, count);

    public override int Read(SpanByte buffer) => throw Platform.Error(new NotImplementedException());

    public override long Seek(long offset, SeekOrigin origin) => throw Platform.Error(new NotSupportedException());

    public override void SetLength(long value) => throw Platform.Error(new NotSupportedException());

    public override void Write(byte[] buffer, int offset, int count) => port.Write(buffer, offset, count);
}

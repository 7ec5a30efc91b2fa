using System;
using System.IO;

namespace Sim800.Nano;

/// <summary>A socket as a stream. Reading and writing allocate nothing, but for <see cref="Read(SpanByte)"/>, which makes one buffer at its first call.</summary>
public sealed class ModemStream : Stream
{
    private const int SpanBuffer = 256;

    private readonly ModemSocket _socket;
    private readonly bool _ownsSocket;
    private byte[] _buffer;

    /// <summary>Initializes a new instance of the <see cref="ModemStream"/> class.</summary>
    /// <param name="socket">The socket, connected before the first use.</param>
    /// <param name="ownsSocket">Whether closing the stream closes the socket.</param>
    /// <exception cref="ArgumentNullException"><paramref name="socket"/> is null.</exception>
    public ModemStream(ModemSocket socket, bool ownsSocket = false)
    {
        Check.NotNull(socket);

        _socket = socket;
        _ownsSocket = ownsSocket;
    }

    /// <summary>Gets a value indicating whether the stream can be read: always.</summary>
    public override bool CanRead => true;

    /// <summary>Gets a value indicating whether the stream can seek: never.</summary>
    public override bool CanSeek => false;

    /// <summary>Gets a value indicating whether the stream can be written: always.</summary>
    public override bool CanWrite => true;

    /// <summary>Gets a value indicating whether the stream has time-outs: always.</summary>
    public override bool CanTimeout => true;

    /// <summary>Gets or sets <see cref="ModemSocket.ReceiveTimeout"/>.</summary>
    public override int ReadTimeout
    {
        get => _socket.ReceiveTimeout;
        set => _socket.ReceiveTimeout = value;
    }

    /// <summary>Gets or sets <see cref="ModemSocket.SendTimeout"/>.</summary>
    public override int WriteTimeout
    {
        get => _socket.SendTimeout;
        set => _socket.SendTimeout = value;
    }

    /// <summary>Is not supported.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override long Length => throw new NotSupportedException();

    /// <summary>Is not supported.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Does nothing: what was written has been given to the module.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc cref="ModemSocket.Receive"/>
    public override int Read(byte[] buffer, int offset, int count) => _socket.Receive(buffer, offset, count);

    /// <summary>Receives as <see cref="ModemSocket.Receive"/>, at most 256 bytes at a time.</summary>
    /// <param name="buffer">Takes the bytes.</param>
    /// <returns>How many there were; 0 at the end.</returns>
    /// <exception cref="ModemTimeoutException">As <see cref="ModemSocket.Receive"/>.</exception>
    /// <exception cref="ModemException">As <see cref="ModemSocket.Receive"/>.</exception>
    public override int Read(SpanByte buffer)
    {
        if (_buffer == null)
        {
            _buffer = new byte[SpanBuffer];
        }

        int count = _socket.Receive(_buffer, 0, buffer.Length < SpanBuffer ? buffer.Length : SpanBuffer);
        new SpanByte(_buffer, 0, count).CopyTo(buffer);
        return count;
    }

    /// <summary>Is not supported.</summary>
    /// <param name="offset">Ignored.</param>
    /// <param name="origin">Ignored.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <summary>Is not supported.</summary>
    /// <param name="value">Ignored.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Sends all bytes.</summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many they are.</param>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="ModemException">As <see cref="ModemSocket.Send"/>; how many were sent before is not known then.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        Check.Buffer(buffer, offset, count);
        while (count > 0)
        {
            int sent = _socket.Send(buffer, offset, count);
            offset += sent;
            count -= sent;
        }
    }

    /// <summary>Closes the socket if the stream owns it.</summary>
    /// <param name="disposing">Whether it was asked for.</param>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _ownsSocket)
        {
            _socket.Close();
        }
    }
}

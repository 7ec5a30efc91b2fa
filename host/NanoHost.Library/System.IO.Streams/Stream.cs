using NanoHost.Redirects;

namespace System.IO;

public abstract class Stream : MarshalByRefObject, IDisposable
{
    protected Stream()
    {
        // .NET's collector runs when it likes, and on a thread of its own: a finalizer would make runs differ
        GC.SuppressFinalize(this);
    }

    ~Stream() => Dispose(false);

    public abstract bool CanRead { get; }

    public abstract bool CanSeek { get; }

    public virtual bool CanTimeout => false;

    public abstract bool CanWrite { get; }

    public abstract long Length { get; }

    public abstract long Position { get; set; }

    public virtual int ReadTimeout
    {
        get => throw Platform.Error(new InvalidOperationException());
        set => throw Platform.Error(new InvalidOperationException());
    }

    public virtual int WriteTimeout
    {
        get => throw Platform.Error(new InvalidOperationException());
        set => throw Platform.Error(new InvalidOperationException());
    }

    public virtual void Close() => Dispose();

    public void CopyTo(Stream destination)
    {
        if (destination is null)
        {
            throw Platform.Error(new ArgumentNullException());
        }

        if (!CanRead || !destination.CanWrite)
        {
            throw Platform.Error(new NotSupportedException());
        }

        var buffer = DeviceHeap.Array(new byte[2048]);
        for (int read; (read = Read(buffer, 0, buffer.Length)) > 0;)
        {
            destination.Write(buffer, 0, read);
        }
    }

    public void Dispose() => Dispose(true);

    public abstract void Flush();

    public abstract int Read(byte[] buffer, int offset, int count);

    public abstract int Read(SpanByte buffer);

    public virtual int ReadByte()
    {
        var one = DeviceHeap.Array(new byte[1]);
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    public abstract long Seek(long offset, SeekOrigin origin);

    public abstract void SetLength(long value);

    public abstract void Write(byte[] buffer, int offset, int count);

    public virtual void WriteByte(byte value)
    {
        var one = DeviceHeap.Array(new byte[1]);
        one[0] = value;
        Write(one, 0, 1);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

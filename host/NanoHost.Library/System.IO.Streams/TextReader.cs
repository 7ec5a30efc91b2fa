using NanoHost.Redirects;

namespace System.IO;

public abstract class TextReader : MarshalByRefObject, IDisposable
{
    protected TextReader()
    {
    }

    public virtual void Close() => Dispose();

    public void Dispose() => Dispose(true);

    public virtual int Peek() => -1;

    public virtual int Read() => -1;

    public virtual int Read(char[] buffer, int index, int count)
    {
        var read = 0;
        for (int character; read < count && (character = Read()) >= 0; read++)
        {
            buffer[index + read] = (char)character;
        }

        return read;
    }

    public virtual int ReadBlock(char[] buffer, int index, int count)
    {
        var total = 0;
        for (int read; total < count && (read = Read(buffer, index + total, count - total)) > 0;)
        {
            total += read;
        }

        return total;
    }

    public virtual string? ReadLine()
    {
        var first = Read();
        if (first < 0)
        {
            return null;
        }

        var line = "";
        for (var character = first; character >= 0 && character != '\n'; character = Read())
        {
            if (character == '\r')
            {
                if (Peek() == '\n')
                {
                    Read();
                }

                break;
            }

            line += (char)character;
        }

        return DeviceHeap.String(Utf8.ToNul(line));
    }

    public virtual string ReadToEnd()
    {
        var text = "";
        for (int character; (character = Read()) >= 0;)
        {
            text += (char)character;
        }

        return DeviceHeap.String(Utf8.ToNul(text));
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

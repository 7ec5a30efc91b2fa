using System.Text;
using NanoHost.Redirects;

namespace System.IO;

public abstract class TextWriter : MarshalByRefObject, IDisposable
{
    protected char[] CoreNewLine = ['\r', '\n'];

    protected TextWriter()
    {
    }

    public abstract Encoding Encoding { get; }

    public virtual string NewLine
    {
        get => DeviceHeap.String(new string(CoreNewLine));
        set => CoreNewLine = DeviceHeap.Array((value ?? "\r\n").ToCharArray());
    }

    public virtual void Close() => Dispose();

    public void Dispose() => Dispose(true);

    public virtual void Flush()
    {
    }

    public virtual void Write(char value)
    {
    }

    public virtual void Write(char[]? buffer)
    {
        if (buffer is not null)
        {
            Write(buffer, 0, buffer.Length);
        }
    }

    public virtual void Write(char[] buffer, int index, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Write(buffer[index + i]);
        }
    }

    public virtual void Write(string? value)
    {
        foreach (var character in value ?? "")
        {
            Write(character);
        }
    }

    public virtual void Write(bool value) => Write(Text(value));

    public virtual void Write(double value) => Write(Text(value));

    public virtual void Write(int value) => Write(Text(value));

    public virtual void Write(long value) => Write(Text(value));

    public virtual void Write(float value) => Write(Text(value));

    public virtual void Write(uint value) => Write(Text(value));

    public virtual void Write(ulong value) => Write(Text(value));

    public virtual void Write(object? value) => Write(Text(value));

    public virtual void WriteLine() => Write(CoreNewLine);

    public virtual void WriteLine(char value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(char[]? buffer)
    {
        Write(buffer);
        WriteLine();
    }

    public virtual void WriteLine(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        WriteLine();
    }

    public virtual void WriteLine(string? value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(bool value) => WriteLine(Text(value));

    public virtual void WriteLine(double value) => WriteLine(Text(value));

    public virtual void WriteLine(int value) => WriteLine(Text(value));

    public virtual void WriteLine(long value) => WriteLine(Text(value));

    public virtual void WriteLine(float value) => WriteLine(Text(value));

    public virtual void WriteLine(uint value) => WriteLine(Text(value));

    public virtual void WriteLine(ulong value) => WriteLine(Text(value));

    public virtual void WriteLine(object? value) => WriteLine(Text(value));

    protected virtual void Dispose(bool disposing)
    {
    }

    private static string Text(object? value) => value is null ? "" : Objects.ToString(value) ?? "";
}

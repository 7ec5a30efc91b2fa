using NanoHost;
using NanoHost.Redirects;

namespace System.Text;

/// <summary>The platform's only encoding is UTF-8; each <see cref="UTF8"/> makes a new object of 12 bytes.</summary>
public abstract class Encoding
{
    protected Encoding()
    {
    }

    public static Encoding UTF8
    {
        get
        {
            Cpu.AllocatedByPlatform(12);
            return new UTF8Encoding();
        }
    }

    public virtual byte[] GetBytes(string s) => throw Platform.Error(new NotSupportedException());

    public virtual int GetBytes(string s, int charIndex, int charCount, byte[] bytes, int byteIndex) => throw Platform.Error(new NotSupportedException());

    public virtual char[] GetChars(byte[] bytes) => GetChars(bytes, 0, bytes.Length);

    public virtual char[] GetChars(byte[] bytes, int byteIndex, int byteCount) => throw Platform.Error(new NotSupportedException());

    public abstract Decoder GetDecoder();

    /// <summary>Costs the characters, the string and 48 bytes more: 120 for ten of ASCII, as measured. The string ends at a NUL.</summary>
    public virtual string GetString(byte[] bytes, int index, int count)
    {
        Cpu.AllocatedByPlatform(48);
        return DeviceHeap.String(Utf8.ToNul(new string(GetChars(bytes, index, count))));
    }
}

using NanoHost;
using NanoHost.Redirects;

namespace System.Text;

public class UTF8Encoding : Encoding
{
    /// <summary>What GetBytes costs besides its result: 48 in all for ten characters.</summary>
    private const int GetBytesOverhead = 24;

    public override byte[] GetBytes(string s)
    {
        Cpu.AllocatedByPlatform(GetBytesOverhead);
        return DeviceHeap.Array(Utf8.Encode(s));
    }

    public override int GetBytes(string s, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        var encoded = Utf8.Encode(s.Substring(charIndex, charCount));
        Array.Copy(encoded, 0, bytes, byteIndex, encoded.Length);
        return encoded.Length;
    }

    public override char[] GetChars(byte[] bytes) => GetChars(bytes, 0, bytes.Length);

    public override char[] GetChars(byte[] bytes, int byteIndex, int byteCount) =>
        DeviceHeap.Array(Utf8.Decode(bytes, byteIndex, byteCount));

    public override Decoder GetDecoder()
    {
        Cpu.AllocatedByPlatform(12);
        return new UTF8Decoder();
    }
}

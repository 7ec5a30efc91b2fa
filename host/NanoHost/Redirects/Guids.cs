using System.Runtime.InteropServices;
using NanoHost.Loader;

namespace NanoHost.Redirects;

/// <summary>System.Guid: new ones come from the machine's seed.</summary>
public static class Guids
{
    [Replaces("M:System.Guid.NewGuid")]
    public static Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        MemoryMarshal.Write(bytes, Machine.Current.Random.Next());
        MemoryMarshal.Write(bytes[8..], Machine.Current.Random.Next());
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    [Replaces("M:System.Guid.TryParseGuidWithDashes(System.String,System.Guid@)")]
    public static bool TryParseWithDashes(string? text, out Guid value) => Guid.TryParseExact(text, "D", out value);

    [Replaces("M:System.Guid.ToByteArray")]
    public static byte[] ToByteArray(ref Guid self) => DeviceHeap.Array(self.ToByteArray());

    [Replaces("M:System.Guid.ToString")]
    public static string ToString(ref Guid self) => DeviceHeap.String(self.ToString());
}

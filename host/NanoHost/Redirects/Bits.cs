using System.Runtime.InteropServices;
using NanoHost.Loader;

namespace NanoHost.Redirects;

/// <summary>System.BitConverter.</summary>
public static class Bits
{
    [Replaces("M:System.BitConverter.get_IsLittleEndian")]
    public static bool IsLittleEndian() => true;

    [Replaces("M:System.BitConverter.GetBytes({0})", Types = "System.Boolean System.Char System.Int16 System.UInt16 System.Int32 System.UInt32 System.Int64 System.UInt64 System.Single System.Double")]
    public static byte[] GetBytes<T>(T value)
        where T : unmanaged => DeviceHeap.Array(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray());

    [Replaces("M:System.BitConverter.ToString(System.Byte[])")]
    public static string ToString(byte[] value) => DeviceHeap.String(BitConverter.ToString(value));

    [Replaces("M:System.BitConverter.ToString(System.Byte[],System.Int32)")]
    public static string ToString(byte[] value, int start) => DeviceHeap.String(BitConverter.ToString(value, start));

    [Replaces("M:System.BitConverter.ToString(System.Byte[],System.Int32,System.Int32)")]
    public static string ToString(byte[] value, int start, int length) => DeviceHeap.String(BitConverter.ToString(value, start, length));
}

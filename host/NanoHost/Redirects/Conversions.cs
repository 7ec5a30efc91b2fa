using NanoHost.Loader;

namespace NanoHost.Redirects;

/// <summary>System.Convert: Base64, for what it allocates.</summary>
public static class Conversions
{
    [Replaces("M:System.Convert.ToBase64String(System.Byte[])")]
    public static string ToBase64(byte[] bytes) => DeviceHeap.String(Convert.ToBase64String(bytes));

    [Replaces("M:System.Convert.ToBase64String(System.Byte[],System.Base64FormattingOptions)")]
    public static string ToBase64(byte[] bytes, Base64FormattingOptions options) => DeviceHeap.String(Convert.ToBase64String(bytes, options));

    [Replaces("M:System.Convert.ToBase64String(System.Byte[],System.Int32,System.Int32)")]
    public static string ToBase64(byte[] bytes, int offset, int length) => DeviceHeap.String(Convert.ToBase64String(bytes, offset, length));

    [Replaces("M:System.Convert.ToBase64String(System.Byte[],System.Int32,System.Int32,System.Base64FormattingOptions)")]
    public static string ToBase64(byte[] bytes, int offset, int length, Base64FormattingOptions options) =>
        DeviceHeap.String(Convert.ToBase64String(bytes, offset, length, options));

    [Replaces("M:System.Convert.FromBase64String(System.String)")]
    public static byte[] FromBase64(string text) => DeviceHeap.Array(Convert.FromBase64String(text));

    [Replaces("M:System.Convert.FromBase64CharArray(System.Char[],System.Int32,System.Int32)")]
    public static byte[] FromBase64(char[] text, int offset, int length) => DeviceHeap.Array(Convert.FromBase64CharArray(text, offset, length));
}

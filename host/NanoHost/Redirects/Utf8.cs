using System.Text;

namespace NanoHost.Redirects;

/// <summary>UTF-8 for the library, whose own System.Text.Encoding hides that of .NET. A byte that is no character reads as U+FFFD, as on a device.</summary>
public static class Utf8
{
    /// <summary>The text's bytes.</summary>
    public static byte[] Encode(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The characters of the bytes.</summary>
    public static char[] Decode(byte[] bytes, int index, int count) => Encoding.UTF8.GetChars(bytes, index, count);

    /// <summary>The text as a device holds it: up to the first NUL.</summary>
    public static string ToNul(string text) => text.IndexOf('\0') is var end and >= 0 ? text[..end] : text;
}

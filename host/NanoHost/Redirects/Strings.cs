using System.Collections;
using System.Globalization;
using NanoHost.Loader;

namespace NanoHost.Redirects;

/// <summary>
/// System.String. On a device a string is zero-terminated UTF-8: what is made with a NUL ends there. Comparison and search
/// are ordinal, and case is that of ASCII.
/// </summary>
public static class Strings
{
    /// <summary>What string.Format allocates besides its pieces and its result: $"{i}" costs 420 in all.</summary>
    private const int FormatBytes = 264;

    /// <summary>The instructions of string.Format, which is managed code of the platform: 415 with those of the call.</summary>
    private const int FormatInstructions = 405;

    private static readonly char[] s_white = [' ', '\t', '\n', '\v', '\f', '\r'];

    [Replaces("M:System.String.#ctor(System.Char[])")]
    public static string New(char[]? value) => DeviceHeap.String(Utf8.ToNul(new string(value)));

    [Replaces("M:System.String.#ctor(System.Char,System.Int32)")]
    public static string New(char value, int count) => DeviceHeap.String(Utf8.ToNul(new string(value, count)));

    [Replaces("M:System.String.#ctor(System.Char[],System.Int32,System.Int32)")]
    public static string New(char[] value, int start, int length) => DeviceHeap.String(Utf8.ToNul(new string(value, start, length)));

    [Replaces("M:System.String.Concat(System.Object)")]
    public static string Concat(object? a) => DeviceHeap.String(Text(a));

    [Replaces("M:System.String.Concat(System.Object,System.Object)")]
    public static string Concat(object? a, object? b) => DeviceHeap.String(Text(a) + Text(b));

    [Replaces("M:System.String.Concat(System.Object,System.Object,System.Object)")]
    public static string Concat(object? a, object? b, object? c) => DeviceHeap.String(Text(a) + Text(b) + Text(c));

    [Replaces("M:System.String.Concat(System.Object[])")]
    public static string Concat(object?[] values) => DeviceHeap.String(string.Concat(values.Select(Text)));

    [Replaces("M:System.String.Concat(System.String,System.String)")]
    public static string Concat(string? a, string? b) => DeviceHeap.String(a + b);

    [Replaces("M:System.String.Concat(System.String,System.String,System.String)")]
    public static string Concat(string? a, string? b, string? c) => DeviceHeap.String(a + b + c);

    [Replaces("M:System.String.Concat(System.String,System.String,System.String,System.String)")]
    public static string Concat(string? a, string? b, string? c, string? d) => DeviceHeap.String(a + b + c + d);

    [Replaces("M:System.String.Concat(System.String[])")]
    public static string Concat(string?[] values) => DeviceHeap.String(string.Concat(values));

    [Replaces("M:System.String.Format(System.String,System.Object[])")]
    public static string Format(string format, object?[] values)
    {
        Cpu.Tick(FormatInstructions);
        Cpu.AllocatedByPlatform(FormatBytes);
        var texts = System.Array.ConvertAll(values, value => value is Enum number ? Enums.Number(number) : value);
        foreach (var value in texts)
        {
            if (value is not null)
            {
                Objects.ToString(value);
            }
        }

        return DeviceHeap.String(Utf8.ToNul(string.Format(CultureInfo.InvariantCulture, format, texts)));
    }

    [Replaces("M:System.String.Compare(System.String,System.String)")]
    public static int Compare(string? a, string? b) => Math.Sign(string.CompareOrdinal(a, b));

    [Replaces("M:System.String.CompareTo(System.Object)")]
    public static int CompareTo(string self, object? other) => self.Length < 0 ? 0 : Math.Sign(string.CompareOrdinal(self, (string?)other));

    [Replaces("M:System.String.CompareTo(System.String)")]
    public static int CompareTo(string self, string? other) => self.Length < 0 ? 0 : Math.Sign(string.CompareOrdinal(self, other));

    [Replaces("M:System.String.Contains(System.String)")]
    public static bool Contains(string self, string value) => self.Contains(value, StringComparison.Ordinal);

    [Replaces("M:System.String.StartsWith(System.String)")]
    public static bool StartsWith(string self, string value) => self.StartsWith(value, StringComparison.Ordinal);

    [Replaces("M:System.String.EndsWith(System.String)")]
    public static bool EndsWith(string self, string value) => self.EndsWith(value, StringComparison.Ordinal);

    [Replaces("M:System.String.IndexOf(System.String)")]
    public static int IndexOf(string self, string value) => self.IndexOf(value, StringComparison.Ordinal);

    [Replaces("M:System.String.IndexOf(System.String,System.Int32)")]
    public static int IndexOf(string self, string value, int start) => self.IndexOf(value, start, StringComparison.Ordinal);

    [Replaces("M:System.String.IndexOf(System.String,System.Int32,System.Int32)")]
    public static int IndexOf(string self, string value, int start, int count) => self.IndexOf(value, start, count, StringComparison.Ordinal);

    [Replaces("M:System.String.LastIndexOf(System.String)")]
    public static int LastIndexOf(string self, string value) => self.LastIndexOf(value, StringComparison.Ordinal);

    [Replaces("M:System.String.LastIndexOf(System.String,System.Int32)")]
    public static int LastIndexOf(string self, string value, int start) => self.LastIndexOf(value, start, StringComparison.Ordinal);

    [Replaces("M:System.String.LastIndexOf(System.String,System.Int32,System.Int32)")]
    public static int LastIndexOf(string self, string value, int start, int count) => self.LastIndexOf(value, start, count, StringComparison.Ordinal);

    [Replaces("M:System.String.GetEnumerator")]
    public static IEnumerator GetEnumerator(string self)
    {
        Cpu.AllocatedByPlatform(48);
        return ((IEnumerable)self).GetEnumerator();
    }

    [Replaces("M:System.String.PadLeft(System.Int32,System.Char)")]
    public static string PadLeft(string self, int width, char padding) => DeviceHeap.String(Utf8.ToNul(self.PadLeft(width, padding)));

    [Replaces("M:System.String.PadRight(System.Int32,System.Char)")]
    public static string PadRight(string self, int width, char padding) => DeviceHeap.String(Utf8.ToNul(self.PadRight(width, padding)));

    [Replaces("M:System.String.Split(System.Char[])")]
    public static string[] Split(string self, char[]? separators) => Pieces(self.Split(separators));

    [Replaces("M:System.String.Split(System.Char[],System.Int32)")]
    public static string[] Split(string self, char[]? separators, int count) => Pieces(self.Split(separators, count));

    [Replaces("M:System.String.Substring(System.Int32)")]
    public static string Substring(string self, int start) => DeviceHeap.String(self.Substring(start));

    [Replaces("M:System.String.Substring(System.Int32,System.Int32)")]
    public static string Substring(string self, int start, int length) => DeviceHeap.String(self.Substring(start, length));

    [Replaces("M:System.String.ToCharArray")]
    public static char[] ToCharArray(string self) => DeviceHeap.Array(self.ToCharArray());

    [Replaces("M:System.String.ToCharArray(System.Int32,System.Int32)")]
    public static char[] ToCharArray(string self, int start, int length) => DeviceHeap.Array(self.ToCharArray(start, length));

    [Replaces("M:System.String.ToLower")]
    public static string ToLower(string self) => DeviceHeap.String(string.Create(self.Length, self, (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] | 0x20) : from[i];
        }
    }));

    [Replaces("M:System.String.ToUpper")]
    public static string ToUpper(string self) => DeviceHeap.String(string.Create(self.Length, self, (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = char.IsAsciiLetterLower(from[i]) ? (char)(from[i] & ~0x20) : from[i];
        }
    }));

    [Replaces("M:System.String.Trim")]
    public static string Trim(string self) => DeviceHeap.String(self.Trim(s_white));

    [Replaces("M:System.String.Trim(System.Char[])")]
    public static string Trim(string self, char[]? characters) => DeviceHeap.String(self.Trim(OrWhite(characters)));

    [Replaces("M:System.String.TrimEnd(System.Char[])")]
    public static string TrimEnd(string self, char[]? characters) => DeviceHeap.String(self.TrimEnd(OrWhite(characters)));

    [Replaces("M:System.String.TrimStart(System.Char[])")]
    public static string TrimStart(string self, char[]? characters) => DeviceHeap.String(self.TrimStart(OrWhite(characters)));

    private static char[] OrWhite(char[]? characters) => characters is null or [] ? s_white : characters;

    private static string Text(object? value) => value is null ? "" : Objects.ToString(value) ?? "";

    private static string[] Pieces(string[] pieces)
    {
        foreach (var piece in pieces)
        {
            DeviceHeap.String(piece);
        }

        Cpu.AllocatedByPlatform(12); // the rest of the 204 bytes measured for three pieces
        return DeviceHeap.Array(pieces);
    }
}

using System.Globalization;

namespace NanoApi.References;

/// <summary>The value of a constant that the data gives as C# text.</summary>
internal static class Literal
{
    public static object? Parse(string text, string type) => type switch
    {
        _ when text == "null" => null,
        "System.Boolean" => bool.Parse(text),
        "System.Char" => ParseChar(text[1..^1]),
        "System.String" => text[1..^1],
        "System.SByte" => sbyte.Parse(text, CultureInfo.InvariantCulture),
        "System.Byte" => byte.Parse(text, CultureInfo.InvariantCulture),
        "System.Int16" => short.Parse(text, CultureInfo.InvariantCulture),
        "System.UInt16" => ushort.Parse(text, CultureInfo.InvariantCulture),
        "System.Int32" => int.Parse(text, CultureInfo.InvariantCulture),
        "System.UInt32" => uint.Parse(text, CultureInfo.InvariantCulture),
        "System.Int64" => long.Parse(text, CultureInfo.InvariantCulture),
        "System.UInt64" => ulong.Parse(text, CultureInfo.InvariantCulture),
        "System.Single" => float.Parse(text, CultureInfo.InvariantCulture),
        "System.Double" => double.Parse(text, CultureInfo.InvariantCulture),
        _ => throw new FormatException($"No constant of {type}: {text}"),
    };

    private static char ParseChar(string text) =>
        text.StartsWith(@"\u", StringComparison.Ordinal) ? (char)ushort.Parse(text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) : char.Parse(text);
}

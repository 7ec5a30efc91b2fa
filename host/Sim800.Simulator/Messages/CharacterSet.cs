using System.Text;

namespace Sim800.Simulator.Messages;

/// <summary>AT+CSCS: how numbers, names and texts look on the serial line (fact sheet 7.1, 11.5). Strings hold one character a byte there.</summary>
internal static class CharacterSet
{
    /// <summary>The names in the manual's order.</summary>
    public static readonly string[] Names = ["IRA", "GSM", "UCS2", "HEX", "PCCP", "PCDN", "8859-1"];

    /// <summary>A text as the module prints it.</summary>
    public static string Encode(string text, string set) => set switch
    {
        "UCS2" => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)),
        "HEX" => Convert.ToHexString(GsmAlphabet.Encode(text)),
        _ => Encoding.Latin1.GetString(EightBit(set)?.GetBytes(text) ?? GsmAlphabet.Encode(text)),
    };

    /// <summary>A text as the host has typed it; null if it is none in this set.</summary>
    public static string? Decode(string typed, string set)
    {
        try
        {
            return set switch
            {
                "UCS2" => typed.Length % 4 == 0 ? Encoding.BigEndianUnicode.GetString(Convert.FromHexString(typed)) : null,
                "HEX" => GsmAlphabet.Decode(Convert.FromHexString(typed)),
                _ => EightBit(set)?.GetString(Encoding.Latin1.GetBytes(typed)) ?? GsmAlphabet.Decode(Encoding.Latin1.GetBytes(typed)),
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The sets that .NET has; null for the default alphabet.</summary>
    private static Encoding? EightBit(string set) => set switch
    {
        "IRA" => Encoding.ASCII,
        "8859-1" => Encoding.Latin1,
        "PCCP" => CodePagesEncodingProvider.Instance.GetEncoding(437),
        "PCDN" => CodePagesEncodingProvider.Instance.GetEncoding(865),
        _ => null,
    };
}

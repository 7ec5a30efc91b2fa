using System.Text;

namespace Sim800.Simulator.Serial;

/// <summary>The line ends around texts, by ATV (fact sheet 1.3).</summary>
internal static class Framing
{
    /// <summary>A line of information text: the first of an answer is preceded by a line end, those that follow are joined to it.</summary>
    public static byte[] Information(string text, bool first, bool verbose) =>
        Latin(verbose && first ? $"\r\n{text}\r\n" : $"{text}\r\n");

    /// <summary>A result code: a framed word, or its digit and a carriage return.</summary>
    public static byte[] Result(string word, int digit, bool verbose) =>
        Latin(verbose ? $"\r\n{word}\r\n" : $"{digit}\r");

    /// <summary>An unsolicited code.</summary>
    public static byte[] Unsolicited(string text) => Latin($"\r\n{text}\r\n");

    /// <summary>The request for payload.</summary>
    public static byte[] Prompt(bool space) => Latin(space ? "\r\n> " : "\r\n>");

    /// <summary>One byte for each character, so that binary data may travel in strings.</summary>
    public static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);
}

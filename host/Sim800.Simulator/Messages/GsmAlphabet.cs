using System.Text;

namespace Sim800.Simulator.Messages;

/// <summary>The default alphabet of short messages with its extension (3GPP 23.038, 6.2.1).</summary>
internal static class GsmAlphabet
{
    private const char Escape = '\x1B';

    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>Behind an escape; the places are those of <see cref="ExtensionCodes"/>.</summary>
    private const string Extension = "\f^{}\\[~]|€";

    private const string ExtensionCodes = "\x0A\x14\x28\x29\x2F\x3C\x3D\x3E\x40\x65";

    /// <summary>Whether a text can be said in it.</summary>
    public static bool Holds(string text) => text.All(c => c != Escape && (Basic.Contains(c) || Extension.Contains(c)));

    /// <summary>One septet a character, two for those of the extension; a question mark for what it lacks.</summary>
    public static byte[] Encode(string text)
    {
        var septets = new List<byte>(text.Length);
        foreach (var c in text)
        {
            if (Basic.IndexOf(c) is >= 0 and var code && c != Escape)
            {
                septets.Add((byte)code);
            }
            else if (Extension.IndexOf(c) is >= 0 and var place)
            {
                septets.AddRange([(byte)Escape, (byte)ExtensionCodes[place]]);
            }
            else
            {
                septets.Add((byte)'?');
            }
        }

        return [.. septets];
    }

    /// <summary>The text of septets.</summary>
    public static string Decode(IReadOnlyList<byte> septets)
    {
        var text = new StringBuilder();
        for (var i = 0; i < septets.Count; i++)
        {
            var code = septets[i] & 0x7F;
            if (code == Escape && i + 1 < septets.Count && ExtensionCodes.IndexOf((char)septets[i + 1]) is >= 0 and var place)
            {
                text.Append(Extension[place]);
                i++;
            }
            else
            {
                text.Append(Basic[code]);
            }
        }

        return text.ToString();
    }
}

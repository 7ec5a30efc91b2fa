using NanoHost.Redirects;

namespace System.Text;

/// <summary>Decodes whole characters only and keeps no state: what is incomplete at the end is not used.</summary>
internal sealed class UTF8Decoder : Decoder
{
    public override void Convert(
        byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex, int charCount, bool flush, out int bytesUsed, out int charsUsed, out bool completed)
    {
        bytesUsed = 0;
        charsUsed = 0;
        while (bytesUsed < byteCount)
        {
            var length = Math.Min(LengthOf(bytes[byteIndex + bytesUsed]), byteCount - bytesUsed);
            if (length < LengthOf(bytes[byteIndex + bytesUsed]) && !flush)
            {
                break;
            }

            var decoded = Utf8.Decode(bytes, byteIndex + bytesUsed, length);
            if (charsUsed + decoded.Length > charCount)
            {
                break;
            }

            Array.Copy(decoded, 0, chars, charIndex + charsUsed, decoded.Length);
            charsUsed += decoded.Length;
            bytesUsed += length;
        }

        completed = bytesUsed == byteCount;
    }

    private static int LengthOf(byte lead) => lead switch
    {
        >= 0xF0 => 4,
        >= 0xE0 => 3,
        >= 0xC0 => 2,
        _ => 1,
    };
}

namespace Sim800.Nano.Parsing;

/// <summary>The characters of the packed text tables, so that a row reads as the word it holds.</summary>
internal static class Ascii
{
    public const byte Backspace = 8;
    public const byte LineFeed = 10;
    public const byte Return = 13;
    public const byte Substitute = 26;
    public const byte Escape = 27;
    public const byte Space = 32;
    public const byte Quote = 34;
    public const byte Plus = 43;
    public const byte Comma = 44;
    public const byte Dash = 45;
    public const byte Dot = 46;
    public const byte N0 = 48;
    public const byte N1 = 49;
    public const byte N2 = 50;
    public const byte N3 = 51;
    public const byte N4 = 52;
    public const byte N9 = 57;
    public const byte Colon = 58;
    public const byte Semicolon = 59;
    public const byte Equal = 61;
    public const byte Prompt = 62;
    public const byte Ask = 63;
    public const byte A = 65;
    public const byte B = 66;
    public const byte C = 67;
    public const byte D = 68;
    public const byte E = 69;
    public const byte F = 70;
    public const byte G = 71;
    public const byte H = 72;
    public const byte I = 73;
    public const byte K = 75;
    public const byte L = 76;
    public const byte M = 77;
    public const byte N = 78;
    public const byte O = 79;
    public const byte P = 80;
    public const byte Q = 81;
    public const byte R = 82;
    public const byte S = 83;
    public const byte T = 84;
    public const byte U = 85;
    public const byte V = 86;
    public const byte W = 87;
    public const byte X = 88;
    public const byte Y = 89;
    public const byte Z = 90;
    public const byte a = 97;
    public const byte d = 100;
    public const byte e = 101;
    public const byte f = 102;
    public const byte l = 108;
    public const byte y = 121;

    /// <summary>Eight zeros.</summary>
    public const long Zeros = 0x3030_3030_3030_3030;

    /// <summary>A line feed for Array.IndexOf, which is native, finds the end of a line for the price of one step of a managed loop, and wants an object.</summary>
    public static readonly object BoxedLineFeed = LineFeed;

    /// <summary>The value of a hexadecimal digit; negative if it is none.</summary>
    public static int HexOf(byte digit)
    {
        if (digit <= N9)
        {
            return digit >= N0 ? digit - N0 : -1;
        }

        int value = (digit | Space) - a;
        return value >= 0 && value <= f - a ? value + 10 : -1;
    }

    /// <summary>
    /// Reads a number of eight hexadecimal digits with capital letters, all at once: one a byte, the last in the highest, each without the bits of <see cref="Zeros"/>.
    /// Negative if one of them is none.
    /// </summary>
    public static long ReadHex(long digits)
    {
        // A letter has bit 6; it is 0x71 to 0x76.
        long letters = digits & 0x4040_4040_4040_4040;
        digits -= (letters >> 6) * 0x67;

        // Each is at most 15, and more than 9 if, and only if, it was a letter.
        if (((digits & -0x0F0F_0F0F_0F0F_0F10) | (((digits + 0x0606_0606_0606_0606) & 0x1010_1010_1010_1010) ^ (letters >> 2))) != 0)
        {
            return -1;
        }

        // Each two neighbours become one, three times.
        digits = ((digits * 0x1001) >> 8) & 0x00FF_00FF_00FF_00FF;
        digits = ((digits * 0x0100_0001) >> 16) & 0x0000_FFFF_0000_FFFF;
        return (long)((ulong)(digits * 0x0001_0000_0000_0001) >> 32);
    }

    /// <summary>Reads a number from the first digit on, and leaves the place behind it; -1 if there is none.</summary>
    public static int ReadNumber(byte[] bytes, ref int at, int end)
    {
        while (at < end && (bytes[at] < N0 || bytes[at] > N9))
        {
            at++;
        }

        int value = -1;
        for (; at < end && bytes[at] >= N0 && bytes[at] <= N9; at++)
        {
            value = (value < 0 ? 0 : value * 10) + bytes[at] - N0;
        }

        return value;
    }

    /// <summary>Reads an IPv4 address, its first number into the highest byte, and leaves the place behind it; 0 if there is none.</summary>
    public static uint ReadAddress(byte[] bytes, ref int at, int end)
    {
        uint address = 0;
        for (int i = 0; i < 4; i++)
        {
            int part = ReadNumber(bytes, ref at, end);
            if (part < 0)
            {
                return 0;
            }

            address = (address << 8) + (uint)part;
        }

        return address;
    }

    /// <summary>Finds a character; the end if it is not there.</summary>
    public static int Find(byte[] bytes, byte character, int at, int end)
    {
        while (at < end && bytes[at] != character)
        {
            at++;
        }

        return at;
    }

    /// <summary>Says whether bytes begin with a text.</summary>
    public static bool Begins(byte[] bytes, int at, int end, string text)
    {
        int length = text.Length;
        bool same = end - at >= length;
        for (int i = 0; i < length && same; i++)
        {
            same = bytes[at + i] == (byte)text[i];
        }

        return same;
    }

    /// <summary>Makes a string of bytes that are characters.</summary>
    public static string ToText(byte[] bytes, int offset, int count)
    {
        char[] characters = new char[count];
        for (int i = 0; i < count; i++)
        {
            characters[i] = (char)bytes[offset + i];
        }

        return new string(characters);
    }
}

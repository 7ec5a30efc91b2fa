using System;

namespace Sim800.Nano.Parsing;

// The numbers of a line, between commas.
internal sealed partial class Parser
{
    private const int FieldCount = 4;
    private const int Decimal = 10;
    private const int Hexadecimal = 16;

    private static readonly object s_comma = Ascii.Comma;

    /// <summary>How many fields the last line had, up to four.</summary>
    public int Fields;

    /// <summary>The numbers of the last line, if it is one whose kind has some; -1 where there is none.</summary>
    public readonly int[] Numbers = new int[FieldCount];

    /// <summary>A number of the last line: decimal, or hexadecimal where it is in quotes; -1 where there is none.</summary>
    public int Field(int index) => index < Fields ? Numbers[index] : -1;

    private void ReadFields(int at, int end)
    {
        byte[] window = Window;
        int[] numbers = Numbers;
        int count = 0;
        if (window[at] == Ascii.Space && at + 1 < end)
        {
            at++;
        }

        while (at < end && count < FieldCount)
        {
            // Most fields are one digit and a comma, or the end of the line.
            int value = window[at] - Ascii.N0;
            int behind = window[at + 1];
            if ((uint)value < Decimal && (behind == Ascii.Comma || at + 1 == end))
            {
                at++;
            }
            else
            {
                int from = at;
                at = Array.IndexOf(window, s_comma, from, end - from);
                if (at < 0)
                {
                    at = end;
                }

                // What is only a few digits in quotes is read at once.
                int digits = at - from - 2;
                long number = value == Ascii.Quote - Ascii.N0 && window[at - 1] == Ascii.Quote && (uint)(digits - 1) < Word
                    ? Ascii.ReadHex((BitConverter.ToInt64(window, from + 1) ^ Ascii.Zeros) << ((Word - digits) * BitsPerByte))
                    : -1;
                value = number >= 0 ? (int)number : ReadField(from, at);
            }

            numbers[count++] = value;
            at++;
        }

        Fields = count;
        while (count < FieldCount)
        {
            numbers[count++] = -1;
        }
    }

    // Letter by letter: quotes change the radix, and what is no digit in it counts for nothing.
    private int ReadField(int at, int end)
    {
        int value = -1;
        int radix = Decimal;
        for (; at < end; at++)
        {
            byte letter = Window[at];
            int digit = letter - Ascii.N0;
            if ((uint)digit >= Decimal)
            {
                if (letter == Ascii.Quote)
                {
                    radix ^= Decimal ^ Hexadecimal;
                    continue;
                }

                digit = Ascii.HexOf(letter);
                if (digit < 0 || digit >= radix)
                {
                    continue;
                }
            }

            value = value < 0 ? digit : (value * radix) + digit;
        }

        return value;
    }
}

using System;

namespace Sim800.Nano.Parsing;

// The numbers of a line, between commas.
internal sealed partial class Parser
{
    private const int FieldCount = 4;
    private const int Decimal = 10;
    private const int Hexadecimal = 16;

    private static readonly object s_comma = Ascii.Comma;

    // Those that the last line does not have are -1.
    private readonly int[] _fields = new int[FieldCount];

    /// <summary>How many fields the last line had, up to four.</summary>
    public int Fields;

    /// <summary>A number of the last line: decimal, or hexadecimal where it is in quotes; -1 where there is none.</summary>
    public int Field(int index) => index < Fields ? _fields[index] : -1;

    private void ReadFields(int at, int end)
    {
        byte[] window = Window;
        int[] fields = _fields;
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

                value = ReadField(from, at);
            }

            fields[count++] = value;
            at++;
        }

        Fields = count;
        while (count < FieldCount)
        {
            fields[count++] = -1;
        }
    }

    // Digits in quotes are read together. What is not only digits goes letter by letter, and so does what is too long for that.
    private int ReadField(int at, int end)
    {
        byte[] window = Window;
        int digits = end - at - 2;
        if (window[at] == Ascii.Quote && window[end - 1] == Ascii.Quote && (uint)(digits - 1) < Word)
        {
            long number = Ascii.ReadHex(window, at + 1, digits);
            if (number >= 0)
            {
                return (int)number;
            }
        }

        int value = -1;
        int radix = Decimal;
        for (; at < end; at++)
        {
            int digit = window[at] - Ascii.N0;
            if ((uint)digit >= Decimal)
            {
                if (digit == Ascii.Quote - Ascii.N0)
                {
                    radix ^= Decimal ^ Hexadecimal;
                    continue;
                }

                digit = Ascii.HexOf(window[at]);
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

using System;
using Sim800.Nano.Parsing;
using static Sim800.Nano.Parsing.Ascii;

namespace Sim800.Nano.DataMode;

/// <summary>
/// The texts with which the module ends data mode by itself (application note 3.2.4; fact sheet 4). They look like payload, so one that is found
/// is only a candidate.
/// </summary>
internal static class StatusText
{
    /// <summary>No text is longer, its line ends included.</summary>
    public const int Longest = 21;

    // Array.IndexOf is native, and random payload has no return among its last bytes: then that is all.
    private static readonly object s_return = Return;

    /// <summary>Packed: length, text; the frequent first.</summary>
    private static readonly byte[] s_rows =
    {
        10, Return, LineFeed, C, L, O, S, E, D, Return, LineFeed,
        15, Return, LineFeed, Plus, P, D, P, Colon, Space, D, E, A, C, T, Return, LineFeed,
        21, Return, LineFeed, N, O, R, M, A, L, Space, P, O, W, E, R, Space, D, O, W, N, Return, LineFeed,
        7, Return, LineFeed, R, D, Y, Return, LineFeed,
        0,
    };

    /// <summary>How many of the last bytes are the beginning of such a text, or one that is whole.</summary>
    public static int Tail(byte[] bytes, int start, int end, out bool whole)
    {
        whole = false;
        int at = end - start > Longest ? end - Longest : start;
        while (at < end)
        {
            at = Array.IndexOf(bytes, s_return, at, end - at);
            if (at < 0)
            {
                break;
            }

            if (Begins(bytes, at, end - at, out whole))
            {
                return end - at;
            }

            at++;
        }

        return 0;
    }

    private static bool Begins(byte[] bytes, int at, int count, out bool whole)
    {
        whole = false;
        byte[] rows = s_rows;
        for (int row = 0; rows[row] != 0; row += rows[row] + 1)
        {
            int same = 0;
            while (same < count && same < rows[row] && rows[row + 1 + same] == bytes[at + same])
            {
                same++;
            }

            if (same == count)
            {
                whole = count == rows[row];
                return true;
            }
        }

        return false;
    }
}

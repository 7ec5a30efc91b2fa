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

    /// <summary>No more is looked at, and no more is held back.</summary>
    public const int Reach = 128;

    private const int LineEnd = 2;

    // Array.IndexOf is native.
    private static readonly object s_return = Return;

    /// <summary>Packed: length, text; the frequent first. A module that restarts says three things at three times, because it echoes too, and an echo may spoil one.</summary>
    private static readonly byte[] s_rows =
    {
        10, Return, LineFeed, C, L, O, S, E, D, Return, LineFeed,
        15, Return, LineFeed, Plus, P, D, P, Colon, Space, D, E, A, C, T, Return, LineFeed,
        21, Return, LineFeed, N, O, R, M, A, L, Space, P, O, W, E, R, Space, D, O, W, N, Return, LineFeed,
        7, Return, LineFeed, R, D, Y, Return, LineFeed,
        16, Return, LineFeed, Plus, C, P, I, N, Colon, Space, R, E, A, D, Y, Return, LineFeed,
        14, Return, LineFeed, C, a, l, l, Space, R, e, a, d, y, Return, LineFeed,
        0,
    };

    /// <summary>
    /// How many of the last bytes may be the module's own: the beginning of such a text, or one that is whole with nothing behind it but what the module goes on with in command mode: lines, for what the
    /// peer was to get may be a command now that is refused, and the echo of an escape.
    /// </summary>
    public static int Tail(byte[] bytes, int start, int end, out bool whole)
    {
        whole = false;
        int at = end - Reach;
        at = at < start ? start : at;
        while (at < end && (at = Array.IndexOf(bytes, s_return, at, end - at)) >= 0)
        {
            if (at + 1 == end || (bytes[at + 1] == LineFeed && Begins(bytes, at, end, out whole)))
            {
                return end - at;
            }

            at++;
        }

        return 0;
    }

    private static bool Begins(byte[] bytes, int at, int end, out bool whole)
    {
        byte[] rows = s_rows;
        for (int row = 0; rows[row] != 0; row += rows[row] + 1)
        {
            int length = rows[row];
            int same = 0;
            while (at + same < end && same < length && rows[row + 1 + same] == bytes[at + same])
            {
                same++;
            }

            whole = same == length;
            if (at + same == end || (whole && AreLines(bytes, at + same, end)))
            {
                return true;
            }
        }

        whole = false;
        return false;
    }

    // The last line may be under way.
    private static bool AreLines(byte[] bytes, int at, int end)
    {
        while (at < end)
        {
            if (bytes[at] == Plus)
            {
                at++;
                continue;
            }

            if (bytes[at] != Return || (at + 1 < end && bytes[at + 1] != LineFeed))
            {
                return false;
            }

            at += LineEnd;
            int lineEnd = at < end ? Array.IndexOf(bytes, BoxedLineFeed, at, end - at) : -1;
            at = lineEnd < 0 ? end : lineEnd + 1;
        }

        return true;
    }
}

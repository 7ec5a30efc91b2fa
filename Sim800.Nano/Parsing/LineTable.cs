using static Sim800.Nano.Parsing.Ascii;

namespace Sim800.Nano.Parsing;

/// <summary>
/// The lines of the module (fact sheet 1.4, 1.7, 2, 4), packed: length, kind, text. An index says where a line is to be looked for;
/// among those that it does not tell apart, the frequent ones stand first.
/// </summary>
internal static class LineTable
{
    /// <summary>What a kind has that is followed by fields.</summary>
    public const byte Prefix = 128;

    /// <summary>What a kind has whose link is among its fields, in multi connection mode.</summary>
    public const byte Numbered = 64 | Prefix;

    /// <summary>How many slots the index has: more than rows, and so many that the frequent rows have one of their own.</summary>
    public const int Slots = 61;

    /// <summary>Where the first row begins.</summary>
    public const int First = 2;

    /// <summary>Where in a row its kind is, and where its text.</summary>
    public const int Kind = 1;
    public const int Text = 2;

    /// <summary>The rows, each at an even place, so that a byte of the index can say where. A length of 0 ends them.</summary>
    public static readonly byte[] Rows =
    {
        0, 0,
        10, LineKind.Received | Numbered, Plus, C, I, P, R, X, G, E, T, Colon,
        12, LineKind.DataAccept | Numbered, D, A, T, A, Space, A, C, C, E, P, T, Colon,
        6, LineKind.Registration | Prefix, Plus, C, R, E, G, Colon,
        2, LineKind.Ok, O, K,
        5, LineKind.Error, E, R, R, O, R, 0,
        9, LineKind.Pushed | Numbered, Plus, R, E, C, E, I, V, E, Comma, 0,
        5, LineKind.Pushed | Numbered, Plus, I, P, D, Comma, 0,
        11, LineKind.ModuleError | Prefix, Plus, C, M, E, Space, E, R, R, O, R, Colon, 0,
        6, LineKind.Closed, C, L, O, S, E, D,
        7, LineKind.PacketRegistration | Prefix, Plus, C, G, R, E, G, Colon, 0,
        10, LineKind.ConnectOk, C, O, N, N, E, C, T, Space, O, K,
        12, LineKind.ConnectFail, C, O, N, N, E, C, T, Space, F, A, I, L,
        8, LineKind.CloseOk, C, L, O, S, E, Space, O, K,
        9, LineKind.SendSize | Numbered, Plus, C, I, P, S, E, N, D, Colon, 0,
        8, LineKind.Marker | Prefix, Plus, C, I, P, M, U, X, Colon,
        9, LineKind.Marker | Prefix, Plus, C, I, P, H, E, A, D, Colon, 0,
        7, LineKind.Attached | Prefix, Plus, C, G, A, T, T, Colon, 0,
        6, LineKind.Sim | Prefix, Plus, C, P, I, N, Colon,
        5, LineKind.Signal | Prefix, Plus, C, S, Q, Colon, 0,
        7, LineKind.SendOk, S, E, N, D, Space, O, K, 0,
        10, LineKind.Accepted | Prefix, R, E, M, O, T, E, Space, I, P, Colon,
        8, LineKind.Acknowledged | Prefix, Plus, C, I, P, A, C, K, Colon,
        7, LineKind.Server | Prefix, S, E, R, V, E, R, Space, 0,
        9, LineKind.SendFail, S, E, N, D, Space, F, A, I, L, 0,
        15, LineKind.AlreadyConnect, A, L, R, E, A, D, Y, Space, C, O, N, N, E, C, T, 0,
        7, LineKind.ShutOk, S, H, U, T, Space, O, K, 0,
        4, LineKind.ContextLost | Prefix, Plus, P, D, P,
        3, LineKind.Ready, R, D, Y, 0,
        6, LineKind.Function | Prefix, Plus, C, F, U, N, Colon,
        4, LineKind.Ring, R, I, N, G,
        6, LineKind.Message | Prefix, Plus, C, M, T, I, Colon,
        9, LineKind.Resolved | Prefix, Plus, C, D, N, S, G, I, P, Colon, 0,
        7, LineKind.Connect, C, O, N, N, E, C, T, 0,
        11, LineKind.MessageError | Prefix, Plus, C, M, S, Space, E, R, R, O, R, Colon, 0,
        2, LineKind.LinkStatus | Prefix, C, Colon,
        11, LineKind.LinkStatus | Prefix, Plus, C, I, P, S, T, A, T, U, S, Colon, 0,
        2, LineKind.ListenerStatus | Prefix, S, Colon,
        6, LineKind.State | Prefix, S, T, A, T, E, Colon,
        10, LineKind.Sender | Prefix, R, E, C, V, Space, F, R, O, M, Colon,
        10, LineKind.CallReady, C, a, l, l, Space, R, e, a, d, y,
        9, LineKind.MessageReady, S, M, S, Space, R, e, a, d, y, 0,
        13, LineKind.PowerDown | Prefix, N, O, R, M, A, L, Space, P, O, W, E, R, Space, 0,
        15, LineKind.PowerDown | Prefix, U, N, D, E, R, Dash, V, O, L, T, A, G, E, Space, P, 0,
        14, LineKind.PowerDown | Prefix, O, V, E, R, Dash, V, O, L, T, A, G, E, Space, P,
        14, LineKind.UnderVoltage | Prefix, U, N, D, E, R, Dash, V, O, L, T, A, G, E, Space,
        13, LineKind.OverVoltage | Prefix, O, V, E, R, Dash, V, O, L, T, A, G, E, Space, 0,
        0,

        // A row is compared eight bytes at a time.
        0, 0, 0, 0, 0, 0, 0,
    };

    /// <summary>Half the place of the row that a slot holds, 0 if it holds none. A row whose slot is taken is in the next free one.</summary>
    public static readonly byte[] Index =
    {
        145, 125, 189, 18, 41, 14, 63, 0, 0, 0, 0, 195, 139, 30, 152, 224, 20, 34, 240, 0,
        0, 0, 0, 45, 94, 0, 0, 1, 68, 74, 79, 109, 134, 174, 176, 201, 0, 0, 0, 50,
        56, 90, 24, 149, 142, 162, 215, 183, 232, 85, 207, 0, 0, 167, 185, 7, 103, 98, 114, 119,
        156,
    };

    /// <summary>Where a line is looked for first: by its first two letters, or four if it begins with a plus, because no row is shorter.</summary>
    public static int SlotOf(int letters) => (byte)letters == Plus ? (int)((uint)letters % Slots) : (ushort)letters % Slots;

    /// <summary>Where the next row begins.</summary>
    public static int Behind(int row) => row + ((Text + Rows[row] + 1) & ~1);
}

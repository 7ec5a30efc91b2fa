using static Sim800.Nano.Parsing.Ascii;

namespace Sim800.Nano.Parsing;

/// <summary>
/// The lines of the module (fact sheet 1.4, 1.7, 2, 4), packed: length, kind, text. Frequent ones stand first, because a search
/// walks from row to row. A kind with <see cref="Prefix"/> is followed by fields.
/// </summary>
internal static class LineTable
{
    public const byte Prefix = 128;

    public static readonly byte[] Rows =
    {
        10, LineKind.Received | Prefix, Plus, C, I, P, R, X, G, E, T, Colon,
        12, LineKind.DataAccept | Prefix, D, A, T, A, Space, A, C, C, E, P, T, Colon,
        6, LineKind.Registration | Prefix, Plus, C, R, E, G, Colon,
        2, LineKind.Ok, O, K,
        5, LineKind.Error, E, R, R, O, R,
        9, LineKind.Pushed | Prefix, Plus, R, E, C, E, I, V, E, Comma,
        5, LineKind.Pushed | Prefix, Plus, I, P, D, Comma,
        11, LineKind.ModuleError | Prefix, Plus, C, M, E, Space, E, R, R, O, R, Colon,
        6, LineKind.Closed, C, L, O, S, E, D,
        7, LineKind.PacketRegistration | Prefix, Plus, C, G, R, E, G, Colon,
        10, LineKind.ConnectOk, C, O, N, N, E, C, T, Space, O, K,
        12, LineKind.ConnectFail, C, O, N, N, E, C, T, Space, F, A, I, L,
        8, LineKind.CloseOk, C, L, O, S, E, Space, O, K,
        9, LineKind.SendSize | Prefix, Plus, C, I, P, S, E, N, D, Colon,
        8, LineKind.Marker | Prefix, Plus, C, I, P, M, U, X, Colon,
        9, LineKind.Marker | Prefix, Plus, C, I, P, H, E, A, D, Colon,
        7, LineKind.Attached | Prefix, Plus, C, G, A, T, T, Colon,
        6, LineKind.Sim | Prefix, Plus, C, P, I, N, Colon,
        5, LineKind.Signal | Prefix, Plus, C, S, Q, Colon,
        7, LineKind.SendOk, S, E, N, D, Space, O, K,
        10, LineKind.Accepted | Prefix, R, E, M, O, T, E, Space, I, P, Colon,
        8, LineKind.Acknowledged | Prefix, Plus, C, I, P, A, C, K, Colon,
        7, LineKind.Server | Prefix, S, E, R, V, E, R, Space,
        9, LineKind.SendFail, S, E, N, D, Space, F, A, I, L,
        15, LineKind.AlreadyConnect, A, L, R, E, A, D, Y, Space, C, O, N, N, E, C, T,
        7, LineKind.ShutOk, S, H, U, T, Space, O, K,
        4, LineKind.ContextLost | Prefix, Plus, P, D, P,
        3, LineKind.Ready, R, D, Y,
        6, LineKind.Function | Prefix, Plus, C, F, U, N, Colon,
        4, LineKind.Ring, R, I, N, G,
        6, LineKind.Message | Prefix, Plus, C, M, T, I, Colon,
        9, LineKind.Resolved | Prefix, Plus, C, D, N, S, G, I, P, Colon,
        7, LineKind.Connect, C, O, N, N, E, C, T,
        11, LineKind.MessageError | Prefix, Plus, C, M, S, Space, E, R, R, O, R, Colon,
        2, LineKind.LinkStatus | Prefix, C, Colon,
        11, LineKind.LinkStatus | Prefix, Plus, C, I, P, S, T, A, T, U, S, Colon,
        2, LineKind.ListenerStatus | Prefix, S, Colon,
        6, LineKind.State | Prefix, S, T, A, T, E, Colon,
        10, LineKind.Sender | Prefix, R, E, C, V, Space, F, R, O, M, Colon,
        10, LineKind.CallReady, C, a, l, l, Space, R, e, a, d, y,
        9, LineKind.MessageReady, S, M, S, Space, R, e, a, d, y,
        13, LineKind.PowerDown | Prefix, N, O, R, M, A, L, Space, P, O, W, E, R, Space,
        15, LineKind.PowerDown | Prefix, U, N, D, E, R, Dash, V, O, L, T, A, G, E, Space, P,
        14, LineKind.PowerDown | Prefix, O, V, E, R, Dash, V, O, L, T, A, G, E, Space, P,
        14, LineKind.UnderVoltage | Prefix, U, N, D, E, R, Dash, V, O, L, T, A, G, E, Space,
        13, LineKind.OverVoltage | Prefix, O, V, E, R, Dash, V, O, L, T, A, G, E, Space,
        0,

        // A row is compared eight bytes at a time.
        0, 0, 0, 0, 0, 0, 0,
    };
}

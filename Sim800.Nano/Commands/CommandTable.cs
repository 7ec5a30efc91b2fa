using Sim800.Nano.Parsing;
using static Sim800.Nano.Parsing.Ascii;

namespace Sim800.Nano.Commands;

/// <summary>
/// The commands as data, packed: length of the text, kind of line that ends the answer well, kind of line that carries the information
/// before it, longest time to the end in seconds, text after AT. An error line ends every answer.
/// Times are the manual's maximum where it gives one (fact sheet 5.8), else ours.
/// </summary>
internal static class CommandTable
{
    public const int Head = 4;
    public const int End = 1;
    public const int Information = 2;
    public const int Limit = 3;

    public static readonly byte[] Rows =
    {
        // Send: ends at the prompt, then at its result; 10 s each.
        9, LineKind.DataAccept, 0, 10, Plus, C, I, P, S, E, N, D, Equal,
        12, LineKind.Ok, 0, 5, Plus, C, I, P, R, X, G, E, T, Equal, N2, Comma,
        11, LineKind.Ok, LineKind.DataCount, 5, Plus, C, I, P, R, X, G, E, T, Equal, N4,

        // Probe: what follows is not echoed any more.
        2, LineKind.Ok, 0, 1, E, N0,

        // Setup: numbered errors, no echo: the probe may have gone unheard all the same.
        10, LineKind.Ok, 0, 3, Plus, C, M, E, E, Equal, N1, Semicolon, E, N0,
        5, LineKind.Ok, 0, 3, Plus, I, P, R, Equal,
        6, LineKind.Ok, LineKind.Sim, 5, Plus, C, P, I, N, Ask,
        6, LineKind.Ok, LineKind.Registration, 5, Plus, C, R, E, G, Ask,
        7, LineKind.Ok, LineKind.Attached, 10, Plus, C, G, A, T, T, Ask,
        4, LineKind.Ok, LineKind.Signal, 5, Plus, C, S, Q,

        // Mode: how many connections. The settings that hold for all of them, and the access point, stand on its line.
        8, LineKind.Ok, 0, 5, Plus, C, I, P, M, U, X, Equal,
        6, LineKind.Ok, 0, 5, Plus, C, S, T, T, Equal,
        6, LineKind.Ok, 0, 85, Plus, C, I, I, C, R,
        6, LineKind.Address, 0, 10, Plus, C, I, F, S, R,

        // Connect: its OK only; the result belongs to the link.
        10, LineKind.Ok, 0, 10, Plus, C, I, P, S, T, A, R, T, Equal,
        9, LineKind.Ok, LineKind.SendSize, 5, Plus, C, I, P, S, E, N, D, Ask,
        10, LineKind.CloseOk, 0, 10, Plus, C, I, P, C, L, O, S, E, Equal,
        8, LineKind.ShutOk, 0, 65, Plus, C, I, P, S, H, U, T,
        7, LineKind.Ok, 0, 5, Plus, C, S, C, L, K, Equal,
        8, LineKind.PowerDown, 0, 10, Plus, C, P, O, W, D, Equal, N1,

        // Marker: its information line tells its OK from one that is owed, and its value a module that has restarted.
        8, LineKind.Ok, LineKind.Marker, 1, Plus, C, I, P, M, U, X, Ask,

        // Resolve: its OK only; the addresses come later.
        9, LineKind.Ok, 0, 10, Plus, C, D, N, S, G, I, P, Equal,
        0, LineKind.Ok, 0, 0,

        // SingleMarker: in single connection mode AT+CIPMUX? says what it says after a restart; this one does not.
        9, LineKind.Ok, LineKind.Marker, 1, Plus, C, I, P, H, E, A, D, Ask,
        10, LineKind.Ok, 0, 5, Plus, C, I, P, Q, S, E, N, D, Equal,
        10, LineKind.Ok, 0, 5, Plus, C, I, P, R, X, G, E, T, Equal,
        9, LineKind.Ok, 0, 5, Plus, C, I, P, S, R, I, P, Equal,
        8, LineKind.Ok, 0, 5, Plus, C, I, P, A, T, S, Equal,
        9, LineKind.Ok, 0, 5, Plus, C, I, P, H, E, A, D, Equal,
        11, LineKind.Ok, 0, 5, Plus, C, I, P, S, H, O, W, T, P, Equal,
        8, LineKind.Ok, 0, 5, Plus, C, I, P, T, K, A, Equal,
        9, LineKind.Ok, 0, 5, Plus, C, D, N, S, C, F, G, Equal,

        // Status: OK comes first. In multi connection mode six lines follow the state, in single none.
        10, LineKind.LastLinkStatus, LineKind.Ok, 5, Plus, C, I, P, S, T, A, T, U, S,
        10, LineKind.State, LineKind.Ok, 5, Plus, C, I, P, S, T, A, T, U, S,
        11, LineKind.Ok, 0, 5, Plus, C, I, P, S, T, A, T, U, S, Equal,
        12, LineKind.Ok, 0, 5, Plus, C, I, P, R, X, G, E, T, Equal, N3, Comma,
        8, LineKind.Ok, 0, 5, Plus, C, L, P, O, R, T, Equal,
        12, LineKind.Ok, 0, 5, Plus, C, I, P, U, D, P, M, O, D, E, Equal,

        // Data mode. Resume: ATO.
        9, LineKind.Ok, 0, 5, Plus, C, I, P, M, O, D, E, Equal,
        1, LineKind.Connect, 0, 10, O,
        11, LineKind.Ok, 0, 10, Plus, C, I, P, S, E, R, V, E, R, Equal,

        // EndListening: its result follows the OK. SendText: as Send; in single connection mode nothing follows it.
        12, LineKind.Server, 0, 10, Plus, C, I, P, S, E, R, V, E, R, Equal, N0,
        8, LineKind.DataAccept, 0, 10, Plus, C, I, P, S, E, N, D,
        7, LineKind.Ok, LineKind.Acknowledged, 5, Plus, C, I, P, A, C, K,

        // Choose: always on the line of what depends on it.
        10, LineKind.Ok, 0, 5, Plus, C, I, P, S, G, T, X, T, Equal,

        // Bearer: GPRS, and the access point for a context that the module opens by itself.
        11, LineKind.Ok, 0, 5, Plus, C, I, P, C, S, G, P, Equal, N1, Comma,

        // ProbeInWords: for a module that has been told to answer in digits, or not at all.
        6, LineKind.Ok, 0, 1, E, N0, Q, N0, V, N1,
        9, LineKind.Ok, 0, 5, Plus, C, I, P, S, P, R, T, Equal,
        6, LineKind.Ok, 0, 5, Plus, C, P, I, N, Equal,

        // Asked or said on the line of the marker. AskAddress: refused if no context is up; the command behind it makes its answer end in OK.
        5, LineKind.Ok, 0, 5, Plus, I, P, R, Ask,
        7, LineKind.Ok, 0, 5, Plus, C, S, C, L, K, Ask,
        8, LineKind.Ok, 0, 5, Plus, C, S, C, L, K, Equal, N0,
        9, LineKind.Ok, 0, 5, Plus, C, I, P, M, O, D, E, Ask,
        9, LineKind.Ok, 0, 5, Plus, C, I, P, S, P, R, T, Ask,
        9, LineKind.Ok, 0, 5, Plus, C, I, F, S, R, Semicolon, E, N0,
    };
}

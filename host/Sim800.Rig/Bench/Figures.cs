namespace Sim800.Rig.Bench;

/// <summary>Finds figures of a report by the names that the budgets use, which are those of the JSON and a few sums.</summary>
internal static class Figures
{
    public const string LineEfficiency = "lineEfficiency";

    /// <summary>In place of a board's name, for what is the same on all.</summary>
    public const string AnyBoard = "any";

    /// <summary>The figure on each board; the efficiency on the main one only.</summary>
    /// <exception cref="FormatException">There is no such operation or figure.</exception>
    public static IReadOnlyDictionary<string, double> Of(BenchReport report, string operation, string figure) => (operation, figure) switch
    {
        ("assembly", "ilBytes") => Any(report.Assembly.IlBytes),
        ("assembly", "types") => Any(report.Assembly.Types),
        ("assembly", "methods") => Any(report.Assembly.Methods),
        ("heapAfterOpen", "oneSocketDeviceBytes") => Any(report.OneSocket.Bytes),
        ("heapAfterOpen", "sixSocketsDeviceBytes") => Any(report.SixSockets.Bytes),
        _ => report.Boards.Take(figure == LineEfficiency ? 1 : report.Boards.Count).ToDictionary(board => board.Board, board => Of(board, operation, figure)),
    };

    private static Dictionary<string, double> Any(double value) => new() { [AnyBoard] = value };

    private static double Of(BoardReport board, string operation, string figure)
    {
        var row = board.Operations.FirstOrDefault(row => row.Name == operation) ?? throw new FormatException($"No operation is named {operation}.");
        return figure switch
        {
            "il" => row.Il,
            "platformCalls" => row.PlatformCalls,
            "platformEvents" => row.PlatformEvents,
            "serialEvents" => row.SerialEvents,
            "deviceIl" => row.DeviceIl,
            "allocated" => row.Allocated,
            "eventBytes" => row.EventBytes,
            "wireOut" => row.WireOut,
            "wireIn" => row.WireIn,
            "wireBytes" => row.WireOut + row.WireIn,
            "overhead" => row.Overhead,
            "roundTrips" => row.RoundTrips,
            "simulatedMs" => row.SimulatedMs,
            LineEfficiency => row.LineEfficiency,
            _ => throw new FormatException($"No figure is named {figure}."),
        };
    }
}

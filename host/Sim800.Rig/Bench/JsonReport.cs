using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sim800.Rig.Bench;

/// <summary>The figures for a machine.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(BenchReport report)
    {
        var json = new JsonObject
        {
            ["operations"] = Operations(report.Main),
            ["assembly"] = new JsonObject
            {
                ["ilBytes"] = report.Assembly.IlBytes,
                ["types"] = report.Assembly.Types,
                ["methods"] = report.Assembly.Methods,
            },
            ["heapAfterOpen"] = new JsonObject
            {
                ["oneSocketDeviceBytes"] = report.OneSocket.Bytes,
                ["sixSocketsDeviceBytes"] = report.SixSockets.Bytes,
                ["staticTablesDeviceBytes"] = report.SixSockets.StaticTables,
            },
            ["board"] = report.Main.Board,
            ["otherBoards"] = new JsonObject(report.Boards.Skip(1).Select(other => KeyValuePair.Create(other.Board, (JsonNode?)Operations(other)))),
            ["conditions"] = new JsonArray([.. Conditions.Text]),
        };
        return json.ToJsonString(s_options) + "\n";
    }

    private static JsonArray Operations(BoardReport board) => new([.. board.Operations.Select(row => new JsonObject
    {
        ["name"] = row.Name,
        ["il"] = row.Il,
        ["platformCalls"] = row.PlatformCalls,
        ["platformEvents"] = row.PlatformEvents,
        ["deviceIl"] = row.DeviceIl,
        ["allocated"] = row.Allocated,
        ["eventBytes"] = row.EventBytes,
        ["wireOut"] = row.WireOut,
        ["wireIn"] = row.WireIn,
        ["roundTrips"] = row.RoundTrips,
        ["simulatedMs"] = row.SimulatedMs,
        ["lineEfficiency"] = row.LineEfficiency,
    })]);
}

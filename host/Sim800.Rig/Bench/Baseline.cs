using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sim800.Rig.Bench;

/// <summary>
/// host/budgets.methods.json: what each method, and on the heap each type, had when the budgets were written, so that an exceeded one can name what has grown since. Written
/// together with the budgets; nothing demands that it is younger.
/// </summary>
internal static class Baseline
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Location => RepositoryFile.PathOf("host", "budgets.methods.json");

    /// <summary>By board and operation (<c>ESP32 send64</c>) the shares of the methods; under <c>assembly</c> their sizes, under <c>heapAfterOpen</c> the bytes of each type.</summary>
    public static Dictionary<string, Dictionary<string, long>> Read() =>
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, long>>>(File.ReadAllText(Location), s_options)!;

    /// <summary>A line for each operation.</summary>
    public static void Write(BenchReport report) =>
        File.WriteAllText(Location, $"{{\n{string.Join(",\n", Of(report).Select(entry => $"\"{entry.Key}\":{JsonSerializer.Serialize(entry.Value, s_options)}"))}\n}}\n");

    /// <summary>Those of a report, as the file has them.</summary>
    public static Dictionary<string, Dictionary<string, long>> Of(BenchReport report)
    {
        var all = report.Boards.SelectMany(board => board.Operations.Select(row => KeyValuePair.Create(Key(board.Board, row.Name), ByName(row.Methods)))).ToDictionary();
        all["assembly"] = ByName(report.Assembly.Largest);
        all["heapAfterOpen"] = report.SixSockets.ByType.ToDictionary(entry => entry.Key, entry => (long)entry.Value);
        return all;
    }

    /// <summary>Under which name the methods of a budget are found.</summary>
    public static string Key(string board, string operation) => board == Figures.AnyBoard ? operation : $"{board} {operation}";

    private static Dictionary<string, long> ByName(IEnumerable<MethodShare> shares) => shares.ToDictionary(share => share.Name, share => share.Instructions);
}

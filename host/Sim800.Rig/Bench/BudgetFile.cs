using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sim800.Rig.Bench;

/// <summary>host/budgets.json: a line for each budget.</summary>
internal static class BudgetFile
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Location => RepositoryFile.PathOf("host", "budgets.json");

    /// <exception cref="FormatException">It is not what it should be.</exception>
    public static IReadOnlyList<Budget> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Budget[]>(File.ReadAllText(Location), s_options)!;
        }
        catch (JsonException e)
        {
            throw new FormatException($"{Location}: {e.Message}", e);
        }
    }

    /// <summary>Makes the present figures the budgets and the present methods the baseline; targets and reasons stay.</summary>
    /// <returns>The budgets that were raised: each needs a sentence why.</returns>
    public static IReadOnlyList<Budget> Write(BenchReport report)
    {
        var before = Read();
        Budget[] now = [.. before.Select(budget => budget with { Limits = Rounded(budget.Figure, Figures.Of(report, budget.Operation, budget.Figure)) })];
        File.WriteAllText(Location, $"[\n{string.Join(",\n", now.Select(budget => JsonSerializer.Serialize(budget, s_options)))}\n]\n");
        Baseline.Write(report);
        return [.. before.Zip(now).Where(pair => IsRaised(pair.First, pair.Second)).Select(pair => pair.Second)];
    }

    private static bool IsRaised(Budget before, Budget now) =>
        now.Limits.Any(limit => before.Limits.TryGetValue(limit.Key, out var old) && !before.Holds(limit.Value, old));

    /// <summary>Instructions and flash get about one per cent of room, so that a line of code is no affair; all else gets none.</summary>
    private static Dictionary<string, double> Rounded(string figure, IReadOnlyDictionary<string, double> values) => values.ToDictionary(entry => entry.Key, entry => figure switch
    {
        "il" => RoundedUp(entry.Value, entry.Value < 1000 ? 5 : entry.Value < 10_000 ? 20 : 200),
        "ilBytes" => RoundedUp(entry.Value, 200),
        Figures.LineEfficiency => Math.Floor(entry.Value * 1000) / 1000,
        _ => entry.Value,
    });

    private static double RoundedUp(double value, int unit) => Math.Ceiling(value / unit) * unit;
}

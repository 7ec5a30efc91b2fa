using System.Globalization;

namespace Sim800.Rig.Bench;

/// <summary>Holds a report against the budgets.</summary>
internal static class BudgetCheck
{
    private const int MethodsShown = 12;

    /// <returns>A text for each budget that is exceeded: which, by how much, and what has grown.</returns>
    public static IReadOnlyList<string> Problems(BenchReport report, IReadOnlyList<Budget> budgets, Dictionary<string, Dictionary<string, long>> baseline)
    {
        var present = Baseline.Of(report);
        return [.. from budget in budgets
                   from figure in Figures.Of(report, budget.Operation, budget.Figure)
                   let limit = budget.Limits.TryGetValue(figure.Key, out var known) ? known : throw new FormatException($"{budget.Operation} has no {budget.Figure} for {figure.Key}.")
                   where !budget.Holds(figure.Value, limit)
                   select Describe(budget, figure.Key, figure.Value, limit) + Grown(Baseline.Key(figure.Key, budget.Operation))];

        string Grown(string key)
        {
            var before = baseline.GetValueOrDefault(key) ?? [];
            var grown = from entry in present.GetValueOrDefault(key) ?? []
                        let old = before.GetValueOrDefault(entry.Key)
                        where entry.Value > old
                        orderby entry.Value - old descending, entry.Key
                        select $"\n    {entry.Key}: {old} -> {entry.Value}";
            return string.Concat(grown.Take(MethodsShown));
        }
    }

    private static string Describe(Budget budget, string board, double value, double limit)
    {
        var where = board == Figures.AnyBoard ? budget.Operation : $"{budget.Operation} on {board}";
        return string.Create(CultureInfo.InvariantCulture, $"{where}: the budget of {budget.Figure} is {limit}, and it is {value} now. Its reason: {budget.Reason}");
    }
}

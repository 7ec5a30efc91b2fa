using System.Globalization;
using System.Text;
using NanoHost;

namespace Sim800.Rig.Bench;

/// <summary>docs/costs.md: what stands between two markers is written here, the rest by people.</summary>
internal static class CostsPage
{
    private const int MethodsShown = 8;
    private const int TypesShown = 8;

    public static string Location => RepositoryFile.PathOf("docs", "costs.md");

    public static string PictureLocation => RepositoryFile.PathOf("docs", "costs.svg");

    /// <summary>Puts the present figures into the page, and the picture beside it.</summary>
    public static void Write(BenchReport report)
    {
        var budgets = BudgetFile.Read();
        File.WriteAllText(Location, Render(File.ReadAllText(Location), report, budgets));
        File.WriteAllText(PictureLocation, Picture.Of(report, budgets));
    }

    /// <summary>The page with the figures of a report.</summary>
    /// <exception cref="FormatException">A marker is missing.</exception>
    public static string Render(string page, BenchReport report, IReadOnlyList<Budget> budgets)
    {
        page = Replace(page, "figures", string.Concat(report.Boards.Select(Table)));
        page = Replace(page, "conditions", string.Concat(Conditions.Text.Select(sentence => $"* {sentence}\n")));
        page = Replace(page, "targets", Targets(report, budgets));
        page = Replace(page, "methods", Methods(report.Main));
        return Replace(page, "memory", Memory(report));
    }

    private static string Replace(string page, string section, string content)
    {
        var begin = $"<!-- rig bench: {section} -->\n";
        const string End = "<!-- end -->\n";
        var from = page.IndexOf(begin, StringComparison.Ordinal);
        var to = from < 0 ? -1 : page.IndexOf(End, from, StringComparison.Ordinal);
        return to < 0 ? throw new FormatException($"docs/costs.md has no section '{section}'.") : $"{page[..(from + begin.Length)]}\n{content}\n{page[to..]}";
    }

    private static string Table(BoardReport board)
    {
        var table = new StringBuilder($"**{board.Board}**\n\n");
        table.Append("| operation | IL | platform calls | serial + GPIO events | device IL (estimate) | allocated | by events | bytes out | bytes in | round trips | ms | efficiency |\n");
        table.Append("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var row in board.Operations)
        {
            var efficiency = row.Payload == 0 ? "" : row.LineEfficiency.ToString("P1", CultureInfo.InvariantCulture);
            table.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Il:N0} | {row.PlatformCalls:N0} | {row.SerialEvents} + {row.PinEvents} | {row.DeviceIl:N0} | {row.Allocated:N0} | {row.EventBytes:N0} | {row.WireOut:N0} | {row.WireIn:N0} | {row.RoundTrips} | {row.SimulatedMs:F1} | {efficiency} |\n");
        }

        return table.Append('\n').ToString();
    }

    private static string Targets(BenchReport report, IReadOnlyList<Budget> budgets)
    {
        var table = new StringBuilder("| operation | figure | target | now | |\n|---|---|--:|--:|---|\n");
        foreach (var budget in budgets.Where(budget => budget.Target is not null))
        {
            var values = Figures.Of(report, budget.Operation, budget.Figure).Values;
            var now = string.Join(", ", values.Distinct().Select(value => value.ToString(CultureInfo.InvariantCulture)));
            var met = values.All(value => budget.Holds(value, budget.Target!.Value));
            table.Append(CultureInfo.InvariantCulture, $"| {budget.Operation} | {budget.Figure} | {budget.Target} | {now} | {(met ? "met" : "**missed**")} |\n");
        }

        return table.ToString();
    }

    private static string Methods(BoardReport board)
    {
        var list = new StringBuilder();
        foreach (var row in board.Operations)
        {
            var methods = row.Methods.Take(MethodsShown).Select(method => string.Create(CultureInfo.InvariantCulture, $"`{method.Name}` {method.Instructions:N0}"));
            list.Append(CultureInfo.InvariantCulture, $"* **{row.Name}**, {row.Il:N0}: {string.Join(", ", methods)}\n");
        }

        return list.ToString();
    }

    private static string Memory(BenchReport report)
    {
        var table = new StringBuilder("| | one socket | six sockets |\n|---|--:|--:|\n");
        Row("all", report.OneSocket.Bytes, report.SixSockets.Bytes);
        Row("of it static tables", report.OneSocket.StaticTables, report.SixSockets.StaticTables);
        foreach (var (type, bytes) in report.SixSockets.ByType.Take(TypesShown))
        {
            Row($"`{type}`", Of(report.OneSocket, type), bytes);
        }

        return table.Append(CultureInfo.InvariantCulture, $"\nFlash: {report.Assembly.IlBytes:N0} bytes of IL in {report.Assembly.Methods} methods of {report.Assembly.Types} types.\n").ToString();

        void Row(string name, int one, int six) => table.Append(CultureInfo.InvariantCulture, $"| {name} | {one:N0} | {six:N0} |\n");

        static int Of(HeapEstimate heap, string type) => heap.ByType.FirstOrDefault(entry => entry.Key == type).Value;
    }
}

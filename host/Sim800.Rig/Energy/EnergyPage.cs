using System.Globalization;
using System.Text;
using Sim800.Rig.Bench;

namespace Sim800.Rig.Energy;

/// <summary>docs/energy.md: what stands between two markers is written here, the rest by people.</summary>
internal static class EnergyPage
{
    public static string Location => RepositoryFile.PathOf("docs", "energy.md");

    public static void Write(IReadOnlyList<EnergyFigure> figures, EnergySettings settings) =>
        File.WriteAllText(Location, Render(File.ReadAllText(Location), figures, settings));

    /// <summary>The page with these figures.</summary>
    /// <exception cref="FormatException">A marker is missing.</exception>
    public static string Render(string page, IReadOnlyList<EnergyFigure> figures, EnergySettings settings)
    {
        page = Replace(page, "figures", string.Concat(settings.Intervals.Select(interval => Table(interval, [.. figures.Where(figure => figure.Interval == interval)], settings))));
        return Replace(page, "states", States([.. figures.Where(figure => figure.Interval == 600)]));
    }

    /// <summary>An interval as people say it behind "every".</summary>
    public static string Name(int seconds) => seconds switch
    {
        86_400 => "day",
        3_600 => "hour",
        60 => "minute",
        _ when seconds % 3_600 == 0 => $"{seconds / 3_600} hours",
        _ when seconds % 60 == 0 => $"{seconds / 60} minutes",
        _ => $"{seconds} s",
    };

    private static string Table(int interval, IReadOnlyList<EnergyFigure> figures, EnergySettings settings)
    {
        var table = new StringBuilder($"**A report every {Name(interval)}**\n\n");
        table.Append("| way of working | module, mAh a report | microcontroller | together | mA on average | days |\n|---|--:|--:|--:|--:|--:|\n");
        foreach (var figure in figures)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {figure.Way.Name} | {figure.Module:F3} | {figure.Board:F3} | {figure.Total:F3} | {figure.Average:F2} | {settings.Battery / figure.Average / 24:F0} |\n");
        }

        return table.Append('\n').ToString();
    }

    private static string States(IReadOnlyList<EnergyFigure> figures)
    {
        var states = figures.SelectMany(figure => figure.Parts).Select(part => part.State).Distinct().Order().ToArray();
        var table = new StringBuilder("| way of working |");
        foreach (var state in states)
        {
            table.Append(CultureInfo.InvariantCulture, $" {EnergyWords.Of(state)} |");
        }

        table.Append("\n|---|").Append(string.Concat(Enumerable.Repeat("--:|", states.Length))).Append('\n');
        foreach (var figure in figures)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {figure.Way.Name} |");
            foreach (var state in states)
            {
                var part = figure.Parts.FirstOrDefault(part => part.State == state);
                table.Append(part is null ? " |" : string.Create(CultureInfo.InvariantCulture, $" {part.Charge:F3} ({part.Seconds:F1} s) |"));
            }

            table.Append('\n');
        }

        return table.ToString();
    }

    private static string Replace(string page, string section, string content)
    {
        var begin = $"<!-- rig energy: {section} -->\n";
        const string End = "<!-- end -->\n";
        var from = page.IndexOf(begin, StringComparison.Ordinal);
        var to = from < 0 ? -1 : page.IndexOf(End, from, StringComparison.Ordinal);
        return to < 0 ? throw new FormatException($"docs/energy.md has no section '{section}'.") : $"{page[..(from + begin.Length)]}\n{content}\n{page[to..]}";
    }
}

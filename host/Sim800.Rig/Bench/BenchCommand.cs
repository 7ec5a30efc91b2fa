using System.CommandLine;
using Spectre.Console;

namespace Sim800.Rig.Bench;

/// <summary><c>rig bench</c>: what the driver costs, counted.</summary>
internal static class BenchCommand
{
    /// <summary>The table is wider than a terminal that nobody has asked.</summary>
    private const int Widest = 150;

    public static Command Create()
    {
        var json = new Option<string?>("--json") { Description = "Writes the figures as JSON, to a file or instead of the table.", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
        var svg = new Option<string?>("--svg") { Description = "Draws the instructions of each operation.", HelpName = "FILE" };
        var methods = new Option<string?>("--methods") { Description = "Shows which methods an operation spends its instructions in.", HelpName = "OPERATION" };
        var check = new Option<bool>("--check") { Description = "Fails if a budget (host/budgets.json) is exceeded." };
        var writeBudgets = new Option<bool>("--write-budgets") { Description = "Makes the present figures the budgets." };
        var writePage = new Option<bool>("--write-page") { Description = "Puts the present figures into docs/costs.md and its picture." };
        methods.AcceptOnlyFromAmong([.. Operations.All.Select(operation => operation.Name)]);

        var command = new Command("bench", "Counts what operations of the driver cost: instructions, allocations, bytes and round trips.") { json, svg, methods, check, writeBudgets, writePage };
        command.SetAction(parsed => Run(new BenchSettings
        {
            WantsJson = parsed.GetResult(json) is not null,
            Json = parsed.GetValue(json),
            Svg = parsed.GetValue(svg),
            Methods = parsed.GetValue(methods),
            Check = parsed.GetValue(check),
            WriteBudgets = parsed.GetValue(writeBudgets),
            WritePage = parsed.GetValue(writePage),
        }));
        return command;
    }

    private static int Run(BenchSettings settings)
    {
        var console = AnsiConsole.Console;
        console.Profile.Width = Math.Max(console.Profile.Width, Widest);
        try
        {
            return Write(console, settings, BenchReport.Measure());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or FormatException)
        {
            console.MarkupLineInterpolated($"[red]The bench failed: {e.Message}[/]");
            return 2;
        }
    }

    private static int Write(IAnsiConsole console, BenchSettings settings, BenchReport report)
    {
        if (settings.Json is { } json)
        {
            File.WriteAllText(json, JsonReport.Of(report));
        }
        else if (settings.WantsJson)
        {
            Console.Out.Write(JsonReport.Of(report));
        }

        if (settings.Svg is { } svg)
        {
            File.WriteAllText(svg, Picture.Of(report, BudgetFile.Read()));
        }

        if (settings.Methods is { } operation)
        {
            TableReport.WriteMethods(console, report, operation);
        }
        else if (!settings.WantsJson)
        {
            TableReport.Write(console, report);
        }

        if (settings.WriteBudgets)
        {
            foreach (var raised in BudgetFile.Write(report))
            {
                console.MarkupLineInterpolated($"[yellow]Raised: {raised.Operation}, {raised.Figure}. Its reason must say why.[/]");
            }
        }

        if (settings.WritePage)
        {
            CostsPage.Write(report);
        }

        return settings.Check ? Check(report) : 0;
    }

    private static int Check(BenchReport report)
    {
        var problems = BudgetCheck.Problems(report, BudgetFile.Read(), Baseline.Read());
        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        return problems.Count == 0 ? 0 : 1;
    }
}

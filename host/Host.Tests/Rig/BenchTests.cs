using System.Text.Json;
using Sim800.Rig.Bench;

namespace Host.Tests.Rig;

/// <summary><c>rig bench</c>: the budgets hold, the page tells the truth, and every run gives the same figures.</summary>
public class BenchTests
{
    private const string HowToWrite = "dotnet run --project host/Sim800.Rig -- bench --write-page";

    private static readonly Lazy<BenchReport> s_report = new(BenchReport.Measure);

    private static BenchReport Report => s_report.Value;

    [Fact]
    public void EveryRunGivesTheSameFigures()
    {
        var again = BenchReport.Measure();

        Assert.Equal(JsonReport.Of(Report), JsonReport.Of(again));
        Assert.Equal(JsonSerializer.Serialize(Baseline.Of(Report)), JsonSerializer.Serialize(Baseline.Of(again)));
    }

    [Fact]
    public void NoBudgetIsExceeded()
    {
        var problems = BudgetCheck.Problems(Report, BudgetFile.Read(), Baseline.Read());
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void ThePageAndItsPictureShowThePresentFigures()
    {
        var budgets = BudgetFile.Read();
        var page = File.ReadAllText(Repository.Path("docs", "costs.md"));
        Assert.True(page == CostsPage.Render(page, Report, budgets), $"docs/costs.md is not what the bench measures. Run: {HowToWrite}");
        Assert.True(File.ReadAllText(Repository.Path("docs", "costs.svg")) == Picture.Of(Report, budgets), $"docs/costs.svg is not what the bench measures. Run: {HowToWrite}");
    }

    [Fact]
    public void TheJsonHasARowForEachOperation()
    {
        string[] names =
        [
            "bringUp", "command", "urc", "send64", "send512", "send1460", "receive64", "receive512", "receive1460",
            "dataWrite1460", "dataRead1460", "sleepWake", "idleSecond",
        ];
        using var json = JsonDocument.Parse(JsonReport.Of(Report));
        Assert.Equal(names, json.RootElement.GetProperty("operations").EnumerateArray().Select(row => row.GetProperty("name").GetString()));
    }

    [Fact]
    public void EveryOperationHasABudgetOfInstructionsAndEachBudgetAReason()
    {
        var budgets = BudgetFile.Read();
        Assert.All(Operations.All, operation => Assert.Contains(budgets, budget => budget.Operation == operation.Name && budget.Figure == "il"));
        Assert.All(budgets, budget => Assert.EndsWith(".", budget.Reason));
        Assert.Equal(budgets.Count, budgets.DistinctBy(budget => (budget.Operation, budget.Figure)).Count());
    }

    [Fact]
    public void AnExceededBudgetNamesTheOperationBothFiguresAndWhatHasGrown()
    {
        var row = Report.Main.Operations.Single(operation => operation.Name == "command");
        var budget = new Budget("command", "il", new Dictionary<string, double> { ["ESP32"] = row.Il - 1, ["STM32"] = 1e6 }, null, "Because.");
        var grown = row.Methods[0];
        var before = Baseline.Of(Report);
        before["ESP32 command"][grown.Name]--;

        var problem = Assert.Single(BudgetCheck.Problems(Report, [budget], before));

        Assert.Equal($"command on ESP32: the budget of il is {row.Il - 1}, and it is {row.Il} now. Its reason: Because.\n    {grown.Name}: {grown.Instructions - 1} -> {grown.Instructions}", problem);
    }

    [Fact]
    public void AnEfficiencyMayGrowAndNotShrink()
    {
        var value = Report.Main.Operations.Single(operation => operation.Name == "send1460").LineEfficiency;

        Assert.Empty(Check(value - 0.01));
        Assert.Single(Check(value + 0.01));

        IReadOnlyList<string> Check(double limit) => BudgetCheck.Problems(
            Report, [new Budget("send1460", Figures.LineEfficiency, new Dictionary<string, double> { ["ESP32"] = limit }, null, "")], []);
    }

    [Fact]
    public void ThePartsAddUp() => Assert.All(
        Report.Boards.SelectMany(board => board.Operations).Where(row => Operations.All.Single(operation => operation.Name == row.Name).Parts == 1),
        row =>
        {
            Assert.Equal(row.Il, row.Methods.Sum(method => method.Instructions));
            Assert.True(row.DeviceIl >= row.Il + (181 * row.PlatformEvents) + (3 * row.PlatformCalls));
            Assert.Equal(60 * row.PlatformEvents, row.EventBytes);
            Assert.InRange(row.LineEfficiency, 0, 1);
        });
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sim800.Rig.Energy;

namespace Host.Tests.Rig;

/// <summary><c>rig energy</c>: every run gives the same figures, the page shows them, and its advice follows from them.</summary>
public partial class EnergyTests
{
    private const string HowToWrite = "dotnet run --project host/Sim800.Rig -- energy --write-page";

    private static readonly EnergySettings s_settings = new();
    private static readonly Lazy<IReadOnlyList<EnergyFigure>> s_figures = new(() => EnergyRun.All(s_settings));

    private static IReadOnlyList<EnergyFigure> Figures => s_figures.Value;

    /// <summary>To a few percent, or the last digit: what the driver executes is part of the time, and each change of it would change a digit somewhere.</summary>
    [Fact]
    public void ThePageShowsThePresentFigures()
    {
        var page = File.ReadAllText(Repository.Path("docs", "energy.md"));
        var present = EnergyPage.Render(page, Figures, s_settings);

        Assert.Equal(Number().Replace(present, "#"), Number().Replace(page, "#"));
        Assert.All(Number().Matches(present).Zip(Number().Matches(page)), pair =>
        {
            var (now, shown) = (Value(pair.First), Value(pair.Second));
            var digit = Math.Pow(10, -pair.Second.Value.SkipWhile(c => c != '.').Skip(1).Count());
            Assert.True(Math.Abs(now - shown) <= Math.Max(0.03 * now, 1.01 * digit), $"docs/energy.md shows {shown}, and rig energy measures {now}. Run: {HowToWrite}");
        });

        static double Value(Match match) => double.Parse(match.Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void EveryRunGivesTheSameFigures()
    {
        var settings = s_settings with { Intervals = [60] };
        Assert.Equal(EnergyJson.Of(EnergyRun.All(settings)), EnergyJson.Of(EnergyRun.All(settings)));
    }

    [Fact]
    public void TheJsonHasARowForEachWayAndInterval()
    {
        using var json = JsonDocument.Parse(EnergyJson.Of(Figures));
        Assert.Equal(
            s_settings.Intervals.SelectMany(interval => WayOfWorking.All.Select(way => (way.Name, interval))),
            json.RootElement.EnumerateArray().Select(row => (row.GetProperty("way").GetString()!, row.GetProperty("intervalSeconds").GetInt32())));
    }

    [Fact]
    public void ThePartsAddUp() => Assert.All(Figures, figure =>
    {
        Assert.Equal(figure.Seconds, figure.Parts.Sum(part => part.Seconds), 6);
        Assert.Equal(figure.Module, figure.Parts.Sum(part => part.Charge), 9);
        Assert.InRange(figure.Seconds, figure.Interval, figure.Interval + 30);
    });

    /// <summary>What the page advises: of the module alone, and with the microcontroller asleep.</summary>
    [Fact]
    public void TheAdviceFollows()
    {
        Assert.Equal("connection kept", Best(60).Way.Name);
        Assert.Equal("switched off", Best(600).Way.Name);
        Assert.Equal("switched off", Best(3_600).Way.Name);
        Assert.True(Of("connect per report", 600).Module < Of("connection kept", 600).Module);
        Assert.True(Of("deep sleep", 600).Total < Of("switched off", 600).Total);
        Assert.True(Of("deep sleep", 3_600).Total > Of("switched off", 3_600).Total);
        Assert.All(s_settings.Intervals, interval =>
        {
            Assert.True(Of("idle sleep", interval).Module < Of("always on", interval).Module);
            Assert.True(Of("deep sleep", interval).Total < Of("connect per report", interval).Total);
        });

        static EnergyFigure Best(int interval) => Figures.Where(figure => figure.Interval == interval).MinBy(figure => figure.Module)!;

        static EnergyFigure Of(string way, int interval) => Figures.Single(figure => figure.Way.Name == way && figure.Interval == interval);
    }

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}

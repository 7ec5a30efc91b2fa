using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Sim800.Rig.Energy;

/// <summary><c>rig energy</c>: what a report costs, by what the node does between two of them.</summary>
internal static class EnergyCommand
{
    /// <summary>The table is wider than a terminal that nobody has asked.</summary>
    private const int Widest = 150;

    public static Command Create()
    {
        var defaults = new EnergySettings();
        var interval = new Option<int[]>("--interval") { Description = "From one report to the next, in seconds; may be given again.", DefaultValueFactory = _ => [.. defaults.Intervals] };
        var bytes = new Option<int>("--bytes") { Description = "The length of a report, 1 to 64.", DefaultValueFactory = _ => defaults.Bytes };
        var awake = new Option<double>("--board") { Description = "What the microcontroller draws, in mA.", DefaultValueFactory = _ => defaults.Awake };
        var asleep = new Option<double>("--board-asleep") { Description = "What it draws in deep sleep, in mA.", DefaultValueFactory = _ => defaults.DeepSleep };
        var battery = new Option<double>("--battery") { Description = "What the battery holds, in mAh.", DefaultValueFactory = _ => defaults.Battery };
        var json = new Option<bool>("--json") { Description = "Writes the figures as JSON." };
        var writePage = new Option<bool>("--write-page") { Description = "Puts the figures into docs/energy.md; with the defaults of everything else." };
        interval.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int[]>().Any(seconds => seconds is < 30 or > 604_800))
            {
                result.AddError("--interval takes a number of seconds from 30 to 604800.");
            }
        });
        bytes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 64)
            {
                result.AddError("--bytes takes a number from 1 to 64.");
            }
        });

        var command = new Command("energy", "Says what a report costs in mAh, for each way of working.") { interval, bytes, awake, asleep, battery, json, writePage };
        command.SetAction(parsed => Run(
            new EnergySettings
            {
                Intervals = parsed.GetValue(interval)!,
                Bytes = parsed.GetValue(bytes),
                Awake = parsed.GetValue(awake),
                DeepSleep = parsed.GetValue(asleep),
                Battery = parsed.GetValue(battery),
            },
            parsed.GetValue(json),
            parsed.GetValue(writePage)));
        return command;
    }

    private static int Run(EnergySettings settings, bool json, bool writePage)
    {
        if (writePage)
        {
            EnergyPage.Write(EnergyRun.All(new EnergySettings()), new EnergySettings());
            return 0;
        }

        var figures = EnergyRun.All(settings);
        if (json)
        {
            Console.Write(EnergyJson.Of(figures));
            return 0;
        }

        var console = AnsiConsole.Console;
        console.Profile.Width = Math.Max(console.Profile.Width, Widest);
        foreach (var interval in settings.Intervals)
        {
            Write(console, interval, figures.Where(figure => figure.Interval == interval), settings);
        }

        return 0;
    }

    private static void Write(IAnsiConsole console, int interval, IEnumerable<EnergyFigure> figures, EnergySettings settings)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"{settings.Bytes} bytes every {EnergyPage.Name(interval)}").AddColumn("way of working");
        foreach (var column in (string[])["module, mAh a report", "microcontroller", "together", "mA on average", $"days with {settings.Battery.ToString(CultureInfo.InvariantCulture)} mAh"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var figure in figures)
        {
            table.AddRow(
                new Text(figure.Way.Name),
                Number(figure.Module, "F4"),
                Number(figure.Board, "F4"),
                Number(figure.Total, "F4"),
                Number(figure.Average, "F3"),
                Number(settings.Battery / figure.Average / 24, "F0"));
        }

        console.Write(table);

        static Text Number(double value, string format) => new(value.ToString(format, CultureInfo.InvariantCulture));
    }
}

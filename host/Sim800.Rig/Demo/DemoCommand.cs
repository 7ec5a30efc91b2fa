using System.CommandLine;
using Spectre.Console;

namespace Sim800.Rig.Demo;

/// <summary><c>rig demo</c>: the firmware sample, unchanged, through a virtual SIM800 to a real TCP server on this machine.</summary>
internal static class DemoCommand
{
    /// <summary>A line of the timeline is one line: the terminal may wrap it, the console library must not.</summary>
    private const int Widest = 400;

    public static Command Create()
    {
        var reports = new Option<int>("--reports") { Description = "How many telemetry records to deliver.", DefaultValueFactory = _ => 3 };
        var seed = new Option<ulong>("--seed") { Description = "Decides wherever the order of the firmware's threads is free." };
        var quiet = new Option<bool>("--quiet") { Description = "Shows the summary only." };
        reports.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--reports takes a number from 1 to 1000.");
            }
        });

        var command = new Command("demo", "Runs Samples.Esp32 on a virtual ESP32 with a virtual SIM800 that talks to a real TCP server on loopback.") { reports, seed, quiet };
        command.SetAction(parsed => Run(parsed.GetValue(reports), parsed.GetValue(seed), parsed.GetValue(quiet)));
        return command;
    }

    private static int Run(int reports, ulong seed, bool quiet)
    {
        var console = AnsiConsole.Console;
        console.Profile.Width = Math.Max(console.Profile.Width, Widest);
        using var timeline = new Timeline(quiet ? null : console);
        DemoResult result;
        try
        {
            result = new DemoRun(timeline, reports, seed).Run();
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or NotSupportedException)
        {
            console.MarkupLineInterpolated($"[red]The demo could not start: {e.Message}[/]");
            return 2;
        }

        Summary.Write(console, result);
        return result.Problem is null ? 0 : 1;
    }
}

using System.CommandLine;
using Sim800.Simulator;
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
        var trace = new Option<string?>("--trace") { Description = "Writes what happens as text.", HelpName = "FILE" };
        var vcd = new Option<string?>("--vcd") { Description = "Writes the module's pins as a waveform for PulseView, sigrok-cli or GTKWave.", HelpName = "FILE" };
        reports.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--reports takes a number from 1 to 1000.");
            }
        });

        var command = new Command("demo", "Runs Samples.Esp32 on a virtual ESP32 with a virtual SIM800 that talks to a real TCP server on loopback.") { reports, seed, quiet, trace, vcd };
        command.SetAction(parsed => Run(parsed.GetValue(reports), parsed.GetValue(seed), parsed.GetValue(quiet), parsed.GetValue(trace), parsed.GetValue(vcd)));
        return command;
    }

    private static int Run(int reports, ulong seed, bool quiet, string? tracePath, string? vcdPath)
    {
        var console = AnsiConsole.Console;
        console.Profile.Width = Math.Max(console.Profile.Width, Widest);
        DemoResult result;
        try
        {
            using var trace = tracePath is null ? null : new StreamWriter(tracePath);
            using var vcd = vcdPath is null ? null : new StreamWriter(vcdPath);
            using var timeline = new Timeline(quiet ? null : console, trace);
            result = new DemoRun(timeline, reports, seed, vcd is null ? null : new Waveform(vcd)).Run();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException or NotSupportedException)
        {
            console.MarkupLineInterpolated($"[red]The demo could not start: {e.Message}[/]");
            return 2;
        }

        Summary.Write(console, result);
        return result.Problem is null ? 0 : 1;
    }
}

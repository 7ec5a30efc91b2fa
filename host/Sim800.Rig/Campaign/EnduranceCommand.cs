using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using NanoHost;
using static Wire.Nanoseconds;

namespace Sim800.Rig.Campaign;

/// <summary><c>rig endure</c>: many days in simulated time, with faults by chance.</summary>
internal static class EnduranceCommand
{
    public static Command Create()
    {
        var days = new Option<int>("--days") { Description = "How many days.", DefaultValueFactory = _ => 30 };
        var probability = new Option<double>("--probability") { Description = "Of a fault in each report.", DefaultValueFactory = _ => 0.01 };
        var seed = new Option<int>("--seed") { Description = "Chooses the faults and when they strike.", DefaultValueFactory = _ => 1 };
        var trace = new Option<string?>("--trace") { Description = "Writes everything that is said as text.", HelpName = "FILE" };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 3_650)
            {
                result.AddError("--days takes a number from 1 to 3650.");
            }
        });
        probability.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is < 0 or > 1)
            {
                result.AddError("--probability takes a number from 0 to 1.");
            }
        });

        var command = new Command("endure", "Runs a telemetry node for many days with faults by chance, in simulated time.") { days, probability, seed, trace };
        command.SetAction(parsed => Run(parsed.GetValue(days), parsed.GetValue(probability), parsed.GetValue(seed), parsed.GetValue(trace)));
        return command;
    }

    private static int Run(int days, double probability, int seed, string? tracePath)
    {
        var started = Stopwatch.GetTimestamp();
        using var trace = tracePath is null ? null : new StreamWriter(tracePath);
        var result = EnduranceRun.Run(BoardProfile.Esp32, days, probability, seed, trace);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {days} days, a record each ten minutes, seed {seed}; {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s of the PC's time.
            Records:            {result.Records}, of which {result.Arrived} arrived ({result.Doubled} once more), {result.Reported} were reported lost, {result.Pending} wait
            Faults:             {result.Strikes}; {result.Outages} outages, the longest {result.LongestOutage / 60_000.0:F1} min; a record was at most {result.Latest / (60.0 * PerSecond):F1} min on its way
            Ladder:             {CampaignCommand.Describe(result.Counts)}
            Quiet reports:      {result.QuietReports} in the second half; at most {result.Bytes} bytes allocated in one ({result.EventBytes} by the platform's events)
            Threads:            {result.ThreadsBefore} after the first report, {result.ThreadsAfter} at the last
            {(result.Problem is null ? "All accounted for." : $"Wrong: {result.Problem}.")}
            """));
        return result.Problem is null ? 0 : 1;
    }
}

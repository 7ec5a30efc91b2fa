using System.CommandLine;
using System.Globalization;
using NanoHost;
using static Wire.Nanoseconds;

namespace Sim800.Rig.Campaign;

/// <summary><c>rig campaign</c>: every fault at every step of a report, and what it costs.</summary>
internal static class CampaignCommand
{
    private static readonly string[] s_steps = ["reconnect", "context", "command", "reset", "key", "supply"];

    public static Command Create()
    {
        var fault = new Option<string?>("--fault") { Description = "Only the faults whose name contains this.", HelpName = "TEXT" };
        var trace = new Option<string?>("--trace") { Description = "Writes everything that is said as text.", HelpName = "FILE" };
        var command = new Command("campaign", "Strikes a telemetry node with every fault of the virtual module at every step of its reports, in simulated time.") { fault, trace };
        command.SetAction(parsed => Run(parsed.GetValue(fault), parsed.GetValue(trace)));
        return command;
    }

    private static int Run(string? name, string? tracePath)
    {
        using var trace = tracePath is null ? null : new StreamWriter(tracePath);
        Console.WriteLine("| Fault | Strikes | Outages | Longest | Bound | A record's longest way | Steps taken | Twice | Damaged | Lost |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        var problems = new List<string>();
        foreach (var script in FaultScripts.All.Where(script => name is null || script.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            bool[] ways = script.Replies ? [true] : [false, true];
            var results = ways.Select(replies => FaultRun.Run(BoardProfile.Esp32, script, replies, trace: trace)).ToArray();
            Console.WriteLine(Row(script, results));
            problems.AddRange(results.Select(result => result.Problem).OfType<string>().Select(problem => $"{script.Name}: {problem}"));
            if (results.Any(result => result.LongestOutage * PerMillisecond > script.Bound))
            {
                problems.Add($"{script.Name}: an outage was longer than its bound");
            }
        }

        problems.ForEach(Console.WriteLine);
        return problems.Count == 0 ? 0 : 1;
    }

    /// <summary>The steps that were taken, and how often.</summary>
    public static string Describe(IReadOnlyList<int> counts) =>
        string.Join(", ", s_steps.Select((step, i) => (step, count: counts.ElementAtOrDefault(i))).Where(taken => taken.count > 0).Select(taken => $"{taken.step} {taken.count}"));

    private static string Row(FaultScript script, FaultResult[] results)
    {
        var counts = s_steps.Select((_, i) => results.Sum(result => result.Counts.ElementAtOrDefault(i))).ToArray();
        var outages = results.Sum(result => result.Outages);
        var longest = outages == 0 ? "" : Time(results.Max(result => result.LongestOutage) * PerMillisecond);
        var lost = results.Sum(result => result.Records - result.Arrived - result.Pending) - results.Sum(result => result.Damaged);
        return string.Create(CultureInfo.InvariantCulture, $"| {script.Name} | {results.Sum(result => result.Strikes)} | {outages} | {longest} | {Time(script.Bound)} | {Time(results.Max(result => result.Latest))} | {Describe(counts)} | {results.Sum(result => result.Doubled)} | {results.Sum(result => result.Damaged)} | {lost} |");
    }

    private static string Time(long time) =>
        time == long.MaxValue ? "never" : time < 60 * PerSecond ? string.Create(CultureInfo.InvariantCulture, $"{time / (double)PerSecond:F1} s") : string.Create(CultureInfo.InvariantCulture, $"{time / (60.0 * PerSecond):F1} min");
}

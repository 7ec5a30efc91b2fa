using NanoHost;
using Wire;
using static Wire.Nanoseconds;

namespace Sim800.Rig.Campaign;

/// <summary>A report each ten minutes for many days; each is hit, by chance, by a fault of any kind at any step.</summary>
public static class EnduranceRun
{
    private const int ReportsPerDay = 144;
    private const int SpareReports = 12;
    private const long ReportTime = 600 * PerSecond;
    private const int LargestStep = 6;

    /// <summary>Runs it. In the last hours nothing strikes, so that what waits can be delivered.</summary>
    public static EnduranceResult Run(BoardProfile profile, int days, double probability, int seed, TextWriter? trace = null)
    {
        var random = new Random(seed);
        var scripts = FaultScripts.All;
        var steps = FaultRun.CountSteps(profile, replies: true);
        using var board = new CampaignBoard(profile, replies: true, seed, trace);
        var ledger = board.Ledger;
        var counters = board.Machine.Counters;
        var reports = days * ReportsPerDay;
        var (line, strikes, quiet, written, threads) = (-1, 0, 0, 0, 0);
        var (bytes, eventBytes) = (0L, 0L);
        var struck = true;
        FaultScript? script = null;
        board.Reporting += () =>
        {
            if (ledger.Newest == reports)
            {
                return;
            }

            counters.Lap();
            if (ledger.Newest == 1)
            {
                threads = board.Machine.Threads.Count;
            }

            var isQuiet = !struck && written == board.Console.Count;
            if (isQuiet && ledger.Newest > reports / 2)
            {
                quiet++;
                bytes = Math.Max(bytes, counters.LastLap.Bytes);
                eventBytes = Math.Max(eventBytes, counters.LastLap.EventBytes);
            }

            // What has struck may strike once more, or end, in the next; a report that had an outage is followed by one that may.
            struck = ledger.Arrived < ledger.Newest || line >= 0 || (struck && !isQuiet && written != board.Console.Count);
            written = board.Console.Count;
            ledger.Begin(board.Queue.Now);
            line = -1;
            if (ledger.Newest < reports - SpareReports && random.NextDouble() < probability)
            {
                script = scripts[random.Next(scripts.Count)];
                line = random.Next(steps);
                strikes++;
                struck = true;
                if (line == steps - 1)
                {
                    line = -1;
                    new Alarm(board.Queue, () => board.Strike(script)).SetIn(60 * PerSecond);
                }
            }
        };
        board.Spoken += _ =>
        {
            if (line >= 0 && line-- == 0)
            {
                var due = script!;
                new Alarm(board.Queue, () => board.Strike(due)).SetAt(board.Queue.Now);
            }
        };

        var after = 0;
        board.Reporting += () => after = ledger.Newest == reports && after == 0 ? board.Machine.Threads.Count : after;
        var ended = board.Run(reports, LargestStep, (reports + ReportsPerDay) * ReportTime);
        var summary = ended ? board.Numbers("end ") : new long[6];
        var missing = ledger.Missing.Count();
        var reported = board.Reported;
        var pending = (int)summary[0];
        var problem = board.Machine.Faults is [var fault, ..] ? $"{fault.Thread} died of {fault.Message}"
            : !ended ? $"it has not ended; it waits for {string.Join("; ", board.Machine.Waiting)}"
            : missing > reported + pending ? $"{missing - reported - pending} records are lost and nobody says so"
            : bytes > 0 ? $"a report without a fault has allocated {bytes} bytes"
            : threads != after ? $"{after - threads} threads more than in the beginning"
            : null;
        return new EnduranceResult(
            ledger.Newest, ledger.Arrived, reported, pending, ledger.Doubled, strikes, (int)summary[4], summary[5], ledger.Latest,
            quiet, bytes, eventBytes, threads, after, board.StepCounts, problem);
    }
}

using System.Collections.Concurrent;
using NanoHost;
using Wire;
using static Wire.Nanoseconds;

namespace Sim800.Rig.Campaign;

/// <summary>
/// One fault, struck at each step of a report: at every line of the dialogue in turn, and asleep behind the last. It strikes again when everything of before has arrived and one report has gone well.
/// </summary>
public static class FaultRun
{
    /// <summary>Until then the module is on and the first reports have gone well.</summary>
    private const int FirstStruck = 4;

    private const int ReportsPerStep = 4;
    private const long ReportTime = 600 * PerSecond;
    private const long Asleep = 60 * PerSecond;
    private const int StepCount = 6;

    private static readonly ConcurrentDictionary<(string Profile, bool Replies), int> s_steps = new();

    /// <summary>Runs it.</summary>
    /// <param name="profile">The board.</param>
    /// <param name="script">The fault.</param>
    /// <param name="replies">Whether the node waits for the server's own reply to each record.</param>
    /// <param name="largestStep">Where the ladder ends.</param>
    /// <param name="every">Only every so-manieth step is struck, for a run in a hurry.</param>
    /// <param name="trace">Takes everything that is said, or null.</param>
    public static FaultResult Run(BoardProfile profile, FaultScript script, bool replies, int largestStep = StepCount, int every = 1, TextWriter? trace = null)
    {
        var steps = CountSteps(profile, replies);
        using var board = new CampaignBoard(profile, replies, seed: 1, trace);
        var next = 0;
        var strikes = 0;
        var line = -1;
        var well = 0;
        var reports = FirstStruck + (((steps / every) + 1) * ReportsPerStep) + 2;
        board.Reporting += () =>
        {
            line = -1;
            well = board.Ledger.Arrived + Damaged() >= board.Ledger.Newest ? well + 1 : 0;
            if (board.Ledger.Newest == reports)
            {
                return;
            }

            board.Ledger.Begin(board.Queue.Now);
            if (board.Ledger.Newest < FirstStruck || well < 2 || next >= steps || board.Ledger.Newest > reports - ReportsPerStep)
            {
                return;
            }

            line = next;
            next += every;
            well = 0;
            if (line >= steps - every)
            {
                line = -1;
                new Alarm(board.Queue, Strike).SetIn(Asleep);
            }
        };
        board.Spoken += _ =>
        {
            if (line >= 0 && line-- == 0)
            {
                new Alarm(board.Queue, Strike).SetAt(board.Queue.Now);
            }
        };

        var ended = board.Run(reports, largestStep, (reports + 40) * ReportTime);
        return Result();

        void Strike()
        {
            strikes++;
            board.Strike(script);
        }

        // A byte too many in counted payload leaves its last one outside.
        int Damaged() => script.Damages && !replies ? board.Ledger.Damaged + board.Ledger.Torn : 0;

        FaultResult Result()
        {
            var numbers = ended ? board.Numbers("end ") : new long[6];
            var ledger = board.Ledger;
            var reported = board.Reported;
            var pending = (int)numbers[0];
            var lost = ledger.Missing.Count() - reported - pending - Damaged();
            var problem = board.Machine.Faults is [var fault, ..] ? $"{fault.Thread} died of {fault.Message}"
                : !ended ? $"it has not ended; it waits for {string.Join("; ", board.Machine.Waiting)}"
                : lost > 0 ? $"{lost} records are lost and nobody says so"
                : null;
            return new FaultResult(
                script, steps, strikes, ledger.Newest, ledger.Arrived, reported, pending, ledger.Doubled, Math.Min(Damaged(), ledger.Missing.Count()), ledger.Latest,
                (int)numbers[4], numbers[5], board.StepCounts, problem);
        }
    }

    /// <summary>How many lines the dialogue of a report has that goes well, and one for the sleep behind it.</summary>
    internal static int CountSteps(BoardProfile profile, bool replies) => s_steps.GetOrAdd((profile.Name, replies), _ =>
    {
        using var board = new CampaignBoard(profile, replies, seed: 1);
        var lines = 0;
        var counted = 0;
        board.Spoken += _ => lines++;
        board.Reporting += () =>
        {
            if (board.Ledger.Newest < FirstStruck)
            {
                counted = lines;
                lines = 0;
                board.Ledger.Begin(board.Queue.Now);
            }
        };
        board.Run(FirstStruck, StepCount, 2 * FirstStruck * ReportTime);
        return counted + 1;
    });
}

namespace Sim800.Rig.Campaign;

/// <summary>What a fault has cost that struck at every step of a report.</summary>
/// <param name="Script">The fault.</param>
/// <param name="Steps">How many steps a report has.</param>
/// <param name="Strikes">How often it has struck.</param>
/// <param name="Records">How many records were to be delivered.</param>
/// <param name="Arrived">How many the server has.</param>
/// <param name="Reported">How many were reported lost or refused.</param>
/// <param name="Pending">How many still wait in the outbox.</param>
/// <param name="Doubled">How many came once more.</param>
/// <param name="Damaged">How many never arrived whole, because the serial line has damaged them on their way to the module; only a reply of the server's own finds that out.</param>
/// <param name="Latest">The longest that a record was on its way, in nanoseconds.</param>
/// <param name="Outages">How many outages the firmware has counted.</param>
/// <param name="LongestOutage">The longest of them, in milliseconds.</param>
/// <param name="Counts">How often each step of the ladder was taken.</param>
/// <param name="Problem">What went wrong, or null.</param>
public sealed record FaultResult(
    FaultScript Script, int Steps, int Strikes, int Records, int Arrived, int Reported, int Pending, int Doubled, int Damaged, long Latest, int Outages, long LongestOutage, IReadOnlyList<int> Counts, string? Problem)
{
    /// <summary>The largest step that was taken, 0 for none.</summary>
    public int LargestStep => Enumerable.Range(0, Counts.Count).Where(i => Counts[i] > 0).Select(i => i + 1).LastOrDefault();
}

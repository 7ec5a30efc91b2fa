namespace Sim800.Rig.Campaign;

/// <summary>What many days came to.</summary>
/// <param name="Records">How many records were to be delivered.</param>
/// <param name="Arrived">How many the server has.</param>
/// <param name="Reported">How many were reported lost or refused.</param>
/// <param name="Pending">How many still wait in the outbox.</param>
/// <param name="Doubled">How many came once more.</param>
/// <param name="Strikes">How often a fault has struck.</param>
/// <param name="Outages">How many outages the firmware has counted.</param>
/// <param name="LongestOutage">The longest of them, in milliseconds.</param>
/// <param name="Latest">The longest that a record was on its way, in nanoseconds.</param>
/// <param name="QuietReports">How many reports of the second half had neither fault nor outage.</param>
/// <param name="Bytes">The most that one of them has allocated, events of the platform apart.</param>
/// <param name="EventBytes">The most that events of the platform have allocated in one of them.</param>
/// <param name="ThreadsBefore">How many threads the firmware had after the first report.</param>
/// <param name="ThreadsAfter">How many it had at the last.</param>
/// <param name="Counts">How often each step of the ladder was taken.</param>
/// <param name="Problem">What went wrong, or null.</param>
public sealed record EnduranceResult(
    int Records, int Arrived, int Reported, int Pending, int Doubled, int Strikes, int Outages, long LongestOutage, long Latest,
    int QuietReports, long Bytes, long EventBytes, int ThreadsBefore, int ThreadsAfter, IReadOnlyList<int> Counts, string? Problem);

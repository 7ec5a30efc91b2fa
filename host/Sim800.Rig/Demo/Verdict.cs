using NanoHost;

namespace Sim800.Rig.Demo;

/// <summary>Says what went wrong in a run and what to do about it.</summary>
internal static class Verdict
{
    /// <returns>Null if nothing went wrong.</returns>
    public static string? Of(DemoResult result, int reports, IReadOnlyList<FirmwareFault> faults, bool ended, IReadOnlyList<string> waiting, bool asleep)
    {
        if (faults is [var fault, ..])
        {
            return $"The firmware's thread {fault.Thread} died of {fault.Message}. Its stack shows where to look:\n{fault.Stack}";
        }

        if (!ended)
        {
            return $"The sample has not finished after {result.SimulatedTime:g} of simulated time. It waits for: {string.Join("; ", waiting)}. Run without --quiet to see the last exchange.";
        }

        if (result.SentHash != result.ReceivedHash)
        {
            return "The server did not receive exactly what the sample says it sent. Compare the lines 'firmware: sent' above with the payload behind each AT+CIPSEND, and run again with the same --seed.";
        }

        if (result.Acknowledged != reports)
        {
            return $"{result.Acknowledged} of {reports} records were acknowledged. The lines 'firmware: failed' above name the error and what was waited for.";
        }

        return asleep ? null : "The module is awake at the end. The sample should have set AT+CSCLK=1 and let DTR go high: look at the last lines above.";
    }
}

namespace Sim800.Simulator.Faults;

/// <summary>Says which fault strikes now; each command fault counts its own occasions.</summary>
internal sealed class FaultPlan(IReadOnlyList<Fault> faults)
{
    private readonly int[] _occasions = new int[faults.Count];

    public IEnumerable<TimedFault> Timed => faults.OfType<TimedFault>();

    /// <summary>The fault that strikes the answer of this execution.</summary>
    public CommandFault? StrikeAnswer(string command) => Strike(command, result: false);

    /// <summary>The fault that strikes the second stage of this execution.</summary>
    public CommandFault? StrikeResult(string command) => Strike(command, result: true);

    /// <summary>The fault that strikes the payload that is about to be sent.</summary>
    public PayloadFault? StrikePayload()
    {
        PayloadFault? struck = null;
        for (var i = 0; i < faults.Count; i++)
        {
            if (faults[i] is PayloadFault fault && IsDue(i, fault.Skip, fault.Count))
            {
                struck ??= fault;
            }
        }

        return struck;
    }

    private CommandFault? Strike(string command, bool result)
    {
        CommandFault? struck = null;
        for (var i = 0; i < faults.Count; i++)
        {
            if (faults[i] is not CommandFault fault || fault.Effect >= CommandEffect.NoResult != result)
            {
                continue;
            }

            if (fault.Command != "*" && !fault.Command.Equals(command, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (IsDue(i, fault.Skip, fault.Count))
            {
                struck ??= fault;
            }
        }

        return struck;
    }

    private bool IsDue(int fault, int skip, int count)
    {
        var occasion = _occasions[fault]++;
        return occasion >= skip && occasion - skip < count;
    }
}

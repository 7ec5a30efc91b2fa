using Sim800.Simulator.Serial;

namespace Sim800.Simulator.Faults;

/// <summary>Says which fault strikes now; each command fault counts its own occasions.</summary>
internal sealed class FaultPlan(IEnumerable<Fault> faults)
{
    private readonly List<Fault> _faults = [.. faults];
    private readonly List<int> _occasions = [.. faults.Select(_ => 0)];

    public IEnumerable<TimedFault> Timed => _faults.OfType<TimedFault>();

    /// <summary>From now on this too.</summary>
    public void Add(Fault fault)
    {
        _faults.Add(fault);
        _occasions.Add(0);
    }

    /// <summary>Whether this unsolicited code is one that never comes.</summary>
    public bool LosesCode(ReadOnlySpan<byte> code)
    {
        var lost = false;
        for (var i = 0; i < _faults.Count; i++)
        {
            if (_faults[i] is LostCodeFault fault && code.Trim("\r\n"u8).StartsWith(Framing.Latin(fault.Start)))
            {
                lost |= IsDue(i, fault.Skip, fault.Count);
            }
        }

        return lost;
    }

    /// <summary>The fault that strikes the answer of this execution.</summary>
    public CommandFault? StrikeAnswer(string command) => Strike(command, result: false);

    /// <summary>The fault that strikes the second stage of this execution.</summary>
    public CommandFault? StrikeResult(string command) => Strike(command, result: true);

    /// <summary>The fault that strikes the payload that is about to be sent.</summary>
    public PayloadFault? StrikePayload()
    {
        PayloadFault? struck = null;
        for (var i = 0; i < _faults.Count; i++)
        {
            if (_faults[i] is PayloadFault fault && IsDue(i, fault.Skip, fault.Count))
            {
                struck ??= fault;
            }
        }

        return struck;
    }

    private CommandFault? Strike(string command, bool result)
    {
        CommandFault? struck = null;
        for (var i = 0; i < _faults.Count; i++)
        {
            if (_faults[i] is not CommandFault fault || fault.Effect >= CommandEffect.NoResult != result)
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

using Sim800.Simulator.Serial;

namespace Sim800.Simulator.Faults;

/// <summary>Says which fault strikes now; each fault that waits for an occasion counts its own.</summary>
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
    public bool LosesCode(byte[] code) =>
        Strike<LostCodeFault>(fault => code.AsSpan().Trim("\r\n"u8).StartsWith(Framing.Latin(fault.Start))) is not null;

    /// <summary>The fault that strikes the answer of this execution.</summary>
    public CommandFault? StrikeAnswer(string command) => Strike(command, result: false);

    /// <summary>The fault that strikes the second stage of this execution.</summary>
    public CommandFault? StrikeResult(string command) => Strike(command, result: true);

    /// <summary>The fault of a kind that strikes now: every one that is concerned counts the occasion, the first that is due strikes.</summary>
    public T? Strike<T>(Predicate<T>? concerns = null) where T : Fault, ICountedFault
    {
        T? struck = null;
        for (var i = 0; i < _faults.Count; i++)
        {
            if (_faults[i] is T fault && concerns?.Invoke(fault) != false && IsDue(i, fault))
            {
                struck ??= fault;
            }
        }

        return struck;
    }

    private CommandFault? Strike(string command, bool result) => Strike<CommandFault>(fault =>
        fault.Effect >= CommandEffect.NoResult == result
        && (fault.Command == "*" || fault.Command.Equals(command, StringComparison.OrdinalIgnoreCase)));

    private bool IsDue(int index, ICountedFault fault)
    {
        var occasion = _occasions[index]++;
        return occasion >= fault.Skip && occasion - fault.Skip < fault.Count;
    }
}

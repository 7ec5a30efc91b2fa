namespace NanoHost;

/// <summary>What each method of the firmware has executed on one machine since it booted. Methods of one name are one.</summary>
public sealed class MethodCounters
{
    private readonly MethodCount[] _counts;

    internal MethodCounters(IReadOnlyList<FirmwareMethod> methods)
    {
        Methods = methods;
        _counts = new MethodCount[methods.Count];
    }

    /// <summary>Whose counts these are, in the order of a <see cref="Snapshot"/>.</summary>
    public IReadOnlyList<FirmwareMethod> Methods { get; }

    /// <summary>The counts up to now.</summary>
    public MethodCount[] Snapshot() => [.. _counts];

    internal void Add(int method, int instructions, int platformCalls) => _counts[method] += new MethodCount(instructions, platformCalls);
}

using NanoHost;

namespace Host.Tests.NanoHost;

/// <summary>What a run of firmware wrote, what it cost and what went wrong in it.</summary>
internal sealed record TestRun(IReadOnlyList<string> Lines, CounterValues Cost, IReadOnlyList<FirmwareFault> Faults)
{
    public string Line => Assert.Single(Lines);

    /// <summary>Nothing went wrong.</summary>
    public TestRun Clean()
    {
        Assert.Empty(Faults);
        return this;
    }
}

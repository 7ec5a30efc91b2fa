namespace NanoHost.Testing;

/// <summary>How a device test ended.</summary>
public enum TestOutcome
{
    Passed,
    Failed,
    Skipped,
}

namespace NanoHost.Testing;

/// <summary>How a device test ended and what it had to say.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">Why it was skipped, or what failed, with the place.</param>
public sealed record TestResult(TestOutcome Outcome, string Message);

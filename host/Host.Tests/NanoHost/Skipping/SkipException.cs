namespace Host.Tests.NanoHost.Skipping;

/// <summary>Ends a <see cref="SkippableTheoryAttribute"/> case as skipped.</summary>
internal sealed class SkipException(string reason) : Exception(reason);

using Xunit.Sdk;

namespace Host.Tests.NanoHost.Skipping;

/// <summary>A theory whose cases may skip themselves while they run, by throwing <see cref="SkipException"/>; xunit 2 has no such thing.</summary>
[XunitTestCaseDiscoverer("Host.Tests.NanoHost.Skipping.SkippableTheoryDiscoverer", "Host.Tests")]
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SkippableTheoryAttribute : TheoryAttribute;

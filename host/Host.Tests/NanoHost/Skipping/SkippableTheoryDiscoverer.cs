using Xunit.Abstractions;
using Xunit.Sdk;

namespace Host.Tests.NanoHost.Skipping;

/// <summary>Makes the cases of a <see cref="SkippableTheoryAttribute"/>.</summary>
public sealed class SkippableTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo theory, object[] row) =>
        [new SkippableTestCase(DiagnosticMessageSink, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method, row)];
}

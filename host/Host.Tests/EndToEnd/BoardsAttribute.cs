using System.Reflection;
using Xunit.Sdk;

namespace Host.Tests.EndToEnd;

/// <summary>Gives a theory each board profile, alone or with each of some values.</summary>
internal sealed class BoardsAttribute(params object[] values) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        from row in ((IEnumerable<object[]>)Bench.Profiles).ToArray()
        from arguments in values.Length == 0 ? [row] : values.Select(value => new[] { row[0], value })
        select arguments;
}

namespace NanoHost.Testing;

/// <summary>A test of nanoFramework.TestFramework: a method, with one row of arguments if it has data rows.</summary>
/// <param name="Class">The full name of the class.</param>
/// <param name="Method">The method.</param>
/// <param name="Row">Its arguments; empty without data rows.</param>
public sealed record DeviceTest(string Class, string Method, IReadOnlyList<object?> Row)
{
    /// <summary>How reports name it.</summary>
    public string Name => Row.Count == 0 ? $"{Class}.{Method}" : $"{Class}.{Method}({string.Join(", ", Row.Select(value => value ?? "null"))})";

    public override string ToString() => Name;
}

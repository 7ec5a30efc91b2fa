using Mono.Cecil;

namespace NanoHost.Testing;

/// <summary>Finds the tests of an assembly as the device's launcher does: by their attributes.</summary>
public static class TestCatalog
{
    private const string Attributes = "nanoFramework.TestFramework.";

    /// <summary>The tests of the assembly, class by class in the order of its metadata.</summary>
    /// <exception cref="InvalidDataException">A method is marked as a test and is not public void, so that the launcher would not run it.</exception>
    public static IReadOnlyList<DeviceTest> Read(string path)
    {
        using var module = ModuleDefinition.ReadModule(path);
        return [.. module.GetTypes().Where(type => Has(type, "TestClassAttribute")).SelectMany(type => type.Methods).SelectMany(Tests)];
    }

    private static IEnumerable<DeviceTest> Tests(MethodDefinition method)
    {
        var rows = method.CustomAttributes.Where(attribute => Is(attribute, "DataRowAttribute")).ToList();
        var isTest = rows.Count > 0 || Has(method, "TestMethodAttribute");
        if ((isTest || Has(method, "SetupAttribute") || Has(method, "CleanupAttribute"))
            && !(method.IsPublic && method.ReturnType.MetadataType == MetadataType.Void))
        {
            throw new InvalidDataException($"{method.FullName} is no public void method: a device would not run it.");
        }

        var type = method.DeclaringType.FullName.Replace('/', '+');
        if (rows.Count > 0)
        {
            return rows.Select(row => new DeviceTest(type, method.Name, Arguments(row)));
        }

        return isTest ? [new DeviceTest(type, method.Name, [])] : [];
    }

    private static object?[] Arguments(CustomAttribute row) =>
        row.ConstructorArguments[0].Value is CustomAttributeArgument[] values ? Array.ConvertAll(values, value => Unwrap(value.Value)) : [null];

    private static object? Unwrap(object? value) => value is CustomAttributeArgument inner ? Unwrap(inner.Value) : value;

    private static bool Has(ICustomAttributeProvider provider, string name) => provider.CustomAttributes.Any(attribute => Is(attribute, name));

    private static bool Is(CustomAttribute attribute, string name) => attribute.AttributeType.FullName == Attributes + name;
}

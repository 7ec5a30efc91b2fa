using Mono.Cecil;

namespace NanoApi.References;

/// <summary>Every API type that has been declared so far, and how a module refers to it.</summary>
internal sealed class TypeTable
{
    private readonly Dictionary<string, (ApiType Api, TypeDefinition Definition)> _types = [];

    public void Add(ApiType type, TypeDefinition definition) => _types.Add(type.FullName, (type, definition));

    public ApiType Api(string name) => _types[name].Api;

    public TypeDefinition Definition(string name) => _types[name].Definition;

    /// <summary>A reference from <paramref name="scope"/> to the type of that full name, array or generic parameter.</summary>
    public TypeReference Reference(string name, TypeDefinition scope)
    {
        if (name.EndsWith("[]", StringComparison.Ordinal))
        {
            return new ArrayType(Reference(name[..^2], scope));
        }

        return scope.GenericParameters.FirstOrDefault(parameter => parameter.Name == name)
            ?? Primitive(name, scope.Module.TypeSystem)
            ?? scope.Module.ImportReference(_types[name].Definition);
    }

    // Signatures have a code of their own for these; only the references of the type system are written so.
    private static TypeReference? Primitive(string name, TypeSystem types) => name switch
    {
        "System.Void" => types.Void,
        "System.Object" => types.Object,
        "System.String" => types.String,
        "System.Boolean" => types.Boolean,
        "System.Char" => types.Char,
        "System.SByte" => types.SByte,
        "System.Byte" => types.Byte,
        "System.Int16" => types.Int16,
        "System.UInt16" => types.UInt16,
        "System.Int32" => types.Int32,
        "System.UInt32" => types.UInt32,
        "System.Int64" => types.Int64,
        "System.UInt64" => types.UInt64,
        "System.Single" => types.Single,
        "System.Double" => types.Double,
        "System.IntPtr" => types.IntPtr,
        "System.UIntPtr" => types.UIntPtr,
        "System.TypedReference" => types.TypedReference,
        _ => null,
    };
}

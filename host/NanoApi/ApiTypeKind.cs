namespace NanoApi;

/// <summary>What a type is.</summary>
public enum ApiTypeKind
{
    Class,
    Struct,
    Interface,
    Enum,
    Delegate,
}

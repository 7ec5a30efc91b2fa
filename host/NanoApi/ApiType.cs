namespace NanoApi;

/// <summary>A public type of the nanoFramework API with its members.</summary>
public sealed class ApiType
{
    private readonly List<ApiMember> _members = [];

    /// <summary>The ECMA documentation id, for example <c>T:System.Action`1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name with its namespace; a dot before a nested type.</summary>
    public string FullName => Id[2..];

    public string Namespace => DeclaringType is null ? FullName[..FullName.LastIndexOf('.')] : "";

    /// <summary>The name in metadata, without namespace or declaring type.</summary>
    public string Name => FullName[(FullName.LastIndexOf('.') + 1)..];

    public required ApiAssembly Assembly { get; init; }

    /// <summary>The type that this one is nested in.</summary>
    public ApiType? DeclaringType { get; internal set; }

    public required ApiTypeKind Kind { get; init; }

    public required ApiModifiers Modifiers { get; init; }

    /// <summary>Full name of the base type; null for an interface and for System.Object.</summary>
    public required string? Base { get; init; }

    /// <summary>Full names of all interfaces, inherited ones too.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    /// <summary>Of an enum.</summary>
    public string? Underlying { get; init; }

    /// <summary>The names of the generic parameters, in order.</summary>
    public IReadOnlyList<string> GenericParameters { get; init; } = [];

    public IReadOnlyList<ApiMember> Members => _members;

    public bool Is(ApiModifiers modifier) => (Modifiers & modifier) != 0;

    public override string ToString() => Id;

    internal void Add(ApiMember member) => _members.Add(member);
}

namespace NanoApi;

/// <summary>A public or protected member, as one line of the API data states it.</summary>
public sealed class ApiMember
{
    /// <summary>The ECMA documentation id, for example <c>M:System.String.Substring(System.Int32)</c>.</summary>
    public required string Id { get; init; }

    public required ApiType DeclaringType { get; init; }

    public required ApiMemberKind Kind { get; init; }

    /// <summary>The name in metadata: <c>.ctor</c> for a constructor, <c>op_Equality</c> for an operator.</summary>
    public required string Name { get; init; }

    public required ApiModifiers Modifiers { get; init; }

    /// <summary>The type returned or held; System.Void for a constructor.</summary>
    public required string Type { get; init; }

    /// <summary>The parameters of a method or constructor; the indices of an indexer.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    public bool HasGetter { get; init; }

    public bool HasSetter { get; init; }

    /// <summary>The value of a constant or enum value as C# text; else null.</summary>
    public string? Constant { get; init; }

    public bool Is(ApiModifiers modifier) => (Modifiers & modifier) != 0;

    public override string ToString() => Id;
}

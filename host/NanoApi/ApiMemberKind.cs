namespace NanoApi;

/// <summary>What a member is.</summary>
public enum ApiMemberKind
{
    Constructor,
    Method,
    Property,
    Field,
    Event,
}

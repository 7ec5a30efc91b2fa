namespace NanoHost.Loader;

/// <summary>
/// The static method takes the place of a member of the nanoFramework API in firmware code. An instance member's object comes
/// first, a struct by reference; a constructor's replacement returns the object.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ReplacesAttribute(string docId) : Attribute
{
    /// <summary>The documentation id of the member, property accessors as methods (M:System.String.get_Length).</summary>
    public string DocId => docId;

    /// <summary>For a generic method: full names of the types it is used for, which stand for {0} in the id.</summary>
    public string? Types { get; init; }
}

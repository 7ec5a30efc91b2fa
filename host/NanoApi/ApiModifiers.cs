namespace NanoApi;

/// <summary>The words before a type or member, as the C# source has them.</summary>
[Flags]
public enum ApiModifiers
{
    None = 0,
    Protected = 1,
    Static = 2,
    Abstract = 4,
    Virtual = 8,
    Override = 16,
    Sealed = 32,
    ReadOnly = 64,
    Const = 128,
    Ref = 256,
    Extension = 512,
    Obsolete = 1024,
    Flags = 2048,

    /// <summary>With Obsolete: to use it is an error.</summary>
    Error = 4096,
}

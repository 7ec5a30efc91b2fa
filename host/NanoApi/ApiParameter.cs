namespace NanoApi;

/// <summary>How an argument is passed.</summary>
public enum ApiPassing
{
    Value,
    Ref,
    Out,
}

/// <summary>A parameter. <paramref name="Type"/> is a full name, <c>[]</c> behind it for an array, or the name of a generic parameter.</summary>
/// <param name="Default">The default value as C# text; null if the argument has to be given.</param>
public sealed record ApiParameter(string Name, string Type, ApiPassing Passing, bool IsParams, string? Default);

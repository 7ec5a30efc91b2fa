using System.Reflection;
using Mono.Cecil;

namespace NanoHost.Loader;

/// <summary>
/// Where the types of the nanoFramework API are found on .NET: in NanoHost.Library if that defines the name, else in .NET
/// itself. The library wins, for it is where the two differ.
/// </summary>
internal static class PlatformTypes
{
    private static readonly Assembly s_library = Assembly.Load("NanoHost.Library");
    private static readonly Assembly[] s_dotnet = [typeof(object).Assembly, Assembly.Load("netstandard")];

    /// <summary>The type of this full name ('+' before a nested one), or null if the host has none.</summary>
    public static Type? Find(string fullName)
    {
        if (s_library.GetType(fullName) is { IsVisible: true } own)
        {
            return own;
        }

        return s_dotnet.Select(assembly => assembly.GetType(fullName)).FirstOrDefault(type => type is { IsVisible: true });
    }

    internal static Type? Find(TypeReference type) => Find(type.GetElementType().FullName.Replace('/', '+'));
}

using System.Reflection;

namespace NanoHost.Loader;

/// <summary>Which static method takes the place of which member: read from the attributes in NanoHost.Redirects.</summary>
internal static class RedirectTable
{
    /// <summary>The replacements, by the documentation id of what they replace.</summary>
    public static IReadOnlyDictionary<string, MethodInfo> ById { get; } = (
        from type in typeof(RedirectTable).Assembly.GetTypes()
        where type.Namespace == "NanoHost.Redirects"
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public)
        from replaces in method.GetCustomAttributes<ReplacesAttribute>()
        from entry in Entries(replaces, method)
        select entry).ToDictionary();

    private static IEnumerable<KeyValuePair<string, MethodInfo>> Entries(ReplacesAttribute replaces, MethodInfo method) =>
        replaces.Types is null
            ? [KeyValuePair.Create(replaces.DocId, method)]
            : from type in replaces.Types.Split(' ', StringSplitOptions.RemoveEmptyEntries)
              select KeyValuePair.Create(string.Format(replaces.DocId, type), method.MakeGenericMethod(Type.GetType(type, throwOnError: true)!));
}

using Mono.Cecil;
using NanoApi;

namespace NanoHost.Loader;

/// <summary>
/// The assemblies that firmware refers to (mscorlib, System.IO.Ports …), made in memory: each is nothing but type forwards
/// to where <see cref="PlatformTypes"/> finds the type.
/// </summary>
internal static class Facades
{
    private static readonly Dictionary<string, byte[]> s_made = [];

    /// <summary>The facade of that name, or null if the nanoFramework API has no such assembly.</summary>
    public static byte[]? Find(string name)
    {
        lock (s_made)
        {
            if (!s_made.TryGetValue(name, out var facade) && ApiAssembly.All.FirstOrDefault(assembly => assembly.Name == name) is { } api)
            {
                s_made[name] = facade = Make(api);
            }

            return facade;
        }
    }

    private static byte[] Make(ApiAssembly api)
    {
        using var assembly = AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition(api.Name, api.Version), api.Name, ModuleKind.Dll);
        var module = assembly.MainModule;
        var forwards = new Dictionary<ApiType, ExportedType>();
        foreach (var type in api.Types)
        {
            if (PlatformTypes.Find(NameOf(type)) is { } target && (type.DeclaringType is null || forwards.ContainsKey(type.DeclaringType)))
            {
                var forward = new ExportedType(type.DeclaringType is null ? target.Namespace : "", target.Name, module, Scope(module, target)) { IsForwarder = true };
                if (type.DeclaringType is { } outer)
                {
                    // Without a row of its own it is found, but a signature that has it is another one.
                    forward.DeclaringType = forwards[outer];
                }

                forwards.Add(type, forward);
                module.ExportedTypes.Add(forward);
            }
        }

        var stream = new MemoryStream();
        assembly.Write(stream);
        return stream.ToArray();
    }

    private static string NameOf(ApiType type) => type.DeclaringType is { } outer ? $"{NameOf(outer)}+{type.Name}" : type.FullName;

    private static AssemblyNameReference Scope(ModuleDefinition module, Type target)
    {
        var name = target.Assembly.GetName();
        var scope = module.AssemblyReferences.FirstOrDefault(reference => reference.Name == name.Name);
        if (scope is null)
        {
            scope = new AssemblyNameReference(name.Name, name.Version) { PublicKeyToken = name.GetPublicKeyToken() };
            module.AssemblyReferences.Add(scope);
        }

        return scope;
    }
}

using Mono.Cecil;

namespace NanoApi.References;

/// <summary>
/// Makes an assembly for each one of the API data that declares exactly its types and members, for the C# compiler to compile firmware
/// against. No member does anything.
/// </summary>
public static class ReferenceAssemblies
{
    /// <summary>Writes them all into <paramref name="directory"/>.</summary>
    public static void Write(string directory)
    {
        Directory.CreateDirectory(directory);

        foreach (AssemblyDefinition assembly in Make())
        {
            string path = Path.Combine(directory, assembly.Name.Name + ".dll");
            string unfinished = path + ".new";

            // A reader sees the old file or the new one, never a part.
            assembly.Write(unfinished, new WriterParameters { DeterministicMvid = true, Timestamp = 0 });
            File.Move(unfinished, path, overwrite: true);
            assembly.Dispose();
        }
    }

    private static List<AssemblyDefinition> Make()
    {
        var types = new TypeTable();
        List<(ApiAssembly Api, AssemblyDefinition Definition)> assemblies = [.. ApiAssembly.All.Select(assembly => (assembly, Create(assembly)))];

        foreach ((ApiAssembly api, AssemblyDefinition definition) in assemblies)
        {
            TypeDeclarer.Declare(api, definition.MainModule, types);
        }

        foreach ((ApiAssembly api, _) in assemblies)
        {
            var members = new MemberDeclarer(types);

            foreach (ApiType type in api.Types)
            {
                members.Declare(type);
            }
        }

        foreach ((ApiAssembly api, AssemblyDefinition definition) in assemblies)
        {
            foreach (ApiType type in api.Types)
            {
                InterfaceImplementer.Implement(type, types);
            }

            Attributer.Apply(api, definition.MainModule, types);
        }

        // mscorlib refers to nothing.
        assemblies[0].Definition.MainModule.AssemblyReferences.Clear();
        return [.. assemblies.Select(assembly => assembly.Definition)];
    }

    private static AssemblyDefinition Create(ApiAssembly assembly)
    {
        // Only the references of Cecil's type system are encoded as primitives in signatures. It takes them from a reference to mscorlib,
        // but from the image if the assembly is mscorlib itself, and there is none yet: so the name comes last.
        var definition = AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition("unnamed", assembly.Version), assembly.Name + ".dll", ModuleKind.Dll);
        definition.MainModule.AssemblyReferences.Add(new AssemblyNameReference("mscorlib", ApiAssembly.All[0].Version));
        _ = definition.MainModule.TypeSystem.Object;
        definition.Name.Name = assembly.Name;
        return definition;
    }
}

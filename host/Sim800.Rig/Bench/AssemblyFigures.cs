using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Sim800.Rig.Bench;

/// <summary>What of an assembly lies in flash, as far as the compiler's output says.</summary>
/// <param name="IlBytes">The code of all methods.</param>
/// <param name="Types">Types, nested ones and those of the compiler included.</param>
/// <param name="Methods">Methods, those without code included.</param>
/// <param name="Largest">The methods with code by its size in bytes, the largest first.</param>
internal sealed record AssemblyFigures(int IlBytes, int Types, int Methods, IReadOnlyList<MethodShare> Largest)
{
    public static AssemblyFigures Of(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var sizes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0)
            {
                var name = $"{NameOf(metadata, method.GetDeclaringType())}.{metadata.GetString(method.Name)}";
                sizes[name] = sizes.GetValueOrDefault(name) + file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!.Length;
            }
        }

        // The first row is the module itself.
        return new AssemblyFigures(
            (int)sizes.Values.Sum(),
            metadata.TypeDefinitions.Count - 1,
            metadata.MethodDefinitions.Count,
            [.. sizes.Select(entry => new MethodShare(entry.Key, entry.Value)).OrderByDescending(share => share.Instructions)]);
    }

    private static string NameOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        return type.IsNested ? $"{NameOf(metadata, type.GetDeclaringType())}.{name}" : name;
    }
}

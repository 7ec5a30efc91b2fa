using Mono.Cecil;

namespace NanoHost.Loader;

/// <summary>The methods of a firmware that counts them, each with its number.</summary>
internal sealed class MethodTable
{
    private readonly Dictionary<FirmwareMethod, int> _indices = [];
    private readonly List<FirmwareMethod> _all = [];

    public IReadOnlyList<FirmwareMethod> All => _all;

    /// <summary>Its number, a new one for a name that is new.</summary>
    public int IndexOf(ModuleDefinition module, MethodDefinition method)
    {
        var entry = new FirmwareMethod(module.Assembly.Name.Name, NameOf(method.DeclaringType) + "." + method.Name);
        if (!_indices.TryGetValue(entry, out var index))
        {
            index = _all.Count;
            _indices.Add(entry, index);
            _all.Add(entry);
        }

        return index;
    }

    private static string NameOf(TypeDefinition type) => type.IsNested ? NameOf(type.DeclaringType) + "." + type.Name : type.Name;
}

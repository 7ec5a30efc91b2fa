using Mono.Cecil;

namespace NanoHost.Loader;

/// <summary>The assemblies of one firmware, read but not yet rewritten: tells its own types from those of the platform.</summary>
internal sealed class Firmware
{
    private readonly Dictionary<string, ModuleDefinition> _modules = [];

    public IEnumerable<ModuleDefinition> Modules => _modules.Values;

    public void Add(ModuleDefinition module) => _modules.Add(module.Assembly.Name.Name, module);

    public bool Defines(TypeReference type) => Find(type) is not null;

    /// <summary>The definition, if the firmware has it; null for a type of the platform.</summary>
    public TypeDefinition? Find(TypeReference type) => type.GetElementType() switch
    {
        TypeDefinition definition => definition,
        { Scope: AssemblyNameReference scope } element => _modules.GetValueOrDefault(scope.Name)?.GetType(element.FullName),
        _ => null,
    };

    public bool IsValueType(TypeReference type) => Find(type)?.IsValueType ?? PlatformTypes.Find(type)?.IsValueType ?? type.IsValueType;

    public bool IsEnum(TypeReference type) => Find(type)?.IsEnum ?? PlatformTypes.Find(type)?.IsEnum ?? false;

    /// <summary>The assemblies, those that others refer to first: the order in which a device starts them.</summary>
    public List<ModuleDefinition> InReferenceOrder()
    {
        var ordered = new List<ModuleDefinition>();
        foreach (var module in Modules)
        {
            Visit(module);
        }

        return ordered;

        void Visit(ModuleDefinition module)
        {
            if (ordered.Contains(module))
            {
                return;
            }

            foreach (var reference in module.AssemblyReferences)
            {
                if (_modules.TryGetValue(reference.Name, out var referenced))
                {
                    Visit(referenced);
                }
            }

            ordered.Add(module);
        }
    }
}

using Mono.Cecil;

namespace NanoApi.References;

/// <summary>Declares the types of an assembly, still without members.</summary>
internal static class TypeDeclarer
{
    public static void Declare(ApiAssembly assembly, ModuleDefinition module, TypeTable types)
    {
        foreach (ApiType type in assembly.Types)
        {
            var definition = new TypeDefinition(type.Namespace, type.Name, Attributes(type));

            foreach (string name in type.GenericParameters)
            {
                definition.GenericParameters.Add(new GenericParameter(name, definition));
            }

            types.Add(type, definition);
        }

        foreach (ApiType type in assembly.Types)
        {
            TypeDefinition definition = types.Definition(type.FullName);
            var siblings = type.DeclaringType is null ? module.Types : types.Definition(type.DeclaringType.FullName).NestedTypes;
            siblings.Add(definition);
        }

        foreach (ApiType type in assembly.Types)
        {
            TypeDefinition definition = types.Definition(type.FullName);

            if (type.Base is not null)
            {
                definition.BaseType = module.ImportReference(types.Definition(type.Base));
            }

            foreach (string name in OwnInterfaces(type, types))
            {
                definition.Interfaces.Add(new InterfaceImplementation(module.ImportReference(types.Definition(name))));
            }
        }
    }

    /// <summary>The interfaces that its base does not have already.</summary>
    public static IEnumerable<string> OwnInterfaces(ApiType type, TypeTable types) =>
        type.Base is null ? type.Interfaces : type.Interfaces.Except(types.Api(type.Base).Interfaces);

    private static TypeAttributes Attributes(ApiType type)
    {
        TypeAttributes attributes = type.DeclaringType is null ? TypeAttributes.Public : TypeAttributes.NestedPublic;

        if (type.Is(ApiModifiers.Abstract | ApiModifiers.Static) || type.Kind == ApiTypeKind.Interface)
        {
            attributes |= TypeAttributes.Abstract;
        }

        if (type.Is(ApiModifiers.Sealed | ApiModifiers.Static) || type.Kind is ApiTypeKind.Struct or ApiTypeKind.Enum or ApiTypeKind.Delegate)
        {
            attributes |= TypeAttributes.Sealed;
        }

        return attributes | type.Kind switch
        {
            ApiTypeKind.Interface => TypeAttributes.Interface,
            ApiTypeKind.Struct => TypeAttributes.SequentialLayout,
            _ => TypeAttributes.Class,
        };
    }
}

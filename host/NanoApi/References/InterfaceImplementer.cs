using Mono.Cecil;

namespace NanoApi.References;

/// <summary>
/// Ties the members of a type to the interfaces that it implements. Explicit implementations are not in the data; each one that must
/// exist, because no public member can be it, is added as a private method.
/// </summary>
internal static class InterfaceImplementer
{
    public static void Implement(ApiType type, TypeTable types)
    {
        if (type.Kind == ApiTypeKind.Interface)
        {
            return;
        }

        TypeDefinition definition = types.Definition(type.FullName);

        foreach (MethodDefinition declared in TypeDeclarer.OwnInterfaces(type, types).SelectMany(name => types.Definition(name).Methods))
        {
            if (Find(definition, declared) is { } own)
            {
                MakeVirtual(own);
            }
            else if (!InheritsPublic(type, declared, types))
            {
                definition.Methods.Add(Explicit(declared, definition, types));
            }
        }
    }

    private static MethodDefinition? Find(TypeDefinition type, MethodDefinition declared) => type.Methods.FirstOrDefault(method =>
        method.IsPublic
        && !method.IsStatic
        && method.Name == declared.Name
        && method.ReturnType.FullName == declared.ReturnType.FullName
        && method.Parameters.Select(parameter => parameter.ParameterType.FullName).SequenceEqual(declared.Parameters.Select(parameter => parameter.ParameterType.FullName)));

    private static void MakeVirtual(MethodDefinition method)
    {
        if (!method.IsVirtual)
        {
            method.Attributes |= MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.NewSlot;
        }
    }

    private static bool InheritsPublic(ApiType type, MethodDefinition declared, TypeTable types)
    {
        for (string? name = type.Base; name is not null; name = types.Api(name).Base)
        {
            if (Find(types.Definition(name), declared) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static MethodDefinition Explicit(MethodDefinition declared, TypeDefinition type, TypeTable types)
    {
        var method = new MethodDefinition(
            declared.DeclaringType.FullName + "." + declared.Name,
            MethodAttributes.Private | MethodAttributes.HideBySig | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.NewSlot,
            types.Reference(declared.ReturnType.FullName, type));

        foreach (ParameterDefinition parameter in declared.Parameters)
        {
            method.Parameters.Add(new ParameterDefinition(parameter.Name, parameter.Attributes, types.Reference(parameter.ParameterType.FullName, type)));
        }

        method.Overrides.Add(type.Module.ImportReference(declared));
        MemberDeclarer.AddBody(method);
        return method;
    }
}

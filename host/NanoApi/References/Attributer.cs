using Mono.Cecil;

namespace NanoApi.References;

/// <summary>Puts on the attributes by which metadata says what C# says with a word: extension, params, readonly, ref, [Flags], [Obsolete], this[].</summary>
internal sealed class Attributer
{
    private readonly ModuleDefinition _module;
    private readonly TypeTable _types;
    private readonly Dictionary<string, MethodDefinition> _embedded = [];

    private Attributer(ModuleDefinition module, TypeTable types)
    {
        _module = module;
        _types = types;
    }

    public static void Apply(ApiAssembly assembly, ModuleDefinition module, TypeTable types)
    {
        var attributer = new Attributer(module, types);

        foreach (ApiType type in assembly.Types)
        {
            attributer.Apply(type);
        }
    }

    private void Apply(ApiType type)
    {
        TypeDefinition definition = _types.Definition(type.FullName);
        ApplyCommon(type.Id, type.Modifiers, definition);

        if (type.Is(ApiModifiers.Flags))
        {
            Add(definition, "System.FlagsAttribute", AttributeBlob.Empty(), 0);
        }

        if (type.Kind == ApiTypeKind.Struct && type.Is(ApiModifiers.ReadOnly))
        {
            AddEmbedded(definition, "IsReadOnlyAttribute");
        }

        if (type.Kind == ApiTypeKind.Struct && type.Is(ApiModifiers.Ref))
        {
            AddEmbedded(definition, "IsByRefLikeAttribute");
        }

        if (definition.Properties.FirstOrDefault(property => property.HasParameters) is { } indexer)
        {
            Add(definition, "System.Reflection.DefaultMemberAttribute", AttributeBlob.Text(indexer.Name), 1);
        }

        foreach (ApiMember member in type.Members)
        {
            Apply(member, Find(definition, member));
        }

        if (type.Members.Any(member => member.Is(ApiModifiers.Extension)))
        {
            Add(definition, "System.Runtime.CompilerServices.ExtensionAttribute", AttributeBlob.Empty(), 0);

            if (!_module.Assembly.HasCustomAttributes)
            {
                Add(_module.Assembly, "System.Runtime.CompilerServices.ExtensionAttribute", AttributeBlob.Empty(), 0);
            }
        }
    }

    private void Apply(ApiMember member, IMemberDefinition definition)
    {
        ApplyCommon(member.Id, member.Modifiers, definition);

        if (member.Is(ApiModifiers.Extension))
        {
            Add(definition, "System.Runtime.CompilerServices.ExtensionAttribute", AttributeBlob.Empty(), 0);
        }

        if (member.Parameters.Any(parameter => parameter.IsParams))
        {
            Add(((MethodDefinition)definition).Parameters[^1], "System.ParamArrayAttribute", AttributeBlob.Empty(), 0);
        }
    }

    private void ApplyCommon(string id, ApiModifiers modifiers, IMemberDefinition definition)
    {
        if ((modifiers & ApiModifiers.Error) != 0)
        {
            Add(definition, "System.ObsoleteAttribute", AttributeBlob.Text("", true), 2);
        }
        else if ((modifiers & ApiModifiers.Obsolete) != 0)
        {
            Add(definition, "System.ObsoleteAttribute", AttributeBlob.Empty(), 0);
        }

        foreach (string[] rule in Supplement.Of(id))
        {
            switch (rule[0])
            {
                case "conditional":
                    Add(definition, "System.Diagnostics.ConditionalAttribute", AttributeBlob.Text(rule[1]), 1);
                    break;
                case "expression":
                    ParameterDefinition parameter = ((MethodDefinition)definition).Parameters.Single(parameter => parameter.Name == rule[1]);
                    Add(parameter, "System.Runtime.CompilerServices.CallerArgumentExpressionAttribute", AttributeBlob.Text(rule[2]), 1);
                    break;
                case "usage":
                    Add(definition, "System.AttributeUsageAttribute", AttributeBlob.Usage(int.Parse(rule[1]), rule.Contains("multiple")), 1);
                    break;
                default:
                    throw new FormatException($"Supplement.tsv: {id} {rule[0]}");
            }
        }
    }

    private static IMemberDefinition Find(TypeDefinition type, ApiMember member) => member.Kind switch
    {
        ApiMemberKind.Field => type.Fields.Single(field => field.Name == member.Name),
        ApiMemberKind.Property => type.Properties.Single(property => property.Name == member.Name),
        ApiMemberKind.Event => type.Events.Single(happening => happening.Name == member.Name),
        _ => type.Methods.Single(method => DocumentationId.Of(method) == member.Id),
    };

    private void Add(ICustomAttributeProvider target, string attribute, byte[] blob, int arguments)
    {
        MethodDefinition constructor = _types.Definition(attribute).Methods.Single(method => method.IsConstructor && method.Parameters.Count == arguments);
        target.CustomAttributes.Add(new CustomAttribute(_module.ImportReference(constructor), blob));
    }

    // The compiler puts these into each assembly that needs them, since the platform has none, and knows them by name.
    private void AddEmbedded(ICustomAttributeProvider target, string name)
    {
        if (!_embedded.TryGetValue(name, out MethodDefinition? constructor))
        {
            var type = new TypeDefinition(
                "System.Runtime.CompilerServices", name, TypeAttributes.NotPublic | TypeAttributes.Sealed, _module.ImportReference(_types.Definition("System.Attribute")));
            constructor = new MethodDefinition(
                ".ctor", MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, _module.TypeSystem.Void);
            MemberDeclarer.AddBody(constructor);
            type.Methods.Add(constructor);
            _module.Types.Add(type);
            _embedded.Add(name, constructor);
        }

        target.CustomAttributes.Add(new CustomAttribute(constructor, AttributeBlob.Empty()));
    }
}

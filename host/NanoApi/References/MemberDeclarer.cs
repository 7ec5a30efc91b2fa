using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoApi.References;

/// <summary>Declares the members of types.</summary>
internal sealed class MemberDeclarer(TypeTable types)
{
    public void Declare(ApiType type)
    {
        TypeDefinition definition = types.Definition(type.FullName);

        if (type.Kind == ApiTypeKind.Enum)
        {
            definition.Fields.Add(new FieldDefinition(
                "value__", FieldAttributes.Public | FieldAttributes.SpecialName | FieldAttributes.RTSpecialName, types.Reference(type.Underlying!, definition)));
        }

        foreach (ApiMember member in type.Members)
        {
            switch (member.Kind)
            {
                case ApiMemberKind.Field:
                    definition.Fields.Add(Field(member, definition));
                    break;
                case ApiMemberKind.Property:
                    AddProperty(member, definition);
                    break;
                case ApiMemberKind.Event:
                    AddEvent(member, definition);
                    break;
                default:
                    definition.Methods.Add(Method(member, definition));
                    break;
            }
        }

        // A struct without fields would always count as assigned.
        if (type.Kind == ApiTypeKind.Struct && type.FullName != "System.Void" && definition.Fields.All(field => field.IsStatic))
        {
            definition.Fields.Add(new FieldDefinition("_unlisted", FieldAttributes.Private, definition.Module.TypeSystem.Int32));
        }
    }

    private FieldDefinition Field(ApiMember member, TypeDefinition scope)
    {
        bool constant = member.Is(ApiModifiers.Const);
        var attributes = member.Is(ApiModifiers.Protected) ? FieldAttributes.Family : FieldAttributes.Public;
        attributes |= constant ? FieldAttributes.Static | FieldAttributes.Literal | FieldAttributes.HasDefault : 0;
        attributes |= member.Is(ApiModifiers.Static) ? FieldAttributes.Static : 0;
        attributes |= member.Is(ApiModifiers.ReadOnly) ? FieldAttributes.InitOnly : 0;

        var field = new FieldDefinition(member.Name, attributes, types.Reference(member.Type, scope));

        if (constant)
        {
            field.Constant = Value(member.Constant!, member.Type);
        }

        return field;
    }

    private MethodDefinition Method(ApiMember member, TypeDefinition scope)
    {
        MethodDefinition method = Method(member, scope, member.Name, member.Type);

        foreach (ApiParameter parameter in member.Parameters)
        {
            AddParameter(method, parameter, scope);
        }

        if (member.Kind == ApiMemberKind.Constructor)
        {
            method.Attributes |= MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;
        }
        else if (member.Name.StartsWith("op_", StringComparison.Ordinal))
        {
            method.Attributes |= MethodAttributes.SpecialName;
        }

        return method;
    }

    private void AddProperty(ApiMember member, TypeDefinition scope)
    {
        var property = new PropertyDefinition(member.Name, PropertyAttributes.None, types.Reference(member.Type, scope));

        if (member.HasGetter)
        {
            property.GetMethod = Accessor("get_", member.Type);
        }

        if (member.HasSetter)
        {
            property.SetMethod = Accessor("set_", "System.Void");
            property.SetMethod.Parameters.Add(new ParameterDefinition("value", ParameterAttributes.None, property.PropertyType));
        }

        scope.Properties.Add(property);

        MethodDefinition Accessor(string prefix, string type)
        {
            MethodDefinition accessor = Method(member, scope, prefix + member.Name, type);
            accessor.Attributes |= MethodAttributes.SpecialName;

            foreach (ApiParameter index in member.Parameters)
            {
                AddParameter(accessor, index, scope);
            }

            scope.Methods.Add(accessor);
            return accessor;
        }
    }

    private void AddEvent(ApiMember member, TypeDefinition scope)
    {
        var definition = new EventDefinition(member.Name, EventAttributes.None, types.Reference(member.Type, scope));
        definition.AddMethod = Accessor("add_");
        definition.RemoveMethod = Accessor("remove_");
        scope.Events.Add(definition);

        MethodDefinition Accessor(string prefix)
        {
            MethodDefinition accessor = Method(member, scope, prefix + member.Name, "System.Void");
            accessor.Attributes |= MethodAttributes.SpecialName;
            accessor.Parameters.Add(new ParameterDefinition("value", ParameterAttributes.None, definition.EventType));
            scope.Methods.Add(accessor);
            return accessor;
        }
    }

    private MethodDefinition Method(ApiMember member, TypeDefinition scope, string name, string returnType)
    {
        var attributes = MethodAttributes.HideBySig | (member.Is(ApiModifiers.Protected) ? MethodAttributes.Family : MethodAttributes.Public);

        if (member.DeclaringType.Kind == ApiTypeKind.Interface || member.Is(ApiModifiers.Abstract))
        {
            attributes |= MethodAttributes.Virtual | MethodAttributes.Abstract | MethodAttributes.NewSlot;
        }
        else if (member.Is(ApiModifiers.Virtual))
        {
            attributes |= MethodAttributes.Virtual | MethodAttributes.NewSlot;
        }
        else if (member.Is(ApiModifiers.Override))
        {
            attributes |= MethodAttributes.Virtual | (member.Is(ApiModifiers.Sealed) ? MethodAttributes.Final : 0);
        }

        attributes |= member.Is(ApiModifiers.Static) ? MethodAttributes.Static : 0;
        var method = new MethodDefinition(name, attributes, types.Reference(returnType, scope));

        if (member.DeclaringType.Kind == ApiTypeKind.Delegate)
        {
            method.ImplAttributes = MethodImplAttributes.Runtime;
        }
        else if (!method.IsAbstract)
        {
            AddBody(method);
        }

        return method;
    }

    /// <summary>A body that nothing runs.</summary>
    public static void AddBody(MethodDefinition method)
    {
        ILProcessor il = method.Body.GetILProcessor();
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Throw);
    }

    private void AddParameter(MethodDefinition method, ApiParameter parameter, TypeDefinition scope)
    {
        TypeReference type = types.Reference(parameter.Type, scope);
        var definition = new ParameterDefinition(
            parameter.Name,
            parameter.Passing == ApiPassing.Out ? ParameterAttributes.Out : ParameterAttributes.None,
            parameter.Passing == ApiPassing.Value ? type : new ByReferenceType(type));

        if (parameter.Default is not null)
        {
            definition.Attributes |= ParameterAttributes.Optional | ParameterAttributes.HasDefault;
            definition.Constant = Value(parameter.Default, parameter.Type);
        }

        method.Parameters.Add(definition);
    }

    // Constants of an enum are stored as its underlying type.
    private object? Value(string text, string type) => Literal.Parse(text, types.Api(type).Underlying ?? type);
}

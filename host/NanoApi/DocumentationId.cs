using Mono.Cecil;

namespace NanoApi;

/// <summary>The ECMA documentation ids of compiled members.</summary>
public static class DocumentationId
{
    public static string Of(TypeReference type) => "T:" + Name(type);

    public static string Of(MethodReference method)
    {
        string name = method.Name.Replace('.', '#');
        string id = "M:" + Name(method.DeclaringType) + "." + name + Parameters(method.Parameters);
        return method.Name is "op_Implicit" or "op_Explicit" ? id + "~" + Name(method.ReturnType) : id;
    }

    public static string Of(PropertyDefinition property) => "P:" + Name(property.DeclaringType) + "." + property.Name + Parameters(property.Parameters);

    public static string Of(FieldReference field) => "F:" + Name(field.DeclaringType) + "." + field.Name;

    public static string Of(EventReference happening) => "E:" + Name(happening.DeclaringType) + "." + happening.Name;

    private static string Parameters(ICollection<ParameterDefinition> parameters) =>
        parameters.Count == 0 ? "" : "(" + string.Join(",", parameters.Select(parameter => Name(parameter.ParameterType))) + ")";

    private static string Name(TypeReference type) => type switch
    {
        ArrayType array => Name(array.ElementType) + (array.IsVector ? "[]" : "[" + string.Join(",", Enumerable.Repeat("0:", array.Rank)) + "]"),
        ByReferenceType reference => Name(reference.ElementType) + "@",
        PointerType pointer => Name(pointer.ElementType) + "*",
        GenericParameter parameter => (parameter.Type == GenericParameterType.Type ? "`" : "``") + parameter.Position,
        GenericInstanceType instance => Name(instance.ElementType)[..Name(instance.ElementType).LastIndexOf('`')]
            + "{" + string.Join(",", instance.GenericArguments.Select(Name)) + "}",
        _ => type.FullName.Replace('/', '.'),
    };
}

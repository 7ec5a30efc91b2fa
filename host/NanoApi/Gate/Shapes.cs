using Mono.Cecil;

namespace NanoApi.Gate;

/// <summary>The types that a signature, a local or an instruction may not mention.</summary>
internal static class Shapes
{
    public static void Check(TypeReference? type, string role, Report report)
    {
        switch (type)
        {
            case null:
                break;
            case GenericInstanceType instance:
                report.Add(Rule.Generics, $"{role} {DocumentationId.Of(instance)[2..]}");
                break;
            case GenericParameter parameter:
                report.Add(Rule.Generics, $"{role} {parameter.Name}");
                break;
            case PointerType or FunctionPointerType:
                report.Add(Rule.Pointers, $"{role} {type.FullName}");
                break;
            case ArrayType { IsVector: false }:
                report.Add(Rule.MultiDimensionalArrays, $"{role} {type.FullName}");
                break;
            case TypeSpecification specification:
                Check(specification.ElementType, role, report);
                break;
            default:
                // Open, as in typeof(Action<>): a reference knows the number of its parameters by its name only.
                if (type.Name.Contains('`'))
                {
                    report.Add(Rule.Generics, $"{role} {type.FullName}");
                }

                break;
        }
    }

    public static void Check(MethodReference method, Report report)
    {
        if (method is GenericInstanceMethod)
        {
            report.Add(Rule.Generics, $"generic method {method.Name}");
        }

        Check(method.DeclaringType, "type of a member", report);
        Check(method.ReturnType, "return type", report);

        foreach (ParameterDefinition parameter in method.Parameters)
        {
            Check(parameter.ParameterType, "parameter type", report);
        }
    }
}

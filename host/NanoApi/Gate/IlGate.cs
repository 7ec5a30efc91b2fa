using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoApi.Gate;

/// <summary>
/// The second gate behind the reference assemblies: what the C# compiler accepts against the nanoFramework API and the device's
/// converter or interpreter does not carry out. Refuses by shape, never by guess about run time.
/// </summary>
public static class IlGate
{
    /// <summary>Checks the assembly at <paramref name="path"/>; with symbols beside it the findings name their source lines.</summary>
    public static IReadOnlyList<Finding> Check(string path)
    {
        bool symbols = File.Exists(Path.ChangeExtension(path, ".pdb"));
        using var assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { ReadSymbols = symbols });
        return Check(assembly);
    }

    public static IReadOnlyList<Finding> Check(AssemblyDefinition assembly)
    {
        var report = new Report();

        foreach (TypeDefinition type in assembly.MainModule.GetTypes())
        {
            Check(type, report);
        }

        return report.Findings;
    }

    private static void Check(TypeDefinition type, Report report)
    {
        report.Enter(type);

        if (type.HasGenericParameters)
        {
            report.Add(Rule.Generics, "a generic type");
        }

        Shapes.Check(type.BaseType, "base type", report);

        foreach (InterfaceImplementation implementation in type.Interfaces)
        {
            Shapes.Check(implementation.InterfaceType, "interface", report);
        }

        foreach (FieldDefinition field in type.Fields)
        {
            report.Enter(field);
            Shapes.Check(field.FieldType, "field type", report);

            if (field.HasConstant && field.Constant is string text && text.Contains('\0'))
            {
                report.Add(Rule.ZeroInText, "a text with a NUL in it");
            }
        }

        foreach (MethodDefinition method in type.Methods)
        {
            report.Enter(method);
            Check(method, report);
        }
    }

    private static void Check(MethodDefinition method, Report report)
    {
        if (method.HasGenericParameters)
        {
            report.Add(Rule.Generics, "a generic method");
        }

        if (method.DeclaringType.IsInterface && method.HasBody)
        {
            report.Add(Rule.InterfaceBodies, "an interface member with a body");
        }

        Shapes.Check(method.ReturnType, "return type", report);

        foreach (ParameterDefinition parameter in method.Parameters)
        {
            Shapes.Check(parameter.ParameterType, "parameter type", report);
        }

        if (!method.HasBody)
        {
            return;
        }

        foreach (VariableDefinition variable in method.Body.Variables)
        {
            Shapes.Check(variable.VariableType, "type of a local", report);
        }

        foreach (ExceptionHandler handler in method.Body.ExceptionHandlers)
        {
            Shapes.Check(handler.CatchType, "type of a catch", report);
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            report.Enter(instruction);
            Instructions.Check(instruction, report);
        }

        if (method is { IsConstructor: true, IsStatic: true })
        {
            StaticConstructors.Check(method, report);
        }
    }
}

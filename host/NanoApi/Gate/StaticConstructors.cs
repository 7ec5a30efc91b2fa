using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoApi.Gate;

/// <summary>
/// What a static constructor may do. On the device all of them run before Main, those of unused classes too, and while they run no other
/// thread does: a loop delays the start, a wait never ends, and a pin that is opened here moves before the program has said so.
/// </summary>
internal static class StaticConstructors
{
    public static void Check(MethodDefinition constructor, Report report)
    {
        foreach (Instruction instruction in constructor.Body.Instructions)
        {
            report.Enter(instruction);

            if (!IsAllowed(instruction))
            {
                report.Add(Rule.StaticConstructors, "a static constructor with " + Describe(instruction));
            }
        }
    }

    private static bool IsAllowed(Instruction instruction)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Nop or Code.Ret or Code.Dup or Code.Ldstr or Code.Ldnull or Code.Newarr or Code.Box or Code.Ldtoken or Code.Ldsfld or Code.Stsfld:
            case >= Code.Ldc_I4_M1 and <= Code.Ldc_R8:
            case >= Code.Stelem_I and <= Code.Stelem_Ref or Code.Stelem_Any:
            case >= Code.Conv_I1 and <= Code.Conv_U8 or Code.Conv_U2 or Code.Conv_U1 or Code.Conv_I or Code.Conv_U:
                return true;
            case Code.Call:
                return ((MethodReference)instruction.Operand).FullName is
                    "System.Void System.Runtime.CompilerServices.RuntimeHelpers::InitializeArray(System.Array,System.RuntimeFieldHandle)"
                    or "System.Text.Encoding System.Text.Encoding::get_UTF8()";
            case Code.Newobj:
                var constructor = (MethodReference)instruction.Operand;
                return constructor.DeclaringType.FullName == "System.Object" || IsLambdaHolder(constructor.DeclaringType);
            default:
                return false;
        }
    }

    // The class in which the compiler keeps lambdas that capture nothing; its only instance is as empty as new object().
    private static bool IsLambdaHolder(TypeReference type) => type is TypeDefinition { Name: "<>c", IsNestedPrivate: true };

    private static string Describe(Instruction instruction) => instruction.OpCode.FlowControl switch
    {
        FlowControl.Branch or FlowControl.Cond_Branch => "a branch or loop",
        FlowControl.Throw => "a throw",
        _ => instruction.Operand is MemberReference member
            ? $"{(instruction.OpCode.Code == Code.Newobj ? "new " + member.DeclaringType.Name : member.DeclaringType?.Name + "." + member.Name)}"
            : $"the instruction {instruction.OpCode.Name}",
    };
}

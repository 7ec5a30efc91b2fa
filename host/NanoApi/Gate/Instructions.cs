using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoApi.Gate;

/// <summary>The instructions that a method body may not have.</summary>
internal static class Instructions
{
    public static void Check(Instruction instruction, Report report)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Localloc:
                report.Add(Rule.StackAllocation, "stackalloc");
                break;
            case Code.Cpblk or Code.Initblk or Code.Calli:
                report.Add(Rule.Pointers, instruction.OpCode.Name);
                break;
            case Code.Add_Ovf or Code.Add_Ovf_Un or Code.Sub_Ovf or Code.Sub_Ovf_Un or Code.Mul_Ovf or Code.Mul_Ovf_Un:
                report.Add(Rule.OverflowChecks, "checked arithmetic");
                break;
            case >= Code.Conv_Ovf_I1_Un and <= Code.Conv_Ovf_U_Un:
            case >= Code.Conv_Ovf_I1 and <= Code.Conv_Ovf_U8:
            case Code.Conv_Ovf_I or Code.Conv_Ovf_U:
                report.Add(Rule.OverflowChecks, "a checked conversion");
                break;
            case Code.Ldstr when ((string)instruction.Operand).Contains('\0'):
                report.Add(Rule.ZeroInText, "a text with a NUL in it");
                break;
        }

        switch (instruction.Operand)
        {
            case MethodReference method:
                Shapes.Check(method, report);
                break;
            case FieldReference field:
                Shapes.Check(field.DeclaringType, "type of a member", report);
                Shapes.Check(field.FieldType, "field type", report);
                break;
            case TypeReference type:
                Shapes.Check(type, "type", report);
                break;
        }
    }
}

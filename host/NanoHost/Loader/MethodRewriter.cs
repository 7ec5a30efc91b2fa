using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using NanoApi;
using NanoHost.Redirects;

namespace NanoHost.Loader;

/// <summary>Makes the three changes in one method: ticks, allocation counts, redirected calls.</summary>
internal sealed class MethodRewriter(ModuleDefinition module, Firmware firmware, KernelCalls kernel, RewriteOptions options, MethodTable methods)
{
    private readonly DeviceSizes _sizes = new(firmware);

    public void Rewrite(MethodDefinition method)
    {
        var body = method.Body;
        body.SimplifyMacros();
        var blocks = BasicBlocks.Find(body);
        var index = options.CountsMethods ? methods.IndexOf(module, method) : -1;
        Instruction? prefix = null;
        var before = new List<Instruction>();
        foreach (var instruction in body.Instructions.ToArray())
        {
            var first = prefix ?? instruction;
            if (blocks.TryGetValue(instruction, out var count))
            {
                before.Add(Instruction.Create(OpCodes.Ldc_I4, count));
                if (options.CountsMethods)
                {
                    before.Add(Instruction.Create(OpCodes.Ldc_I4, PlatformCalls(instruction, count)));
                    before.Add(Instruction.Create(OpCodes.Ldc_I4, index));
                }

                before.Add(Instruction.Create(OpCodes.Call, options.CountsMethods ? kernel.Count : kernel.Tick));
            }

            if (instruction.OpCode.OpCodeType == OpCodeType.Prefix)
            {
                prefix = instruction;
                continue;
            }

            if (!Redirect(body, instruction, prefix))
            {
                CountAllocation(instruction, before);
            }

            if (options.SeededPreemption && IsAccess(instruction.OpCode.Code))
            {
                before.Add(Instruction.Create(OpCodes.Call, kernel.Access));
            }

            InsertBefore(body, first, before);
            before.Clear();
            prefix = null;
        }

        body.OptimizeMacros();
    }

    /// <summary>
    /// Whatever referred to the instruction (branches, exception ranges, sequence points) must now refer to what stands
    /// before it: so the object stays where it is and becomes the first of them, and a copy of it follows.
    /// </summary>
    private static void InsertBefore(MethodBody body, Instruction instruction, List<Instruction> before)
    {
        if (before.Count == 0)
        {
            return;
        }

        var copy = Instruction.Create(OpCodes.Nop);
        (copy.OpCode, copy.Operand) = (instruction.OpCode, instruction.Operand);
        (instruction.OpCode, instruction.Operand) = (before[0].OpCode, before[0].Operand);
        var index = body.Instructions.IndexOf(instruction);
        foreach (var added in before.Skip(1).Append(copy))
        {
            body.Instructions.Insert(++index, added);
        }
    }

    /// <summary>How many of so many instructions call what the firmware does not define: before any of them is changed.</summary>
    private int PlatformCalls(Instruction first, int count)
    {
        var calls = 0;
        for (var instruction = first; count > 0; instruction = instruction.Next, count--)
        {
            calls += instruction.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj
                && instruction.Operand is MethodReference callee && !firmware.Defines(callee.DeclaringType) ? 1 : 0;
        }

        return calls;
    }

    private void CountAllocation(Instruction instruction, List<Instruction> before)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Newobj when !firmware.IsValueType(((MethodReference)instruction.Operand).DeclaringType):
                Count(before, kernel.AllocatedObject, _sizes.Object(((MethodReference)instruction.Operand).DeclaringType));
                break;
            case Code.Box:
                Count(before, kernel.AllocatedObject, _sizes.Boxed((TypeReference)instruction.Operand));
                break;
            case Code.Newarr:
                Count(before, kernel.AllocatedArray, _sizes.Element((TypeReference)instruction.Operand));
                break;
            case Code.Throw:
                Count(before, kernel.AllocatedByPlatform, DeviceSizes.StackTrace);
                break;
        }
    }

    private static void Count(List<Instruction> before, MethodReference counter, int bytes)
    {
        before.Add(Instruction.Create(OpCodes.Ldc_I4, bytes));
        before.Add(Instruction.Create(OpCodes.Call, counter));
    }

    /// <returns>Whether the call goes to a method of ours, which counts for itself.</returns>
    private bool Redirect(MethodBody body, Instruction instruction, Instruction? prefix)
    {
        if (instruction.OpCode.Code is not (Code.Call or Code.Callvirt or Code.Newobj or Code.Ldftn)
            || instruction.Operand is not MethodReference callee
            || firmware.Defines(callee.DeclaringType))
        {
            return false;
        }

        if (prefix?.OpCode.Code == Code.Constrained)
        {
            RedirectConstrained(body, instruction, prefix, callee);
            return false;
        }

        if (!RedirectTable.ById.TryGetValue(DocumentationId.Of(callee), out var replacement) || IsBaseCall(instruction, callee))
        {
            return false;
        }

        instruction.OpCode = instruction.OpCode.Code == Code.Ldftn ? OpCodes.Ldftn : OpCodes.Call;
        instruction.Operand = module.ImportReference(replacement);
        return true;
    }

    /// <summary>A call through a reference to a value: what runs is the value's own override, so that is what is replaced.</summary>
    private void RedirectConstrained(MethodBody body, Instruction call, Instruction prefix, MethodReference callee)
    {
        var type = (TypeReference)prefix.Operand;
        if (firmware.IsEnum(type) && callee is { HasParameters: false, Name: nameof(ToString) })
        {
            (prefix.OpCode, prefix.Operand) = (OpCodes.Ldobj, type);
            body.Instructions.Insert(body.Instructions.IndexOf(call), Instruction.Create(OpCodes.Box, type));
            (call.OpCode, call.Operand) = (OpCodes.Call, module.ImportReference(RedirectTable.ById["M:System.Enum.ToString"]));
        }
        else if (RedirectTable.ById.TryGetValue(DocumentationId.Of(OnType(callee, type)), out var replacement))
        {
            (prefix.OpCode, prefix.Operand) = (OpCodes.Nop, null);
            (call.OpCode, call.Operand) = (OpCodes.Call, module.ImportReference(replacement));
        }
    }

    private static MethodReference OnType(MethodReference method, TypeReference type)
    {
        var own = new MethodReference(method.Name, method.ReturnType, type) { HasThis = true };
        foreach (var parameter in method.Parameters)
        {
            own.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        }

        return own;
    }

    /// <summary>base.Method() runs the base's own code; ours dispatches on the object and would come back here for ever.</summary>
    private static bool IsBaseCall(Instruction instruction, MethodReference callee) =>
        instruction.OpCode.Code == Code.Call && callee.HasThis && PlatformTypes.Find(callee.DeclaringType) is not { IsSealed: true };

    private static bool IsAccess(Code code) => code is
        Code.Ldfld or Code.Stfld or Code.Ldsfld or Code.Stsfld or Code.Ldobj or Code.Stobj
        or (>= Code.Ldind_I1 and <= Code.Ldind_Ref) or (>= Code.Stind_Ref and <= Code.Stind_R8) or Code.Stind_I
        or (>= Code.Ldelem_I1 and <= Code.Ldelem_Any) or (>= Code.Stelem_I and <= Code.Stelem_Any);
}

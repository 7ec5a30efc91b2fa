using Mono.Cecil.Cil;

namespace NanoHost.Loader;

/// <summary>The basic blocks of a method: where each begins and how many instructions it has.</summary>
internal static class BasicBlocks
{
    /// <summary>The first instruction of each block, with the number of instructions up to the next block.</summary>
    public static Dictionary<Instruction, int> Find(MethodBody body)
    {
        var heads = new HashSet<Instruction> { body.Instructions[0] };
        foreach (var instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case Instruction target:
                    heads.Add(target);
                    break;
                case Instruction[] targets:
                    heads.UnionWith(targets);
                    break;
            }

            if (EndsBlock(instruction) && instruction.Next is { } next)
            {
                heads.Add(next);
            }
        }

        foreach (var handler in body.ExceptionHandlers)
        {
            heads.Add(handler.HandlerStart);
            if (handler.FilterStart is not null)
            {
                heads.Add(handler.FilterStart);
            }
        }

        var blocks = new Dictionary<Instruction, int>();
        var head = body.Instructions[0];
        foreach (var instruction in body.Instructions)
        {
            head = heads.Contains(instruction) ? instruction : head;
            blocks[head] = blocks.GetValueOrDefault(head) + 1;
        }

        return blocks;
    }

    private static bool EndsBlock(Instruction instruction) =>
        instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw;
}

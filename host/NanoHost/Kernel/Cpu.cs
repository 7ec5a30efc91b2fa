namespace NanoHost;

/// <summary>What rewritten firmware calls on the firmware thread that runs. Elsewhere (a host thread) the calls do nothing.</summary>
public static class Cpu
{
    /// <summary>The largest array the platform can allocate, in bytes.</summary>
    private const int LargestArray = 786_420;

    /// <summary>Executes that many instructions: once for each basic block.</summary>
    public static void Tick(int instructions)
    {
        var thread = FirmwareThread.Current;
        if (thread is not null && (thread.Instructions += instructions) >= thread.Checkpoint)
        {
            thread.Scheduler.Check(thread);
        }
    }

    /// <summary>The same for firmware that was rewritten to count its methods: of which method the block is, and how many calls into the platform it has.</summary>
    public static void Count(int instructions, int platformCalls, int method)
    {
        FirmwareThread.Current?.Machine.Methods?.Add(method, instructions, platformCalls);
        Tick(instructions);
    }

    /// <summary>Before each access to a field, an element or a static, in the preemption mode only: another thread may run here. Counts nothing.</summary>
    public static void Access() => FirmwareThread.Current?.Scheduler.MayPreempt();

    /// <summary>Before <c>newobj</c> of a class and before <c>box</c>: the bytes it takes on the device.</summary>
    public static void AllocatedObject(int bytes)
    {
        var thread = FirmwareThread.Current;
        if (thread is not null)
        {
            thread.OwnBytes += bytes;
        }
    }

    /// <summary>Before <c>newarr</c>.</summary>
    /// <returns>The length, so that the call can stand between the length and the instruction.</returns>
    public static int AllocatedArray(int length, int elementBytes)
    {
        var thread = FirmwareThread.Current;
        if (thread is not null && length >= 0)
        {
            var bytes = ArrayBytes(length, elementBytes);
            if (bytes > LargestArray)
            {
                throw new OutOfMemoryException();
            }

            thread.OwnBytes += bytes;
        }

        return length;
    }

    /// <summary>A call into the platform that allocates on the firmware's heap.</summary>
    public static void AllocatedByPlatform(int bytes)
    {
        var thread = FirmwareThread.Current;
        if (thread is not null)
        {
            thread.PlatformBytes += bytes;
        }
    }

    /// <summary>What an array takes on the device: whole blocks of 12 bytes, two of them at least.</summary>
    public static long ArrayBytes(int length, int elementBytes)
    {
        var content = (long)length * elementBytes;
        return elementBytes >= 12 ? 24 + content : Math.Max(24, (12 + content + 11) / 12 * 12);
    }
}

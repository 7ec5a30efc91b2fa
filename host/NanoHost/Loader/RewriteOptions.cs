namespace NanoHost;

/// <summary>What the rewriter does beyond counting and redirecting.</summary>
public sealed record RewriteOptions
{
    /// <summary>
    /// A call of <see cref="Cpu.Access"/> before each access to a field, element, static or reference, at which the kernel
    /// may take the processor away; what is counted does not change.
    /// </summary>
    public bool SeededPreemption { get; init; }

    /// <summary>Counts instructions and calls into the platform for each method (<see cref="Machine.Methods"/>); what is counted otherwise does not change.</summary>
    public bool CountsMethods { get; init; }
}

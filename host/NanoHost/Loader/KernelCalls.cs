using Mono.Cecil;

namespace NanoHost.Loader;

/// <summary>The methods of <see cref="Cpu"/> that rewritten code calls, as references of one module.</summary>
internal sealed class KernelCalls(ModuleDefinition module)
{
    public MethodReference Tick { get; } = Import(module, nameof(Cpu.Tick));

    public MethodReference Count { get; } = Import(module, nameof(Cpu.Count));

    public MethodReference Access { get; } = Import(module, nameof(Cpu.Access));

    public MethodReference AllocatedObject { get; } = Import(module, nameof(Cpu.AllocatedObject));

    public MethodReference AllocatedArray { get; } = Import(module, nameof(Cpu.AllocatedArray));

    public MethodReference AllocatedByPlatform { get; } = Import(module, nameof(Cpu.AllocatedByPlatform));

    private static MethodReference Import(ModuleDefinition module, string name) => module.ImportReference(typeof(Cpu).GetMethod(name));
}

using System.Reflection;
using System.Runtime.Loader;

namespace NanoHost.Loader;

/// <summary>The assemblies of one boot. Each boot has its own, so that every static field is new, as after a reset.</summary>
internal sealed class FirmwareContext(IReadOnlyList<RewrittenAssembly> firmware) : AssemblyLoadContext("firmware", isCollectible: true)
{
    protected override Assembly? Load(AssemblyName name)
    {
        if (firmware.FirstOrDefault(assembly => assembly.Name == name.Name) is { } own)
        {
            return LoadFromStream(new MemoryStream(own.Image), own.Symbols is null ? null : new MemoryStream(own.Symbols));
        }

        return Facades.Find(name.Name!) is { } facade ? LoadFromStream(new MemoryStream(facade)) : null;
    }
}

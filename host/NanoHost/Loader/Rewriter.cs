using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoHost.Loader;

/// <summary>Rewrites the assemblies of one firmware: reads them all, then changes and writes each, symbols included.</summary>
internal static class Rewriter
{
    public static List<RewrittenAssembly> Rewrite(IEnumerable<FirmwareFile> files, RewriteOptions options, MethodTable methods)
    {
        var firmware = new Firmware();
        try
        {
            foreach (var file in files)
            {
                firmware.Add(Read(file));
            }

            return firmware.InReferenceOrder().ConvertAll(module => Rewrite(module, firmware, options, methods));
        }
        finally
        {
            foreach (var module in firmware.Modules)
            {
                module.Dispose();
            }
        }
    }

    private static ModuleDefinition Read(FirmwareFile file)
    {
        var parameters = new ReaderParameters();
        if (file.Symbols is not null)
        {
            parameters.SymbolStream = new MemoryStream(file.Symbols);
            parameters.SymbolReaderProvider = new PortablePdbReaderProvider();
            parameters.ReadSymbols = true;
        }

        return ModuleDefinition.ReadModule(new MemoryStream(file.Image), parameters);
    }

    private static RewrittenAssembly Rewrite(ModuleDefinition module, Firmware firmware, RewriteOptions options, MethodTable methods)
    {
        RefusedMembers.Check(module, firmware);
        var rewriter = new MethodRewriter(module, firmware, new KernelCalls(module), options, methods);
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            rewriter.Rewrite(method);
        }

        var image = new MemoryStream();
        var symbols = module.HasSymbols ? new MemoryStream() : null;
        module.Write(image, new WriterParameters
        {
            WriteSymbols = symbols is not null,
            SymbolStream = symbols,
            SymbolWriterProvider = symbols is null ? null : new PortablePdbWriterProvider(),
        });
        return new RewrittenAssembly(module.Assembly.Name.Name, image.ToArray(), symbols?.ToArray(), [.. module.AssemblyReferences.Select(reference => reference.Name)]);
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;

namespace Host.Tests.NanoApi;

/// <summary>Compiles a few lines as the firmware projects compile theirs.</summary>
internal static class FirmwareCompiler
{
    private static readonly CSharpParseOptions s_language = new(LanguageVersion.CSharp10);
    private static readonly CSharpCompilationOptions s_options = new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true);

    /// <summary>The reference assemblies of the nanoFramework API.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. Directory.GetFiles(Repository.Path("artifacts", "nano-api"), "*.dll").Order(StringComparer.Ordinal).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The ids of the errors, each once.</summary>
    public static IEnumerable<string> Errors(string source) => Compile(source).Emit(Stream.Null).Diagnostics
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        .Select(diagnostic => diagnostic.Id)
        .Distinct();

    public static AssemblyDefinition Assembly(string source)
    {
        var image = new MemoryStream();
        var result = Compile(source).Emit(image);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        image.Position = 0;
        return AssemblyDefinition.ReadAssembly(image);
    }

    public static CSharpCompilation Compile(string source) => CSharpCompilation.Create("Firmware", [CSharpSyntaxTree.ParseText(source, s_language)], References, s_options);
}

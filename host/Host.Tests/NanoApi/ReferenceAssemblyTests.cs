using Microsoft.CodeAnalysis;
using Mono.Cecil;
using NanoApi;

namespace Host.Tests.NanoApi;

/// <summary>The generated assemblies say exactly what the API data says.</summary>
public class ReferenceAssemblyTests
{
    public static TheoryData<string> Assemblies => [.. ApiAssembly.All.Select(assembly => assembly.Name)];

    // Data, generated assembly, what the compiler reads from it, written as data again: the same, so no member and no fact is lost or added.
    [Theory]
    [MemberData(nameof(Assemblies))]
    public void TheCompilerSeesTheDataLineForLine(string name)
    {
        string[] data = [.. File.ReadAllLines(Repository.Path("host", "NanoApi", "Data", name + ".txt")).Select(line => line.TrimEnd())];
        var compilation = FirmwareCompiler.Compile("");
        MetadataReference reference = FirmwareCompiler.References.Single(reference => Path.GetFileNameWithoutExtension(reference.Display) == name);
        string[] seen = [.. ApiFacts.Lines((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!)];

        string[] differences = [.. data.Except(seen).Select(line => "only in the data: " + line).Concat(seen.Except(data).Select(line => "only in the assembly: " + line))];

        Assert.True(differences.Length == 0, string.Join('\n', differences));
        Assert.Equal(data.Length, seen.Length);
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void EveryMemberHasItsDocumentationId(string name)
    {
        using AssemblyDefinition assembly = Read(name);
        ApiAssembly api = ApiAssembly.All.Single(api => api.Name == name);
        var ids = assembly.MainModule.GetTypes().SelectMany(Ids).ToHashSet();

        Assert.Empty(api.Types.SelectMany(type => type.Members.Select(member => member.Id).Prepend(type.Id)).Except(ids));

        static IEnumerable<string> Ids(TypeDefinition type) =>
        [
            DocumentationId.Of(type),
            .. type.Methods.Select(DocumentationId.Of),
            .. type.Properties.Select(DocumentationId.Of),
            .. type.Fields.Select(DocumentationId.Of),
            .. type.Events.Select(DocumentationId.Of),
        ];
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void ItRefersToNanoFrameworkOnly(string name)
    {
        using AssemblyDefinition assembly = Read(name);
        Assert.All(assembly.MainModule.AssemblyReferences, reference => Assert.Contains(ApiAssembly.All, api => api.Name == reference.Name && api.Version == reference.Version));
        Assert.Equal(ApiAssembly.All.Single(api => api.Name == name).Version, assembly.Name.Version);
    }

    [Fact]
    public void ATypeImplementsEveryMemberOfItsInterfaces()
    {
        using AssemblyDefinition core = Read("mscorlib");
        TypeDefinition array = core.MainModule.GetType("System.Array");

        Assert.Contains(array.Methods, method => method.Name == "System.Collections.IList.Add" && method.IsPrivate);
        Assert.Contains(array.Methods, method => method.Name == "CopyTo" && method.IsVirtual && method.IsFinal);
    }

    [Fact]
    public void EveryAttributeOfTheSupplementIsOnAMemberOfTheData()
    {
        var ids = ApiAssembly.All.SelectMany(assembly => assembly.Types).SelectMany(type => type.Members.Select(member => member.Id).Prepend(type.Id)).ToHashSet();
        var supplement = File.ReadAllLines(Repository.Path("host", "NanoApi", "Data", "Supplement.tsv")).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')[0]);

        Assert.Empty(supplement.Except(ids));
    }

    private static AssemblyDefinition Read(string name) => AssemblyDefinition.ReadAssembly(Repository.Path("artifacts", "nano-api", name + ".dll"));
}

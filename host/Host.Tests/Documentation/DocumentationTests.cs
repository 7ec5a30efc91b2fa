using System.Reflection.Metadata;
using System.Text.RegularExpressions;

namespace Host.Tests.Documentation;

/// <summary>Documentation that does not compile, or links into the void, is worse than none.</summary>
public partial class DocumentationTests
{
    public static TheoryData<string> Pages => new(Directory.GetFiles(Repository.Path("docs"), "*.md").Select(p => Path.GetFileName(p)!).Order());

    public static TheoryData<string> LinkedFiles => new(
        Directory.GetFiles(Repository.Path("docs"), "*.md")
            .Concat(Directory.GetFiles(Repository.Root, "*.md"))
            .Concat(Directory.GetFiles(Repository.Path("host"), "*.md", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Order());

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryPageShowsCodeThatTheBuildCompiles(string page)
    {
        var text = File.ReadAllText(Repository.Path("docs", page));
        var blocks = CSharpBlock().Matches(text).Select(match => Normalize(match.Groups[1].Value)).ToArray();
        Assert.NotEmpty(blocks);

        var compiled = CompiledSources().ToArray();
        foreach (var block in blocks)
        {
            Assert.True(compiled.Any(source => source.Contains(block)), $"docs/{page} shows code that stands in no compiled snippet (docs/snippets):\n{block}");
        }
    }

    [Fact]
    public void TheReadmeShowsCodeThatTheBuildCompiles()
    {
        var compiled = CompiledSources().ToArray();
        foreach (Match match in CSharpBlock().Matches(File.ReadAllText(Repository.Path("README.md"))))
        {
            var block = Normalize(match.Groups[1].Value);
            Assert.True(compiled.Any(source => source.Contains(block)), $"README.md shows code that stands in no compiled snippet (docs/snippets):\n{block}");
        }
    }

    [Fact]
    public void EverySnippetIsCompiled()
    {
        var compiled = SourcesOf("Host.Tests.pdb").Concat(SourcesOf(Path.Combine("firmware", "Snippets.pdb"))).ToArray();
        Assert.All(
            Directory.GetFiles(Repository.Path("docs", "snippets"), "*.cs", SearchOption.AllDirectories),
            path => Assert.Contains(compiled, source => source.EndsWith("/" + Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(LinkedFiles))]
    public void EveryRelativeLinkLeadsSomewhere(string file)
    {
        var folder = Path.GetDirectoryName(Repository.Path(file))!;
        foreach (Match match in Link().Matches(File.ReadAllText(Repository.Path(file))))
        {
            var link = match.Groups[1].Value;
            if (link.Contains("://"))
            {
                continue;
            }

            var parts = link.Split('#');
            var target = parts[0].Length == 0 ? Repository.Path(file) : Path.Combine(folder, parts[0]);
            Assert.True(Path.Exists(target), $"{file} links to {link}, which does not exist");
            Assert.True(parts.Length == 1 || Anchors(target).Contains(parts[1]), $"{file} links to {link}, a heading that does not exist");
        }
    }

    /// <summary>The anchors of a page's headings, as code hosts make them.</summary>
    private static IEnumerable<string> Anchors(string path) =>
        Heading().Matches(File.ReadAllText(path)).Select(match =>
            string.Concat(match.Groups[1].Value.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-'));

    /// <summary>The files that a build was made of, as its symbols list them.</summary>
    private static List<string> SourcesOf(string symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, symbols)));
        var reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name).Replace('\\', '/'))];
    }

    private static IEnumerable<string> CompiledSources() =>
        Directory.GetFiles(Repository.Path("docs", "snippets"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Repository.Path("Samples.Esp32"), "*.cs"))
            .Concat(Directory.GetFiles(Repository.Path("host", "Firmware", "Energy"), "*.cs"))
            .Select(path => Normalize(File.ReadAllText(path)));

    /// <summary>Indentation differs between a page and the method that holds the snippet; nothing else may.</summary>
    private static string Normalize(string code) =>
        string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)) + "\n";

    [GeneratedRegex(@"```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"^#+ (.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}

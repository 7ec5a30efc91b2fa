using System.Xml.Linq;
using NanoApi;

namespace Host.Tests.Projects;

/// <summary>
/// The .nfproj, packages.config, .sln and .nuspec cannot be built on every machine; what would break them is checked as text.
/// </summary>
public class NanoProjectTests
{
    private static readonly string[] s_names = ["Sim800.Nano", "Sim800.Nano.Tests", "Samples.Esp32"];

    public static TheoryData<string> Names => [.. s_names];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheProjectListsExactlyTheSourcesThatExist(string name)
    {
        var project = new NanoProject(name);
        string[] existing = [.. Sources(project.Folder).Order(StringComparer.Ordinal)];

        Assert.True(
            existing.SequenceEqual(project.Compiled.Order(StringComparer.Ordinal)),
            $"The <Compile> items of {name}.nfproj are not its sources. Paste:\n" + string.Concat(existing.Select(source => $"    <Compile Include=\"{source}\" />\n")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryOtherFileOfTheProjectExists(string name)
    {
        var project = new NanoProject(name);
        Assert.All(project.OtherFiles.Concat(project.ProjectReferences), file => Assert.True(ExistsAsWritten(project.Folder, file), file));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryReferenceComesFromAPackageOfPackagesConfig(string name)
    {
        var project = new NanoProject(name);

        foreach ((string assembly, string version, string hint) in project.References)
        {
            // ..\packages\<id>.<version>\lib\<assembly>.dll
            string[] parts = hint.Split('\\');
            Assert.Equal([@"..", "packages", "lib", assembly], [parts[0], parts[1], parts[3], Path.GetFileNameWithoutExtension(parts[4])]);
            KeyValuePair<string, string> package = Assert.Single(project.Packages, package => package.Key + "." + package.Value == parts[2]);

            if (assembly != "nanoFramework.UnitTestLauncher")
            {
                Assert.Equal(package.Value + ".0", version);
                Assert.Equal(assembly, Api(package.Key).Name);
            }
        }

        Assert.Equal(project.Packages.Keys.Order(), project.References.Select(reference => Id(reference.Hint)).Distinct().Order());

        string Id(string hint) => project.Packages.Keys.Single(id => hint.StartsWith($@"..\packages\{id}.{project.Packages[id]}\", StringComparison.Ordinal));
    }

    // What the PC compiles against is what the device's package offers.
    [Theory]
    [MemberData(nameof(Names))]
    public void ThePackagesAreThoseOfTheApiData(string name)
    {
        foreach ((string id, string version) in new NanoProject(name).Packages)
        {
            Version api = Api(id).Version;
            var package = Version.Parse(version + ".0");

            // The API of the test framework was read at 3.0.77.
            Assert.True(id == "nanoFramework.TestFramework" ? package >= api && package.Minor == api.Minor : package == api, $"{id} {version}, data of {api}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ThePcBuildRefersToTheSameAssemblies(string name)
    {
        var pc = XDocument.Load(Repository.Path("host", "Firmware", name + ".csproj")).Descendants("NanoReference").SelectMany(item => item.Attribute("Include")!.Value.Split(';'));
        var device = new NanoProject(name).References.Select(reference => reference.Assembly).Where(assembly => assembly != "nanoFramework.UnitTestLauncher");

        Assert.Equal(device.Order(StringComparer.Ordinal), pc.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheSolutionBuildsAndDeploysAllProjects()
    {
        string solution = File.ReadAllText(Repository.Path("Sim800.Nano.sln"));

        foreach (NanoProject project in s_names.Select(name => new NanoProject(name)))
        {
            Assert.Contains(
                $"Project(\"{{11A8DD76-328B-46DF-9F39-F559912D0360}}\") = \"{project.Name}\", \"{project.Name}\\{project.Name}.nfproj\", \"{project.Guid}\"", solution);

            foreach (string line in new[] { "ActiveCfg", "Build.0", "Deploy.0" })
            {
                Assert.Contains($"{project.Guid}.Debug|Any CPU.{line} = Debug|Any CPU", solution);
                Assert.Contains($"{project.Guid}.Release|Any CPU.{line} = Release|Any CPU", solution);
            }
        }
    }

    [Fact]
    public void ThePackageDependsOnWhatTheLibraryWasBuiltWith()
    {
        XElement nuspec = XDocument.Load(Repository.Path("nuspec", "Sim800.Nano.nuspec")).Root!;
        XNamespace schema = nuspec.Name.Namespace;
        var dependencies = nuspec.Descendants(schema + "dependency").ToDictionary(item => item.Attribute("id")!.Value, item => item.Attribute("version")!.Value);

        Assert.Equal(new NanoProject("Sim800.Nano").Packages.OrderBy(package => package.Key), dependencies.OrderBy(package => package.Key));
        Assert.Equal(".NETnanoFramework1.0", Assert.Single(nuspec.Descendants(schema + "group")).Attribute("targetFramework")!.Value);
        Assert.All(
            nuspec.Descendants(schema + "file").Select(file => file.Attribute("src")!.Value).Where(source => !source.Contains(@"\bin\")),
            source => Assert.True(ExistsAsWritten(Repository.Path("nuspec"), source), source));
    }

    private static ApiAssembly Api(string package) => ApiAssembly.All.Single(assembly => assembly.Package == package);

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '\\'))
        .Where(path => path.Split('\\')[0] is not ("bin" or "obj"));

    // Names differ by case on the machines that build the .nfproj's packages and not on those that edit them.
    private static bool ExistsAsWritten(string folder, string path)
    {
        foreach (string part in path.Split('\\'))
        {
            string next = Path.GetFullPath(Path.Combine(folder, part));

            if (part != ".." && !Directory.EnumerateFileSystemEntries(folder).Contains(next, StringComparer.Ordinal))
            {
                return false;
            }

            folder = next;
        }

        return true;
    }
}

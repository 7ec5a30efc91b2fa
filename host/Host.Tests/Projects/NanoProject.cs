using System.Xml.Linq;

namespace Host.Tests.Projects;

/// <summary>An .nfproj with its packages.config.</summary>
internal sealed class NanoProject
{
    private readonly XElement _project;

    public NanoProject(string name)
    {
        Name = name;
        Folder = Repository.Path(name);
        _project = XDocument.Load(Path.Combine(Folder, name + ".nfproj")).Root!;
        Packages = XDocument.Load(Path.Combine(Folder, "packages.config")).Root!.Elements("package")
            .ToDictionary(package => package.Attribute("id")!.Value, package => package.Attribute("version")!.Value);
    }

    public string Name { get; }

    public string Folder { get; }

    public string Guid => Elements("ProjectGuid").Single().Value;

    /// <summary>Version by id, from packages.config.</summary>
    public IReadOnlyDictionary<string, string> Packages { get; }

    public IEnumerable<string> Compiled => Includes("Compile");

    public IEnumerable<string> ProjectReferences => Includes("ProjectReference");

    public IEnumerable<string> OtherFiles => Includes("None");

    /// <summary>Assembly name, assembly version and hint path.</summary>
    public IEnumerable<(string Assembly, string Version, string Hint)> References => Elements("Reference").Select(reference =>
    {
        string[] identity = reference.Attribute("Include")!.Value.Split(", ");
        return (identity[0], identity[1]["Version=".Length..], reference.Elements().Single(element => element.Name.LocalName == "HintPath").Value);
    });

    private IEnumerable<string> Includes(string item) => Elements(item).Select(element => element.Attribute("Include")!.Value);

    private IEnumerable<XElement> Elements(string name) => _project.Descendants().Where(element => element.Name.LocalName == name);
}

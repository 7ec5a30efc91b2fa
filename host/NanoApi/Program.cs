using NanoApi.Gate;
using NanoApi.References;

switch (args)
{
    case ["write", string directory]:
        ReferenceAssemblies.Write(directory);
        return 0;

    case ["check", string assembly, string root]:
        IReadOnlyList<Finding> findings = IlGate.Check(assembly);

        foreach (Finding finding in findings)
        {
            // Symbols hold /_/ for the repository, so that they are the same on every machine.
            Console.Error.WriteLine(finding with { Source = finding.Source?.Replace("/_/", Path.GetFullPath(root) + Path.DirectorySeparatorChar) });
        }

        return findings.Count == 0 ? 0 : 1;

    default:
        Console.Error.WriteLine("""
            NanoApi write DIRECTORY        writes the reference assemblies of the nanoFramework API
            NanoApi check ASSEMBLY ROOT    refuses what compiles against them and breaks on the device; ROOT is that of the sources
            """);
        return 2;
}

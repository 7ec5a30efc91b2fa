using Sim800.Rig.Bench;

namespace Host.Tests;

/// <summary>The working copy that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = RepositoryFile.PathOf();

    public static string Path(params string[] parts) => RepositoryFile.PathOf(parts);
}

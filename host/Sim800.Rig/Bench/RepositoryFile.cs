namespace Sim800.Rig.Bench;

/// <summary>Files of the working copy that the program was built from.</summary>
internal static class RepositoryFile
{
    /// <exception cref="IOException">The program does not run from a working copy.</exception>
    public static string PathOf(params string[] parts)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "global.json")))
            {
                return Path.Combine([folder, .. parts]);
            }
        }

        throw new IOException($"The program does not run from a working copy of the repository, where {Path.Combine(parts)} is.");
    }
}

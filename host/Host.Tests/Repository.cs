namespace Host.Tests;

/// <summary>The working copy that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        string? directory = AppContext.BaseDirectory;

        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory, "global.json")))
        {
            directory = System.IO.Path.GetDirectoryName(directory);
        }

        return directory ?? throw new DirectoryNotFoundException("No global.json above " + AppContext.BaseDirectory);
    }
}

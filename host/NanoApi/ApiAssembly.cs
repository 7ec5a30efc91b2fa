namespace NanoApi;

/// <summary>The public API of one nanoFramework assembly.</summary>
public sealed class ApiAssembly
{
    private static readonly Lazy<IReadOnlyList<ApiAssembly>> s_all = new(ApiReader.ReadAll);

    private readonly List<ApiType> _types = [];

    internal ApiAssembly(string name, string package, Version version)
    {
        Name = name;
        Package = package;
        Version = version;
    }

    /// <summary>Every assembly of the data, mscorlib first.</summary>
    public static IReadOnlyList<ApiAssembly> All => s_all.Value;

    public string Name { get; }

    /// <summary>The NuGet package that carries the assembly.</summary>
    public string Package { get; }

    /// <summary>Version of assembly and package.</summary>
    public Version Version { get; }

    /// <summary>All types, nested ones too.</summary>
    public IReadOnlyList<ApiType> Types => _types;

    public override string ToString() => Name;

    internal void Add(ApiType type) => _types.Add(type);
}

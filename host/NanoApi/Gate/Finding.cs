namespace NanoApi.Gate;

/// <summary>Something in a compiled firmware assembly that compiles and then breaks on the device.</summary>
/// <param name="Code">The rule, NANO01 …</param>
/// <param name="Where">Type and member.</param>
/// <param name="What">What stands there.</param>
/// <param name="Instead">What to write instead.</param>
/// <param name="Source">File and line, where the symbols know them.</param>
public sealed record Finding(string Code, string Where, string What, string Instead, string? Source)
{
    /// <summary>In the form that build tools and editors recognise.</summary>
    public override string ToString() => $"{Source ?? Where}: error {Code}: {Where}: {What}; {Instead}";
}

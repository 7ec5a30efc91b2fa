namespace NanoApi.References;

/// <summary>The attributes of Data/Supplement.tsv, by documentation id.</summary>
internal static class Supplement
{
    private static readonly ILookup<string, string[]> s_rules =
        ApiReader.Rows("Supplement.tsv").ToLookup(row => row[0], row => row[1].Split(' '));

    public static IEnumerable<string> Ids => s_rules.Select(rule => rule.Key);

    /// <summary>The words of each rule for a type or member.</summary>
    public static IEnumerable<string[]> Of(string id) => s_rules[id];
}

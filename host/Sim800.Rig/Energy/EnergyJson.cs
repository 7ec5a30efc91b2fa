using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sim800.Rig.Energy;

/// <summary>The figures for a machine.</summary>
internal static class EnergyJson
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, NewLine = "\n" };

    public static string Of(IReadOnlyList<EnergyFigure> figures) => new JsonArray([.. figures.Select(figure => (JsonNode)new JsonObject
    {
        ["way"] = figure.Way.Name,
        ["intervalSeconds"] = figure.Interval,
        ["moduleMilliampereHours"] = Math.Round(figure.Module, 6),
        ["boardMilliampereHours"] = Math.Round(figure.Board, 6),
        ["averageMilliamperes"] = Math.Round(figure.Average, 4),
        ["states"] = new JsonObject(figure.Parts.Select(part => KeyValuePair.Create(part.State.ToString(), (JsonNode?)new JsonObject
        {
            ["seconds"] = Math.Round(part.Seconds, 3),
            ["milliampereHours"] = Math.Round(part.Charge, 6),
        }))),
    })]).ToJsonString(s_options) + "\n";
}

namespace Sim800.Rig.Bench;

/// <summary>The table of one board.</summary>
internal sealed record BoardReport(string Board, IReadOnlyList<Measurement> Operations);

namespace Sim800.Simulator.TcpIp;

/// <summary>What came of looking a name up.</summary>
/// <param name="Addresses">None, if the name was not found.</param>
/// <param name="IsAnswered">Whether a name server answered at all.</param>
internal sealed record Lookup(IReadOnlyList<string> Addresses, bool IsAnswered = true);

namespace Sim800.Simulator.Faults;

/// <summary>The payload of a CIPRXGET is shorter than its header says (fact sheet 6.3, 5).</summary>
/// <param name="Missing">How many of its last bytes never come.</param>
/// <param name="Stalls">Whether the module says no more then; if not, its answer goes on as if nothing were missing.</param>
/// <param name="Skip">How many payloads are whole before.</param>
/// <param name="Count">How many are struck.</param>
public sealed record PayloadFault(int Missing, bool Stalls, int Skip = 0, int Count = 1) : Fault, ICountedFault;

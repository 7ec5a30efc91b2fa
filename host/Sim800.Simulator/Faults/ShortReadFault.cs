namespace Sim800.Simulator.Faults;

/// <summary>A CIPRXGET read gives less than was asked for although more is there; its counts are right.</summary>
/// <param name="Limit">How many bytes at most, at least 1.</param>
/// <param name="Skip">How many reads are served well before.</param>
/// <param name="Count">How many are struck.</param>
public sealed record ShortReadFault(int Limit, int Skip = 0, int Count = int.MaxValue) : Fault, ICountedFault;

namespace Sim800.Simulator.Faults;

/// <summary>The SIM card loses contact and stays away.</summary>
public sealed record SimRemovalFault(long At) : TimedFault(At);

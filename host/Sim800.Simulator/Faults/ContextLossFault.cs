namespace Sim800.Simulator.Faults;

/// <summary>The network takes the context away: +PDP: DEACT.</summary>
public sealed record ContextLossFault(long At) : TimedFault(At);

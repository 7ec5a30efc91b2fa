namespace Sim800.Simulator.Faults;

/// <summary>From an instant on no peer acknowledges anything any more.</summary>
public sealed record NoAcknowledgementFault(long At) : TimedFault(At);

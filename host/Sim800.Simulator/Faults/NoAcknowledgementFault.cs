namespace Sim800.Simulator.Faults;

/// <summary>From an instant on no peer acknowledges anything any more.</summary>
/// <param name="At">Nanoseconds since the machine was started.</param>
/// <param name="Duration">Nanoseconds, after which what is sent is acknowledged again; <see cref="long.MaxValue"/> is for ever.</param>
public sealed record NoAcknowledgementFault(long At, long Duration = long.MaxValue) : TimedFault(At);

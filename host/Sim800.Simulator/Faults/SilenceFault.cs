namespace Sim800.Simulator.Faults;

/// <summary>Nothing passes over the air for a while, and the network says nothing about it: the module believes in its context until a check fails (AT+CIPDPDP).</summary>
/// <param name="At">Nanoseconds since the machine was started.</param>
/// <param name="Duration">Nanoseconds; <see cref="long.MaxValue"/> is for ever.</param>
public sealed record SilenceFault(long At, long Duration = long.MaxValue) : TimedFault(At);

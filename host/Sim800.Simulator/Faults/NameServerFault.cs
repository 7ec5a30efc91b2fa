namespace Sim800.Simulator.Faults;

/// <summary>A name server answers no more.</summary>
/// <param name="At">Nanoseconds since the machine was started.</param>
/// <param name="Address">Its address; 0.0.0.0 is the one that the network gives to modules without AT+CDNSCFG.</param>
/// <param name="Duration">Nanoseconds; <see cref="long.MaxValue"/> is for ever.</param>
public sealed record NameServerFault(long At, string Address = "0.0.0.0", long Duration = long.MaxValue) : TimedFault(At);

namespace Sim800.Simulator.Faults;

/// <summary>The peers of all connections are there no more: no FIN, no reset, no answer (AT+CIPTKA finds out).</summary>
/// <param name="At">Nanoseconds since the machine was started.</param>
public sealed record PeerGoneFault(long At) : TimedFault(At);

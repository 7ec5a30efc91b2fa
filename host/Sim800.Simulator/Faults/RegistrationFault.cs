namespace Sim800.Simulator.Faults;

/// <summary>The network is gone or back: AT+CREG's status changes, and without service the context goes too.</summary>
/// <param name="At">Nanoseconds since the machine was started.</param>
/// <param name="Status">As AT+CREG? shows it: 2 searching, 3 denied, 1 and 5 registered.</param>
public sealed record RegistrationFault(long At, int Status) : TimedFault(At);

namespace Sim800.Simulator.Faults;

/// <summary>Something that happens at an instant, whatever the host does.</summary>
/// <param name="At">Nanoseconds since the machine was started.</param>
public abstract record TimedFault(long At) : Fault;

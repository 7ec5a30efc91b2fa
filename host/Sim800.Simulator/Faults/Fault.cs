namespace Sim800.Simulator.Faults;

/// <summary>Something that goes wrong on purpose. Named in the trace when it strikes.</summary>
public abstract record Fault;

namespace Sim800.Simulator.Faults;

/// <summary>The supply dips and the module restarts, as SIM800 boards do at the first GPRS burst (fact sheet 5.2).</summary>
public sealed record RestartFault(long At) : TimedFault(At);

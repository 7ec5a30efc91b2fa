namespace Sim800.Simulator.Faults;

/// <summary>A part of the module's software is stuck until something frees it: "a state where CIPSTART always fails until reset", as users report it.</summary>
/// <param name="At">Nanoseconds since the machine was started.</param>
/// <param name="Part">What is stuck.</param>
/// <param name="Cure">The mildest that frees it.</param>
public sealed record StuckFault(long At, StuckPart Part, Cure Cure) : TimedFault(At);

namespace Sim800.Simulator.Faults;

/// <summary>The module sends an unsolicited code.</summary>
/// <param name="At">Nanoseconds since the machine was started.</param>
/// <param name="Text">The code without its line ends.</param>
public sealed record UnsolicitedFault(long At, string Text) : TimedFault(At);

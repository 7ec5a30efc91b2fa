namespace Sim800.Simulator.Faults;

/// <summary>A command that goes wrong.</summary>
/// <param name="Command">Its name with the plus sign (<c>+CIPSTART</c>); <c>*</c> is every command, the empty name a bare AT.</param>
/// <param name="Effect">What goes wrong.</param>
/// <param name="Delay">Nanoseconds: by how much it is late, or when it fails or restarts.</param>
/// <param name="Skip">How many executions go well before.</param>
/// <param name="Count">How many are struck.</param>
public sealed record CommandFault(string Command, CommandEffect Effect, long Delay = 0, int Skip = 0, int Count = int.MaxValue) : Fault, ICountedFault;

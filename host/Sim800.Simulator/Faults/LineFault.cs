namespace Sim800.Simulator.Faults;

/// <summary>Bytes that suffer on the serial line.</summary>
/// <param name="Effect">What happens to them.</param>
/// <param name="Direction">On which of the two wires.</param>
/// <param name="Probability">Of each byte, 0 to 1; the seed of the options decides which.</param>
/// <param name="Skip">How many bytes are safe before.</param>
/// <param name="Count">How many are struck at most.</param>
public sealed record LineFault(LineEffect Effect, LineDirection Direction, double Probability = 1, int Skip = 0, int Count = int.MaxValue) : Fault;

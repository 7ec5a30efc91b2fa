namespace Sim800.Simulator.Faults;

/// <summary>Packets are lost over the air, in both directions: datagrams for good, segments of TCP until they are repeated.</summary>
/// <param name="Probability">Of each packet, 0 to 1; the seed of the options decides which.</param>
/// <param name="Skip">How many of those are spared before.</param>
/// <param name="Count">How many are lost at most.</param>
public sealed record PacketLossFault(double Probability = 1, int Skip = 0, int Count = int.MaxValue) : Fault, ICountedFault;

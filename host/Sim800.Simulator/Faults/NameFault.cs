namespace Sim800.Simulator.Faults;

/// <summary>A name is not found, whoever asks for it: AT+CDNSGIP, AT+CIPSTART or AT+CIPPING.</summary>
/// <param name="Delay">Nanoseconds until that is known.</param>
/// <param name="Skip">How many names are found before.</param>
/// <param name="Count">How many are not.</param>
public sealed record NameFault(long Delay = 0, int Skip = 0, int Count = int.MaxValue) : Fault, ICountedFault;

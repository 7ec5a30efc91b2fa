namespace Sim800.Simulator.Faults;

/// <summary>An unsolicited code that never comes.</summary>
/// <param name="Start">How it begins, as in <c>+CIPRXGET: 1</c> for the notice of unread data.</param>
/// <param name="Skip">How many come before.</param>
/// <param name="Count">How many are lost.</param>
public sealed record LostCodeFault(string Start, int Skip = 0, int Count = int.MaxValue) : Fault, ICountedFault;

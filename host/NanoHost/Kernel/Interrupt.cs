namespace NanoHost;

/// <summary>One record of the queue of hardware events.</summary>
/// <param name="Deliver">Who takes it, on the dispatcher's thread.</param>
/// <param name="Data1">For that one.</param>
/// <param name="Data2">For that one.</param>
/// <param name="IsPin">Whether it comes from a pin.</param>
internal readonly record struct Interrupt(Action<uint, uint> Deliver, uint Data1, uint Data2, bool IsPin);

namespace Sim800.Simulator.Messages;

/// <summary>A short message on its way out.</summary>
/// <param name="Number">Where it goes.</param>
/// <param name="Text">What it says; one character an octet if those are not text.</param>
/// <param name="Coding">What it consists of.</param>
/// <param name="WantsReport">Whether the service centre shall tell what became of it.</param>
internal sealed record SubmittedMessage(string Number, string Text, Coding Coding, bool WantsReport);

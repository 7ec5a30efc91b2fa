namespace Sim800.Simulator.Messages;

/// <summary>A short message that has left the module.</summary>
public sealed record SentMessage(string Number, string Text);

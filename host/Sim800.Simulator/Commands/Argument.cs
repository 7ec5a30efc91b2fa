namespace Sim800.Simulator.Commands;

/// <summary>One argument as it was typed, without its quotes.</summary>
internal readonly record struct Argument(string Text, bool IsQuoted);

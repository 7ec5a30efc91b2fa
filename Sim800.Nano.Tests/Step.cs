namespace Sim800.Nano.Tests;

/// <summary>Something that a test does in the middle of a wait.</summary>
internal delegate void Step(ScriptedPort port);

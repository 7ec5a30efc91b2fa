namespace Sim800.Rig.Bench;

/// <summary>What one method has executed in an operation, or how large it is.</summary>
/// <param name="Name">Type and method.</param>
/// <param name="Instructions">Its instructions, without what it called.</param>
internal sealed record MethodShare(string Name, long Instructions);

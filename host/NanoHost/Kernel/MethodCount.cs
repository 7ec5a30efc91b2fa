namespace NanoHost;

/// <summary>What one method has executed itself, without what it called.</summary>
/// <param name="Instructions">Interpreted instructions.</param>
/// <param name="PlatformCalls">Call instructions whose target is not in the firmware.</param>
public readonly record struct MethodCount(long Instructions, long PlatformCalls)
{
    public static MethodCount operator +(MethodCount a, MethodCount b) => new(a.Instructions + b.Instructions, a.PlatformCalls + b.PlatformCalls);

    public static MethodCount operator -(MethodCount a, MethodCount b) => new(a.Instructions - b.Instructions, a.PlatformCalls - b.PlatformCalls);
}

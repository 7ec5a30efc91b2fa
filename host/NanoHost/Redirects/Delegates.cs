using NanoHost.Loader;

namespace NanoHost.Redirects;

/// <summary>System.Delegate: a list of delegates takes an array of references.</summary>
public static class Delegates
{
    [Replaces("M:System.Delegate.Combine(System.Delegate,System.Delegate)")]
    public static Delegate? Combine(Delegate? a, Delegate? b) => Count(Delegate.Combine(a, b), a, b);

    [Replaces("M:System.Delegate.Remove(System.Delegate,System.Delegate)")]
    public static Delegate? Remove(Delegate? source, Delegate? value) => Count(Delegate.Remove(source, value), source, value);

    private static Delegate? Count(Delegate? result, Delegate? a, Delegate? b)
    {
        if (result is not null && !ReferenceEquals(result, a) && !ReferenceEquals(result, b))
        {
            var length = result.GetInvocationList().Length;
            Cpu.AllocatedByPlatform(length < 2 ? 0 : (int)Cpu.ArrayBytes(length, 12));
        }

        return result;
    }
}

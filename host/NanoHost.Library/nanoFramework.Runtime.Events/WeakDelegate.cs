using System;

namespace nanoFramework.Runtime.Events;

/// <summary>On the host its delegates hold on to their targets like any others.</summary>
public static class WeakDelegate
{
    public static Delegate Combine(Delegate a, Delegate b) => Delegate.Combine(a, b)!;

    public static Delegate Remove(Delegate a, Delegate b) => Delegate.Remove(a, b)!;
}

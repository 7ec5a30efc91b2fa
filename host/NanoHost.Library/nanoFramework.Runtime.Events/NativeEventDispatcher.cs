using System;

namespace nanoFramework.Runtime.Events;

/// <summary>A source of interrupts with a driver of its own. The host has no such drivers: it can be made and never calls.</summary>
public class NativeEventDispatcher : IDisposable
{
    protected NativeEventHandler? threadSpawn;
    protected NativeEventHandler? callbacks;
    protected bool disposed;

    public NativeEventDispatcher(string driverName, ulong driverData)
    {
    }

    ~NativeEventDispatcher() => Dispose(false);

    public event NativeEventHandler OnInterrupt
    {
        add => callbacks += value;
        remove => callbacks -= value;
    }

    public virtual void EnableInterrupt()
    {
    }

    public virtual void DisableInterrupt()
    {
    }

    public void Dispose()
    {
        Dispose(true);
        System.GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => disposed = true;
}

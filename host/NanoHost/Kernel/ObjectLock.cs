namespace NanoHost;

/// <summary>The monitor of one object: reentrant, without time-out, handed over to the next waiter when it is left.</summary>
internal sealed class ObjectLock
{
    private readonly WaitList _waiters = new();
    private FirmwareThread? _owner;
    private int _depth;

    public void Enter(FirmwareThread thread)
    {
        if (_owner is null)
        {
            GiveTo(thread);
        }
        else if (_owner == thread)
        {
            _depth++;
        }
        else
        {
            _waiters.Join(thread);
            thread.Scheduler.Block(thread, $"a lock held by {_owner.Name}", _waiters, Scheduler.Forever);
        }
    }

    /// <returns>Whether the thread held it.</returns>
    public bool Exit(FirmwareThread thread)
    {
        if (_owner != thread)
        {
            return false;
        }

        if (--_depth == 0)
        {
            thread.Locks.Remove(this);
            Release();
        }

        return true;
    }

    /// <summary>Its owner is gone.</summary>
    public void Release()
    {
        _owner = null;
        if (_waiters.Next is { } next)
        {
            GiveTo(next);
            next.Scheduler.MakeReady(next);
        }
    }

    private void GiveTo(FirmwareThread thread)
    {
        _owner = thread;
        _depth = 1;
        thread.Locks.Add(this);
    }
}

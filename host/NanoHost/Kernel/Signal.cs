namespace NanoHost;

/// <summary>What an AutoResetEvent or a ManualResetEvent is underneath.</summary>
internal sealed class Signal(bool isSet, bool isAutomatic)
{
    /// <summary>The threads whose wait includes this signal.</summary>
    public WaitList Waiters { get; } = new();

    public bool IsSet { get; private set; } = isSet;

    public void Reset() => IsSet = false;

    /// <summary>Sets it and lets go those whose wait that completes; they run when the scheduler comes to them.</summary>
    public void Set()
    {
        IsSet = true;
        while (IsSet && Completed() is { } thread)
        {
            thread.SignalWait.Complete();
            thread.Scheduler.MakeReady(thread);
        }
    }

    /// <summary>A wait that includes this signal is over.</summary>
    public void Consume()
    {
        if (isAutomatic)
        {
            IsSet = false;
        }
    }

    /// <summary>One of those that can go on now: the first, or one that the seed chooses.</summary>
    private FirmwareThread? Completed()
    {
        var count = 0;
        for (var i = 0; i < Waiters.Count; i++)
        {
            count += Waiters[i].SignalWait.IsSatisfied ? 1 : 0;
        }

        if (count == 0)
        {
            return null;
        }

        var chosen = Waiters[0].Scheduler.Choose(count);
        for (var i = 0; ; i++)
        {
            if (Waiters[i].SignalWait.IsSatisfied && chosen-- == 0)
            {
                return Waiters[i];
            }
        }
    }
}

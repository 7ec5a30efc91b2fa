using NanoHost;

namespace System.Threading;

/// <summary>Calls back after a time and then periodically, on the one thread that all timers share.</summary>
public sealed class Timer : MarshalByRefObject, IDisposable
{
    private readonly TimerThread _timers;
    private readonly TimerThread.Entry _entry;

    public Timer(TimerCallback callback, object state, int dueTime, int period)
    {
        var current = FirmwareThread.Enter();
        if (callback is null)
        {
            throw Platform.Error(new ArgumentNullException());
        }

        _timers = TimerThread.Of(current.Machine);
        _entry = _timers.Create(() => callback(state));
        _timers.Set(_entry, Durations.FromMilliseconds(dueTime), Durations.FromMilliseconds(period));
    }

    public Timer(TimerCallback callback, object state, TimeSpan dueTime, TimeSpan period)
        : this(callback, state, Durations.ToMilliseconds(dueTime), Durations.ToMilliseconds(period))
    {
    }

    public bool Change(int dueTime, int period)
    {
        FirmwareThread.Enter();
        return _timers.Set(_entry, Durations.FromMilliseconds(dueTime), Durations.FromMilliseconds(period));
    }

    public bool Change(TimeSpan dueTime, TimeSpan period) =>
        Change(Durations.ToMilliseconds(dueTime), Durations.ToMilliseconds(period));

    /// <summary>No callback begins after this; one that runs goes on.</summary>
    public void Dispose()
    {
        FirmwareThread.EnterPlatform();
        _timers.Dispose(_entry);
    }
}

namespace NanoHost;

/// <summary>Threads that wait for one thing, in the order in which they came.</summary>
internal sealed class WaitList : IWaiting
{
    private readonly List<FirmwareThread> _threads = [];

    public int Count => _threads.Count;

    /// <summary>The one that is served next: the first, or one that the seed chooses. It leaves when it is made ready.</summary>
    public FirmwareThread? Next => _threads.Count == 0 ? null : _threads[_threads[0].Scheduler.Choose(_threads.Count)];

    public FirmwareThread this[int index] => _threads[index];

    public void Join(FirmwareThread thread) => _threads.Add(thread);

    public void Leave(FirmwareThread thread) => _threads.Remove(thread);
}

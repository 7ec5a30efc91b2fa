namespace NanoHost;

/// <summary>Where one OS thread waits for its turn. A turn given before it waits is not lost.</summary>
internal sealed class Gate
{
    private readonly object _lock = new();
    private bool _open;

    public void Open()
    {
        lock (_lock)
        {
            _open = true;
            Monitor.Pulse(_lock);
        }
    }

    public void Wait()
    {
        lock (_lock)
        {
            while (!_open)
            {
                Monitor.Wait(_lock);
            }

            _open = false;
        }
    }
}

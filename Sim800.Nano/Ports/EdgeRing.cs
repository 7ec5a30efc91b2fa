namespace Sim800.Nano.Ports;

/// <summary>The last edges of a line: noted on the platform's interrupt thread, taken by another. Nothing in it waits.</summary>
internal sealed class EdgeRing
{
    private const int Size = 16;

    private readonly object _sync = new object();
    private readonly long[] _times = new long[Size];
    private readonly bool[] _lows = new bool[Size];
    private int _first;
    private int _count;
    private bool _lost;

    /// <summary>Notes an edge. If there is no room it is lost, and the next that is taken says so.</summary>
    public void Add(long time, bool low)
    {
        lock (_sync)
        {
            if (_count == Size)
            {
                _lost = true;
                return;
            }

            int at = (_first + _count) % Size;
            _times[at] = time;
            _lows[at] = low;
            _count++;
        }
    }

    /// <summary>Takes the oldest.</summary>
    public bool Take(out long time, out bool low, out bool lost)
    {
        lock (_sync)
        {
            time = _times[_first];
            low = _lows[_first];
            if (_count == 0)
            {
                lost = false;
                return false;
            }

            // What was lost came behind all that is here.
            lost = _lost && _count == 1;
            _lost &= !lost;
            _first = (_first + 1) % Size;
            _count--;
            return true;
        }
    }
}

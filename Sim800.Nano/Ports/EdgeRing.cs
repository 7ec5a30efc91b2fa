namespace Sim800.Nano.Ports;

/// <summary>The last edges of a line: noted on the platform's interrupt thread, taken by another. Nothing in it waits, and nobody else locks it.</summary>
internal sealed class EdgeRing
{
    private const int Size = 16;

    // The time, and behind it a bit that says whether the line fell.
    private readonly long[] _edges = new long[Size];
    private int _first;
    private int _count;
    private bool _lost;

    /// <summary>Gets a value indicating whether there is none to take.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Notes an edge. If there is no room it is lost, and the next that is taken says so.</summary>
    public void Add(long time, bool low)
    {
        lock (this)
        {
            if (_count == Size)
            {
                _lost = true;
                return;
            }

            _edges[(_first + _count) % Size] = (time * 2) + (low ? 1 : 0);
            _count++;
        }
    }

    /// <summary>Takes the oldest. One thread takes at a time.</summary>
    public bool Take(out long time, out bool low, out bool lost)
    {
        time = 0;
        low = false;
        lost = false;
        if (_count == 0)
        {
            return false;
        }

        lock (this)
        {
            long edge = _edges[_first];
            time = edge >> 1;
            low = (edge & 1) != 0;

            // What was lost came behind all that is here.
            lost = _lost && _count == 1;
            _lost &= !lost;
            _first = (_first + 1) % Size;
            _count--;
            return true;
        }
    }
}

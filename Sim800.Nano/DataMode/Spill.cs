using System;

namespace Sim800.Nano.DataMode;

/// <summary>
/// A ring in a buffer of the caller: what comes while data mode is being left waits here, in order, for the reader. One thread fills, another
/// empties it.
/// </summary>
internal sealed class Spill
{
    private readonly object _sync = new object();
    private byte[] _ring;
    private int _first;

    /// <summary>How many bytes wait.</summary>
    public int Count;

    /// <summary>How many bytes found no room.</summary>
    public int Lost;

    /// <summary>Uses another buffer from now on; null is none. What still waits moves over, as far as it fits.</summary>
    public void Use(byte[] ring)
    {
        lock (_sync)
        {
            byte[] old = _ring;
            if (ring == old)
            {
                return;
            }

            int rest = Count;
            int from = _first;
            int room = ring == null ? 0 : ring.Length;
            if (rest > room)
            {
                Lost += rest - room;
                rest = room;
            }

            for (int i = 0; i < rest; i++)
            {
                ring[i] = old[(from + i) % old.Length];
            }

            _ring = ring;
            _first = 0;
            Count = rest;
        }
    }

    /// <summary>Adds bytes behind the others.</summary>
    public void Add(byte[] bytes, int offset, int count)
    {
        lock (_sync)
        {
            int size = _ring == null ? 0 : _ring.Length;
            int room = size - Count;
            if (count > room)
            {
                Lost += count - room;
                count = room;
            }

            if (count == 0)
            {
                return;
            }

            int at = (_first + Count) % size;
            int first = count < size - at ? count : size - at;
            Array.Copy(bytes, offset, _ring, at, first);
            Array.Copy(bytes, offset + first, _ring, 0, count - first);
            Count += count;
        }
    }

    /// <summary>Takes the oldest bytes; says how many.</summary>
    public int Take(byte[] buffer, int offset, int count)
    {
        lock (_sync)
        {
            if (count > Count)
            {
                count = Count;
            }

            if (count > 0)
            {
                int size = _ring.Length;
                int first = count < size - _first ? count : size - _first;
                Array.Copy(_ring, _first, buffer, offset, first);
                Array.Copy(_ring, 0, buffer, offset + first, count - first);
                _first = (_first + count) % size;
                Count -= count;
            }

            return count;
        }
    }
}

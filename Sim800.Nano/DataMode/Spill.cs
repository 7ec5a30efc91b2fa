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
    private int _filled;
    private int _emptied;

    /// <summary>Gets how many bytes wait.</summary>
    public int Count => _filled - _emptied;

    /// <summary>How many bytes found no room.</summary>
    public int Lost;

    /// <summary>Uses another buffer from now on; null is none. What still waits moves over, as far as it fits.</summary>
    public void Use(byte[] ring)
    {
        lock (_sync)
        {
            byte[] old = _ring;
            if (Count == 0)
            {
                _emptied = 0;
                _filled = 0;
            }

            if (ring == old)
            {
                return;
            }

            int rest = Count;
            int from = _emptied;
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
            _emptied = 0;
            _filled = rest;
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

            int at = _filled % size;
            int first = count < size - at ? count : size - at;
            Array.Copy(bytes, offset, _ring, at, first);
            Array.Copy(bytes, offset + first, _ring, 0, count - first);
            _filled += count;
        }
    }

    /// <summary>Takes the oldest bytes; says how many.</summary>
    public int Take(byte[] buffer, int offset, int count)
    {
        lock (_sync)
        {
            int waiting = Count;
            if (count > waiting)
            {
                count = waiting;
            }

            if (count > 0)
            {
                int size = _ring.Length;
                int at = _emptied % size;
                int first = count < size - at ? count : size - at;
                Array.Copy(_ring, at, buffer, offset, first);
                Array.Copy(_ring, 0, buffer, offset + first, count - first);
                _emptied += count;
            }

            return count;
        }
    }
}

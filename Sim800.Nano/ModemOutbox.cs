using System;

namespace Sim800.Nano;

/// <summary>
/// Messages that wait to be delivered, in a memory of fixed size: one array, made once. They leave it in the order in which they came, whole, and only when they are known to be delivered or are reported lost.
/// <para>Any thread may put messages in; one <see cref="ModemConnection"/> takes them out. Neither allocates.</para>
/// </summary>
public sealed class ModemOutbox
{
    private const int Head = 2;
    private const int LongestMessage = 65_535;

    private readonly object _sync = new object();
    private readonly byte[] _ring;
    private readonly bool _dropsOldest;
    private ModemMessageHandler _messageLost;
    private int _first;
    private int _used;
    private int _firstNumber = 1;
    private int _count;
    private int _sent;
    private int _sentBytes;
    private bool _pinned;

    /// <summary>Initializes a new instance of the <see cref="ModemOutbox"/> class.</summary>
    /// <param name="capacity">Its size in bytes, 3 or more; each message takes two more than it has.</param>
    /// <param name="dropsOldest">What happens to a message that finds no room: the oldest are dropped until it has (true), or it is refused (false, the default).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 3.</exception>
    public ModemOutbox(int capacity, bool dropsOldest = false)
    {
        Check.Range(capacity, Head + 1, int.MaxValue);
        _ring = new byte[capacity];
        _dropsOldest = dropsOldest;
    }

    /// <summary>
    /// Occurs when a message that was taken in is lost: dropped for a newer one, or given up. It is called by the thread that has lost it, which waits; it must not block. A message that is refused is not lost: who offers it is
    /// told.
    /// </summary>
    public event ModemMessageHandler MessageLost
    {
        add
        {
            lock (_sync)
            {
                _messageLost += value;
            }
        }

        remove
        {
            lock (_sync)
            {
                _messageLost -= value;
            }
        }
    }

    /// <summary>Gets how many messages wait.</summary>
    public int Count => _count;

    /// <summary>Gets how many bytes are taken, those of the messages and two for each.</summary>
    public int Used => _used;

    /// <summary>Gets the size in bytes.</summary>
    public int Capacity => _ring.Length;

    /// <summary>Gets the number of the oldest message that waits; the one that comes next if none does.</summary>
    public int First => _firstNumber;

    /// <summary>Gets how many messages were delivered.</summary>
    public int Delivered { get; private set; }

    /// <summary>Gets how many messages were lost.</summary>
    public int Lost { get; private set; }

    /// <summary>Gets how many messages were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Puts a message in.</summary>
    /// <param name="buffer">Its bytes, which are copied.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many they are: 1 to 65535.</param>
    /// <returns>Its number, one more than that of the message before, from 1 on; or 0 if it is refused: there is no room, it would never have any, or the oldest is just being sent.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer, or <paramref name="count"/> is out of range.</exception>
    public int Enqueue(byte[] buffer, int offset, int count)
    {
        Check.Buffer(buffer, offset, count);
        Check.Range(count, 1, LongestMessage);
        int lostFrom;
        int lost = 0;
        int number;
        lock (_sync)
        {
            int needed = count + Head;
            int missing = needed + _used - _ring.Length;

            // What is just being sent is not overwritten, nor what came behind it.
            if (missing > 0 && (!_dropsOldest || missing > (_pinned ? _sentBytes : _used)))
            {
                Refused++;
                return 0;
            }

            lostFrom = _firstNumber;
            while (_ring.Length - _used < needed)
            {
                Remove();
                lost++;
            }

            Lost += lost;
            Put(count & 255);
            Put(count >> 8);
            int at = Wrap(_first + _used);
            int piece = _ring.Length - at;
            piece = piece < count ? piece : count;
            Array.Copy(buffer, offset, _ring, at, piece);
            Array.Copy(buffer, offset + piece, _ring, 0, count - piece);
            _used += count;
            number = _firstNumber + _count;
            _count++;
        }

        Tell(lostFrom, lost);
        return number;
    }

    /// <summary>Gets the bytes, of which <see cref="TakeNext"/> tells where a message is.</summary>
    internal byte[] Ring => _ring;

    /// <summary>Forgets what was sent: on a new connection everything is sent again.</summary>
    internal void Rewind()
    {
        lock (_sync)
        {
            _sent = 0;
            _sentBytes = 0;
            _pinned = false;
        }
    }

    /// <summary>Finds the first message that was not sent on this connection and holds it, and those before it, until <see cref="Release"/>.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="at">Where its bytes begin. They may go on at the beginning of the ring.</param>
    /// <param name="count">How many they are.</param>
    /// <returns>False if there is none.</returns>
    internal bool TakeNext(out int number, out int at, out int count)
    {
        lock (_sync)
        {
            number = _firstNumber + _sent;
            at = Wrap(_first + _sentBytes);
            count = 0;
            if (_sent == _count)
            {
                return false;
            }

            count = LengthAt(at);
            at = Wrap(at + Head);
            _pinned = true;
            return true;
        }
    }

    /// <summary>Lets go of the message that was taken.</summary>
    /// <param name="sent">Whether it was sent whole.</param>
    internal void Release(bool sent)
    {
        lock (_sync)
        {
            _pinned = false;
            if (sent)
            {
                _sentBytes += LengthAt(Wrap(_first + _sentBytes)) + Head;
                _sent++;
            }
        }
    }

    /// <summary>Takes out the messages that were sent: the peer has them.</summary>
    internal void Confirm()
    {
        lock (_sync)
        {
            for (int left = _sent; left > 0; left--)
            {
                Remove();
                Delivered++;
            }
        }
    }

    /// <summary>Gives the oldest message up.</summary>
    internal void GiveUp()
    {
        int number;
        lock (_sync)
        {
            number = _firstNumber;
            Remove();
            Lost++;
        }

        Tell(number, 1);
    }

    private void Remove()
    {
        int size = LengthAt(_first) + Head;
        _first = Wrap(_first + size);
        _used -= size;
        _count--;
        _firstNumber++;
        if (_sent > 0)
        {
            _sent--;
            _sentBytes -= size;
        }
    }

    private void Put(int value)
    {
        _ring[Wrap(_first + _used)] = (byte)value;
        _used++;
    }

    private int LengthAt(int at) => _ring[at] | (_ring[Wrap(at + 1)] << 8);

    private int Wrap(int at) => at >= _ring.Length ? at - _ring.Length : at;

    private void Tell(int number, int count)
    {
        ModemMessageHandler handler = _messageLost;
        for (; count > 0 && handler != null; count--)
        {
            handler(this, number++);
        }
    }
}

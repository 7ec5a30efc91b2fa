using System;

namespace Sim800.Nano.Channels;

/// <summary>
/// Takes what the module sends of one link by itself. The owner of the gate fills it and one receiver empties it; each moves its own end only,
/// so neither waits for the other. A stream is stored as far as there is room, a datagram whole or not at all, with its length and its sender before it.
/// </summary>
internal sealed class Ring
{
    // Length and port have two bytes, the address four.
    private const int HeadSize = 8;
    private const int PortShift = 32;
    private const int LengthShift = 48;
    private const int BitsPerByte = 8;

    private readonly byte[] _bytes;
    private int _first;
    private int _end;
    private int _at;
    private int _length;
    private bool _datagrams;

    public Ring(int size)
    {
        // One byte tells full from empty.
        _bytes = new byte[size + 1];
    }

    /// <summary>Gets the store; payload goes to <see cref="At"/>.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Gets where the next byte of the payload under way goes.</summary>
    public int At => _at;

    /// <summary>Gets a value indicating whether senders are kept.</summary>
    public bool HoldsDatagrams => _datagrams;

    /// <summary>Who has sent the datagram under way.</summary>
    public readonly ModemEndPoint Sender = new ModemEndPoint();

    /// <summary>How many bytes found no room.</summary>
    public int Lost;

    /// <summary>Gets a value indicating whether nothing is there to be read.</summary>
    public bool IsEmpty => _first == _end;

    /// <summary>Gets how many bytes a read would give: of a stream all that are there, of datagrams the first one's.</summary>
    public int Count => IsEmpty ? 0 : _datagrams ? (int)(Head() >> LengthShift) : Used;

    private int Used => _end >= _first ? _end - _first : _end - _first + _bytes.Length;

    /// <summary>The generation of the link to which it belongs.</summary>
    public int Owner;

    /// <summary>Says whether a connection has something to read here. It may have gone, and the ring to the next.</summary>
    public bool Holds(int owner) => Owner == owner && !IsEmpty;

    /// <summary>Begins anew, for another connection. For the owner of the gate, when what it holds is nobody's.</summary>
    public void Reset(bool datagrams, int owner)
    {
        Owner = owner;
        _first = 0;
        _end = 0;
        Lost = 0;
        _datagrams = datagrams;
    }

    /// <summary>Begins to take payload.</summary>
    /// <returns>How much of it there is room for; the rest is counted as lost.</returns>
    public int Begin(int count)
    {
        int room = _bytes.Length - 1 - Used - (_datagrams ? HeadSize : 0);
        int taken = room >= count ? count : _datagrams ? 0 : room;
        Lost += count - taken;
        _length = taken;
        _at = _datagrams ? Wrap(_end + HeadSize) : _end;
        return taken;
    }

    /// <summary>How much of the payload can be stored in one piece.</summary>
    public int Piece(int count)
    {
        int straight = _bytes.Length - _at;
        return count < straight ? count : straight;
    }

    /// <summary>Takes note of bytes that were stored.</summary>
    public void Advance(int count) => _at = Wrap(_at + count);

    /// <summary>Lets the receiver have what was stored. Of a datagram that was cut short it is nothing.</summary>
    public void Commit(bool whole)
    {
        if (!_datagrams)
        {
            _end = _at;
        }
        else if (whole && _length > 0)
        {
            long head = ((long)_length << LengthShift) | ((long)Sender.Port << PortShift) | Sender.Address;
            int at = _end;
            for (int i = 0; i < HeadSize; i++)
            {
                _bytes[at] = (byte)head;
                head >>= BitsPerByte;
                at = Wrap(at + 1);
            }

            _end = _at;
        }
    }

    /// <summary>Gives what is there, at most so many bytes; of a datagram the rest is dropped.</summary>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="offset">Where the first goes.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="sender">Takes the sender of a datagram; null if nobody wants to know.</param>
    /// <param name="dropped">How many bytes of the datagram found no room in the buffer.</param>
    public int Read(byte[] buffer, int offset, int count, ModemEndPoint sender, out int dropped)
    {
        dropped = 0;
        int there = Used;
        int first = _first;
        if (_datagrams && there > 0)
        {
            long head = Head();
            there = (int)(head >> LengthShift);
            first = Wrap(first + HeadSize);
            dropped = there > count ? there - count : 0;
            if (sender != null)
            {
                sender.Set((uint)head, (int)(head >> PortShift) & ushort.MaxValue);
            }
        }

        int taken = there < count ? there : count;
        int straight = _bytes.Length - first;
        if (taken <= straight)
        {
            Array.Copy(_bytes, first, buffer, offset, taken);
        }
        else
        {
            Array.Copy(_bytes, first, buffer, offset, straight);
            Array.Copy(_bytes, 0, buffer, offset + straight, taken - straight);
        }

        _first = Wrap(first + taken + dropped);
        return taken;
    }

    private long Head()
    {
        long head = 0;
        for (int i = HeadSize - 1; i >= 0; i--)
        {
            head = (head << BitsPerByte) | _bytes[Wrap(_first + i)];
        }

        return head;
    }

    private int Wrap(int at) => at < _bytes.Length ? at : at - _bytes.Length;
}

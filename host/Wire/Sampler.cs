namespace Wire;

/// <summary>
/// A receiver whose bits are not as long as the sender's: it takes a falling edge for a start bit, looks at the line about the middle of
/// each of its own bits, and begins again at the first falling edge behind its stop bit. So a slow byte is several of its bytes, and
/// several fast ones are one.
/// </summary>
internal sealed class Sampler
{
    private readonly EventQueue _queue;
    private readonly Action<byte> _received;
    private readonly Alarm _stopBit;
    private readonly List<Frame> _frames = [];
    private long _begun;
    private int _rate;
    private CharacterFormat _format;

    public Sampler(EventQueue queue, Action<byte> received)
    {
        _queue = queue;
        _received = received;
        _stopBit = new Alarm(queue, Read);
    }

    /// <summary>Whether it is in the middle of what it takes for a byte, or waits for an edge of the frame that is on the line.</summary>
    public bool IsBusy => _stopBit.IsSet;

    /// <summary>A frame begins on the line, with its start bit.</summary>
    /// <param name="value">What it carries.</param>
    /// <param name="sender">Sends it.</param>
    /// <param name="reader">Reads it.</param>
    public void Begin(byte value, Uart sender, Uart reader)
    {
        _frames.Add(new Frame(_queue.Now, sender.Format.Encode(value), sender.Format.Bits, sender.BaudRate, long.MaxValue));
        if (!IsBusy)
        {
            (_rate, _format) = (reader.BaudRate, reader.Format);
            StartAt(_queue.Now);
        }
    }

    /// <summary>What is on the line is cut off: from now on it rests.</summary>
    public void Cut()
    {
        if (_frames.Count > 0)
        {
            _frames[^1] = _frames[^1] with { End = _queue.Now };
        }
    }

    /// <summary>The receiver is set to another rate and begins anew with the next frame.</summary>
    public void Reset()
    {
        _stopBit.Cancel();
        _frames.Clear();
    }

    private void StartAt(long time)
    {
        _begun = time;
        _stopBit.SetAt(Middle(_format.StopBit));
    }

    /// <summary>A little behind the middle of a bit: a receiver that counts sixteenths of a bit has seen the start bit half of one late on average.</summary>
    private long Middle(int bit) => _begun + ((16 + (32 * bit) + 1) * Nanoseconds.PerSecond / (32 * _rate));

    /// <summary>The middle of the stop bit: whether that is high or not, the byte is taken, as receivers do that mark it and hand it over.</summary>
    private void Read()
    {
        var isByte = !IsHigh(Middle(0));
        var value = 0;
        for (var bit = 0; bit < _format.DataBits; bit++)
        {
            value |= IsHigh(Middle(bit + 1)) ? 1 << bit : 0;
        }

        Continue(Middle(isByte ? _format.StopBit : 0));
        if (isByte)
        {
            _received((byte)value);
        }
    }

    /// <summary>Goes to the next falling edge, if there is one in what is known of the line; else the next frame brings it.</summary>
    private void Continue(long after)
    {
        foreach (var frame in _frames)
        {
            for (var bit = 0; bit < frame.Count; bit++)
            {
                var edge = frame.Start + (bit * Nanoseconds.PerSecond / frame.Rate);
                if (edge > after && edge < frame.End && !frame.Bit(bit) && (bit == 0 || frame.Bit(bit - 1)))
                {
                    _frames.RemoveAll(old => old.Start + (old.Count * Nanoseconds.PerSecond / old.Rate) < edge);
                    StartAt(edge);
                    return;
                }
            }
        }

        _frames.Clear();
    }

    private bool IsHigh(long time)
    {
        var frame = _frames.FindLast(frame => frame.Start <= time);
        if (frame == default || time >= frame.End)
        {
            return true;
        }

        var bit = (((time - frame.Start + 1) * frame.Rate) - 1) / Nanoseconds.PerSecond; // the last whose edge is not later, edges being whole nanoseconds
        return bit >= frame.Count || frame.Bit((int)bit);
    }

    /// <summary>A character on the line, the start bit lowest.</summary>
    private readonly record struct Frame(long Start, int Bits, int Count, int Rate, long End)
    {
        public bool Bit(int number) => ((Bits >> number) & 1) != 0;
    }
}

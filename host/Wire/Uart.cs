namespace Wire;

/// <summary>
/// One end of a serial line: a transmitter that shifts bytes out one after another at its rate, and a receiver that is told
/// of each byte when its stop bit has passed. Two ends are joined by <see cref="Connect"/>. What is done with the
/// bytes (FIFO, chunks, receive time-out, a ring that overruns) is the business of whoever owns the end.
/// </summary>
public sealed class Uart
{
    /// <summary>A receiver samples in the middle of each bit: five per cent off and the stop bit is missed.</summary>
    private const double Tolerance = 0.05;

    private readonly EventQueue _queue;
    private readonly Queue<byte> _shift = new();
    private readonly Alarm _stopBit;
    private readonly Sampler _sampler;
    private Uart? _peer;
    private bool _takesWhole;
    private Line? _clearToSend;
    private int _baudRate;
    private CharacterFormat _format = CharacterFormat.Usual;

    public Uart(EventQueue queue, int baudRate)
    {
        _queue = queue;
        _stopBit = new Alarm(queue, FrameSent);
        _sampler = new Sampler(queue, value => Received?.Invoke(value));
        _baudRate = baudRate;
    }

    /// <summary>Bits a second of both the transmitter and the receiver of this end.</summary>
    public int BaudRate
    {
        get => _baudRate;
        set
        {
            if (_baudRate != value)
            {
                _sampler.Reset();
            }

            _baudRate = value;
            _peer?.PeerRateChanged?.Invoke(value);
        }
    }

    /// <summary>How characters are framed in both directions.</summary>
    public CharacterFormat Format
    {
        get => _format;
        set
        {
            if (_format != value)
            {
                _sampler.Reset();
            }

            _format = value;
            _peer?.PeerFormatChanged?.Invoke(value);
        }
    }

    /// <summary>Bytes that have not left yet, the one on the line included.</summary>
    public int Unsent => _shift.Count;

    /// <summary>The rate at which the peer sent the byte that <see cref="Received"/> reports: what a rate detector measures.</summary>
    public int MeasuredBaudRate => _peer?.BaudRate ?? BaudRate;

    /// <summary>Called for each byte when it is complete, as this end's receiver understood it.</summary>
    public Action<byte>? Received { get; set; }

    /// <summary>
    /// Whether this end measures each character that is sent instead of sampling bits at a rate of its own: a rate detector hears as many
    /// characters as were sent.
    /// </summary>
    public bool DetectsRate { get; set; }

    /// <summary>Called when the other end has changed its rate: for an end that stands for a port elsewhere, which has to follow.</summary>
    public Action<int>? PeerRateChanged { get; set; }

    /// <summary>The same for the format.</summary>
    public Action<CharacterFormat>? PeerFormatChanged { get; set; }

    /// <summary>
    /// Raised when a byte begins to leave, with its start bit, and with null when what is on the line is cut off: what an
    /// oscilloscope at this end's transmitter sees.
    /// </summary>
    public event Action<byte?>? Shifting;

    /// <summary>The other end, once connected.</summary>
    public Uart? Peer => _peer;

    /// <summary>Called when the last byte has left.</summary>
    public Action? Drained { get; set; }

    /// <summary>
    /// The line that holds this transmitter while it is high (hardware flow control); null, the default, sends always.
    /// A byte on its way is finished.
    /// </summary>
    public Line? ClearToSend
    {
        get => _clearToSend;
        set
        {
            if (_clearToSend is not null)
            {
                _clearToSend.Changed -= ClearToSendChanged;
            }

            _clearToSend = value;
            if (value is not null)
            {
                value.Changed += ClearToSendChanged;
            }

            ShiftNext();
        }
    }

    /// <summary>The time one byte takes on the line, in nanoseconds.</summary>
    public long FrameTime => Format.Bits * Nanoseconds.PerSecond / BaudRate;

    /// <summary>Joins two ends, each one's transmitter to the other's receiver.</summary>
    public static void Connect(Uart a, Uart b)
    {
        a._peer = b;
        b._peer = a;
    }

    /// <summary>Sends bytes after those already waiting.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            _shift.Enqueue(b);
        }

        ShiftNext();
    }

    /// <summary>Forgets what has not left yet: power off, or a port that is closed.</summary>
    public void Abandon()
    {
        _shift.Clear();
        if (_stopBit.IsSet)
        {
            _stopBit.Cancel();
            _peer?._sampler.Cut();
            Shifting?.Invoke(null);
        }
    }

    private void ClearToSendChanged(Line line) => ShiftNext();

    private void ShiftNext()
    {
        if (_shift.Count > 0 && !_stopBit.IsSet && _clearToSend is not { High: true })
        {
            _stopBit.SetIn(FrameTime);
            _peer?.BeginFrame(_shift.Peek(), this);
            Shifting?.Invoke(_shift.Peek());
        }
    }

    private void FrameSent()
    {
        var sent = _shift.Dequeue();
        var isWhole = _peer is { _takesWhole: true };
        ShiftNext();
        if (isWhole && _peer is { Received: { } received } peer)
        {
            received(peer.Sample(sent, BaudRate));
        }

        if (_shift.Count == 0)
        {
            Drained?.Invoke();
        }
    }

    /// <summary>The peer's start bit: at the same rate and in the same format its byte is taken as it is once it is complete; at another the line has to be sampled.</summary>
    private void BeginFrame(byte value, Uart sender)
    {
        _takesWhole = DetectsRate || (Matches(sender.BaudRate) && Format == sender.Format && !_sampler.IsBusy);
        if (!_takesWhole)
        {
            _sampler.Begin(value, sender, this);
        }
    }

    private bool Matches(int rate) => Math.Abs(rate - BaudRate) <= rate * Tolerance;

    /// <summary>What is left of a single character at another rate: the level in the middle of each of this end's bits.</summary>
    private byte Sample(byte sent, int rate)
    {
        if (Matches(rate))
        {
            return (byte)(sent & Format.Mask);
        }

        var frame = CharacterFormat.Usual.Encode(sent);
        var read = 0;
        for (var bit = 0; bit < 8; bit++)
        {
            var position = (bit + 1.5) * rate / BaudRate;
            var level = position >= CharacterFormat.Usual.Bits || ((frame >> (int)position) & 1) != 0;
            read |= level ? 1 << bit : 0;
        }

        return (byte)read;
    }
}

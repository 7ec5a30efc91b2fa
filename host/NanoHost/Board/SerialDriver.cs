using Wire;

namespace NanoHost;

/// <summary>
/// The native half of a serial port: from the line into the ring, and when to tell whom. Everything that boards do
/// differently comes from the <see cref="BoardProfile"/>.
/// </summary>
internal sealed class SerialDriver
{
    private readonly Machine _machine;
    private readonly BoardProfile _profile;
    private readonly string _name;
    private readonly Uart _uart;
    private readonly Action<uint, uint> _deliver;
    private readonly Alarm _lineIsIdle;
    private readonly WaitList _readers = new();
    private readonly byte[] _chunk;
    private readonly Dice _dice;
    private ReceiveRing _ring = new(0);
    private int _chunkLength;
    private long _lastReceived;
    private int _requested;
    private int _threshold;
    private bool _losesWakeUp;

    /// <param name="machine">Whose port it is.</param>
    /// <param name="name">COM2, for example.</param>
    /// <param name="deliver">Takes the events, on the dispatcher's thread.</param>
    public SerialDriver(Machine machine, string name, Action<uint, uint> deliver)
    {
        _machine = machine;
        _profile = machine.Board.Profile;
        _name = name;
        _uart = machine.Board.Ports[name];
        _deliver = deliver;
        _chunk = new byte[_profile.ReceiveChunk];
        _threshold = _profile.NeedsThreshold ? int.MaxValue : 1;
        _dice = new Dice(machine.Options.Seed ^ (ulong)name[^1]);
        _lineIsIdle = new Alarm(machine.Queue, LineIsIdle);
    }

    /// <summary>Bytes in the ring. Those of a chunk that is not complete are not seen.</summary>
    public int Available => _ring.Length;

    /// <summary>Bytes for which there was no room.</summary>
    public int Lost { get; private set; }

    /// <summary>The character whose arrival is an event of its own; 0 is none.</summary>
    public char WatchChar { get; set; }

    public int BaudRate
    {
        set => _uart.BaudRate = value;
    }

    /// <summary>Bytes from which on arriving data is an event. Setting it with enough of them waiting is one too.</summary>
    public int Threshold
    {
        set
        {
            _threshold = value;
            if (_ring.Length >= value && _requested == 0)
            {
                Post(SerialEvent.Chars);
            }
        }
    }

    /// <summary>Hardware flow control, where the board has it.</summary>
    public bool Handshake
    {
        set => _uart.ClearToSend = value && _profile.HasHandshake && _machine.Board.ClearToSend.TryGetValue(_name, out var line) ? line : null;
    }

    private long IdleTime => _profile.ReceiveTimeoutFrames * _uart.FrameTime;

    public void Open(int bufferSize)
    {
        _ring = new ReceiveRing(Math.Max(bufferSize, _profile.SmallestReceiveBuffer));
        _chunkLength = 0;
        _requested = 0;
        _uart.Received = Received;
    }

    public void Close()
    {
        _uart.Received = null;
        _lineIsIdle.Cancel();
        _ring = new ReceiveRing(0);
    }

    /// <summary>Nothing is left of it.</summary>
    public void PowerCut()
    {
        Close();
        _uart.Abandon();
        _uart.ClearToSend = null;
    }

    /// <summary>Waits for all the bytes. After a time-out the request stays behind and holds data events back until that many bytes are there.</summary>
    /// <returns>False after the time-out; nothing was taken then.</returns>
    public bool Read(FirmwareThread thread, Span<byte> target, long timeout) =>
        WaitFor(thread, target.Length, timeout) && Take(target);

    /// <summary>The same for bytes up to and including the given ones.</summary>
    /// <returns>How many bytes there are up to the end of them, or -1 after the time-out.</returns>
    public int WaitForEnd(FirmwareThread thread, byte[] end, long timeout)
    {
        var deadline = _machine.Queue.Now + timeout;
        while (true)
        {
            for (var length = end.Length; length <= _ring.Length; length++)
            {
                if (EndsWith(end, length))
                {
                    return length;
                }
            }

            if (!WaitFor(thread, _ring.Length + 1, timeout < 0 ? timeout : Math.Max(0, deadline - _machine.Queue.Now)))
            {
                _requested = 0;
                return -1;
            }
        }
    }

    /// <summary>Takes what is there.</summary>
    public bool Take(Span<byte> target)
    {
        _ring.Pop(target);
        return true;
    }

    /// <summary>Sends, and waits until the rest fits into the transmitter.</summary>
    /// <returns>False if it did not in time; it is sent nevertheless.</returns>
    public bool Write(FirmwareThread thread, ReadOnlySpan<byte> bytes, long timeout)
    {
        _uart.Send(bytes);
        return WaitForUnsent(thread, _profile.TransmitFifo, timeout);
    }

    /// <summary>Waits until everything has left.</summary>
    public bool Flush(FirmwareThread thread, long timeout) => WaitForUnsent(thread, 0, timeout);

    private bool WaitForUnsent(FirmwareThread thread, int remaining, long timeout)
    {
        var deadline = _machine.Queue.Now + timeout;
        while (_uart.Unsent > remaining)
        {
            var time = (_uart.Unsent - remaining) * _uart.FrameTime;
            if (timeout >= 0)
            {
                time = Math.Min(time, deadline - _machine.Queue.Now);
                if (time <= 0)
                {
                    return false;
                }
            }

            thread.Scheduler.Block(thread, "bytes to leave through " + _name, null, time);
        }

        return true;
    }

    private bool WaitFor(FirmwareThread thread, int count, long timeout)
    {
        var deadline = _machine.Queue.Now + timeout;
        while (_ring.Length < count)
        {
            _requested = count;
            _losesWakeUp = _dice.Happens(_machine.Options.LostWakeUp);
            var left = deadline - _machine.Queue.Now;
            if (timeout >= 0 && left <= 0)
            {
                return false;
            }

            _readers.Join(thread);
            if (!thread.Scheduler.Block(thread, $"{count} bytes from {_name}", _readers, timeout < 0 ? Scheduler.Forever : left) && _ring.Length < count)
            {
                return false;
            }
        }

        return true;
    }

    private bool EndsWith(byte[] end, int length)
    {
        for (var i = 0; i < end.Length; i++)
        {
            if (_ring[length - end.Length + i] != end[i])
            {
                return false;
            }
        }

        return true;
    }

    private void Received(byte b)
    {
        if (b == 0 && _profile.DropsZeroBytes)
        {
            return;
        }

        _chunk[_chunkLength++] = b;
        _lastReceived = _machine.Queue.Now;
        if (_chunkLength == _chunk.Length)
        {
            HandOn();
        }
        else if (!_lineIsIdle.IsSet)
        {
            _lineIsIdle.SetIn(IdleTime);
        }
    }

    private void LineIsIdle()
    {
        // the alarm is not moved with each byte: that would fill the queue with settings that never fire
        var idleAt = _lastReceived + IdleTime;
        if (idleAt > _machine.Queue.Now)
        {
            _lineIsIdle.SetAt(idleAt);
        }
        else if (_chunkLength > 0)
        {
            HandOn();
        }
    }

    /// <summary>The driver's interrupt: a chunk goes into the ring, and somebody is told.</summary>
    private void HandOn()
    {
        var before = _ring.Length;
        var watched = false;
        foreach (var b in _chunk.AsSpan(0, _chunkLength))
        {
            Lost += _ring.Push(b) ? 0 : 1;
            watched |= WatchChar != 0 && b == WatchChar;
        }

        _chunkLength = 0;
        if (_requested > 0)
        {
            if (_ring.Length >= _requested)
            {
                _requested = 0;
                WakeReaders();
            }
        }
        else if (_ring.Length >= _threshold && (!_profile.IsEdgeTriggered || before < _threshold))
        {
            Post(watched ? SerialEvent.WatchChar : SerialEvent.Chars);
            watched = false;
        }

        if (watched)
        {
            Post(SerialEvent.WatchChar);
        }
    }

    private void WakeReaders()
    {
        while (!_losesWakeUp && _readers.Next is { } reader)
        {
            _machine.Scheduler.MakeReady(reader);
        }
    }

    private void Post(SerialEvent type) => InterruptDispatcher.Of(_machine).Post(_deliver, (uint)type, 0);
}

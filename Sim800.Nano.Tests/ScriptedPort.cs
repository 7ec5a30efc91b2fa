using System;
using System.Text;
using System.Threading;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Tests;

/// <summary>
/// A port that follows a script, with a clock of its own: each step names what the driver must write next and what the module answers,
/// when. Waiting moves the clock to the next delivery, so hours cost nothing and every run is the same.
/// </summary>
internal sealed class ScriptedPort : Port
{
    private const int MaxSteps = 64;
    private const int MaxDeliveries = 512;
    private const int ReadPatience = 50;

    private readonly string[] _expected = new string[MaxSteps];
    private readonly byte[][] _answers = new byte[MaxSteps][];
    private readonly int[] _delays = new int[MaxSteps];
    private readonly byte[][] _deliveries = new byte[MaxDeliveries][];
    private readonly long[] _dueTimes = new long[MaxDeliveries];
    private readonly byte[] _ring = new byte[8192];
    private readonly byte[] _written = new byte[4096];
    private readonly bool[] _wired = new bool[7];
    private readonly bool[] _asserted = new bool[7];
    private int _steps;
    private int _step;
    private int _deliveryCount;
    private int _ringCount;
    private int _writtenCount;
    private int _rate;
    private long _now = 1_000;
    private long _answering;

    public ScriptedPort()
        : this(null)
    {
    }

    public ScriptedPort(ModemRecorder recorder)
        : base(recorder)
    {
        BaudRate = 115200;
        Edges = new EdgeRing();
    }

    /// <summary>Gets or sets the modem whose driver thread this port plays while nobody owns the gate.</summary>
    public Sim800Modem Modem { get; set; }

    /// <summary>Gets how many bytes have been written.</summary>
    public int BytesWritten { get; private set; }

    /// <summary>Gets how many bytes were written that the script did not expect.</summary>
    public int Unexpected { get; private set; }

    /// <summary>Gets how many reads timed out.</summary>
    public int FailedReads { get; private set; }

    /// <summary>Gets or sets into pieces of how many bytes, a millisecond apart, answers are cut; 0 leaves them whole.</summary>
    public int Piece { get; set; }

    /// <summary>Gets or sets a value indicating whether the line babbles without a pause: a byte a millisecond, and a line end now and then.</summary>
    public bool Babbles { get; set; }

    /// <summary>Gets or sets a value indicating whether the port was closed by somebody else.</summary>
    public bool Broken { get; set; }

    /// <summary>Gets how often the power key was pressed.</summary>
    public int Presses { get; private set; }

    /// <summary>Gets or sets what happens at each wait, before it.</summary>
    public Step Waiting { get; set; }

    /// <summary>Gets a value indicating whether the whole script has been followed.</summary>
    public bool Done => _step == _steps && Unexpected == 0 && _writtenCount == 0;

    public override long Now => _now;

    public override int Available
    {
        get
        {
            Demand();
            if (Babbles && _ringCount == 0)
            {
                _now++;
                _ring[_ringCount++] = (byte)(_now % 50 == 0 ? '\n' : 'x');
            }

            return _ringCount;
        }
    }

    public override int BaudRate
    {
        get => _rate;
        set
        {
            _rate = value;
            Stretch = StretchAt(value);
        }
    }

    public override bool FlowControl => false;

    public override int Threshold
    {
        set
        {
            Demand();
            Armed = value;
            if (_ringCount >= value)
            {
                Listener.Signal();
            }
        }
    }

    /// <summary>Adds a step: what must be written, and what is answered at once.</summary>
    public ScriptedPort On(string expected, string answer) => On(expected, answer, 0);

    /// <summary>Adds a step: what must be written, and what is answered after a time; null is nothing.</summary>
    public ScriptedPort On(string expected, string answer, int delay)
    {
        _expected[_steps] = expected;
        _answers[_steps] = answer == null ? null : Encoding.UTF8.GetBytes(answer);
        _delays[_steps] = delay;
        _steps++;
        return this;
    }

    /// <summary>Has the module say something by itself, so many milliseconds from now.</summary>
    public void Say(string text, int delay) => Deliver(Encoding.UTF8.GetBytes(text), _now + delay);

    /// <summary>Says what is wired.</summary>
    public void Wire(PortLine line) => _wired[(int)line] = true;

    public override void Open()
    {
    }

    public override void Close()
    {
    }

    public override bool Read(byte[] buffer, int offset, int count)
    {
        Demand();
        long until = _now + ReadPatience;
        while (_ringCount < count && Advance(until))
        {
        }

        if (_ringCount < count)
        {
            FailedReads++;
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            buffer[offset + i] = _ring[i];
        }

        _ringCount -= count;
        for (int i = 0; i < _ringCount; i++)
        {
            _ring[i] = _ring[i + count];
        }

        return true;
    }

    public override bool Take(byte[] buffer, int offset, int count) => Read(buffer, offset, count);

    public override int ReadBurst(byte[] buffer, int offset, int count, WaitHandle signal, int silence, int patience)
    {
        if (Available == 0)
        {
            Threshold = 1;
            bool woken = patience != 0 && Wait(signal, (uint)patience < (uint)silence ? patience : silence);
            if (Available == 0)
            {
                return woken ? Interrupted : 0;
            }
        }

        Threshold = count;
        int available = Available;
        for (int before = 0; available < count && available != before; available = Available)
        {
            before = available;
            if (Wait(signal, silence) && Available < count)
            {
                return Interrupted;
            }
        }

        int taken = available < count ? available : count;
        return Read(buffer, offset, taken) ? taken : Interrupted;
    }

    public override bool Write(byte[] buffer, int offset, int count)
    {
        Demand();
        BytesWritten += count;
        for (int i = 0; i < count; i++)
        {
            _written[_writtenCount++] = buffer[offset + i];
        }

        Match();
        return true;
    }

    public override bool Has(PortLine line) => _wired[(int)line];

    public override void Assert(PortLine line, bool asserted)
    {
        _asserted[(int)line] = asserted;
        Presses += asserted && line == PortLine.PowerKey ? 1 : 0;
    }

    public override bool IsAsserted(PortLine line) => _asserted[(int)line];

    /// <summary>Has RI move at a time, of which the platform tells that much later.</summary>
    public void Ring(bool low, int delay)
    {
        _asserted[(int)PortLine.RingIndicator] = low;
        _now += delay;
        Edges.Add(_now, low);
        Listener.Ring();
    }

    public override bool Wait(WaitHandle signal, int milliseconds)
    {
        if (Waiting != null)
        {
            Waiting(this);
        }

        if (signal.WaitOne(0, false))
        {
            return true;
        }

        long until = _now + milliseconds;
        while (Advance(until))
        {
            Serve();
            if (signal.WaitOne(0, false))
            {
                return true;
            }
        }

        _now = until;
        Serve();
        return signal.WaitOne(0, false);
    }

    /// <summary>Lets time pass in which nobody talks.</summary>
    public void Pass(int milliseconds) => Wait(new AutoResetEvent(false), milliseconds);

    /// <summary>Plays the driver thread, if nobody talks.</summary>
    public void Serve()
    {
        if (Modem != null && Modem.Channel.Gate.Owner < 0)
        {
            Modem.Step();
        }
    }

    private void Demand()
    {
        if (Broken)
        {
            throw new InvalidOperationException();
        }
    }

    private void Match()
    {
        while (_step < _steps)
        {
            string expected = _expected[_step];
            int length = expected.Length;
            int same = 0;
            while (same < length && same < _writtenCount && _written[same] == (byte)expected[same])
            {
                same++;
            }

            if (same < length)
            {
                if (same < _writtenCount)
                {
                    Unexpected += _writtenCount;
                    _writtenCount = 0;
                }

                return;
            }

            _writtenCount -= length;
            for (int i = 0; i < _writtenCount; i++)
            {
                _written[i] = _written[i + length];
            }

            byte[] answer = _answers[_step];
            long due = _now + _delays[_step];
            due = due < _answering ? _answering : due;
            _step++;
            if (answer != null)
            {
                Deliver(answer, due);
                _answering = Piece == 0 ? due : due + (answer.Length / Piece);
            }
        }

        Unexpected += _writtenCount;
        _writtenCount = 0;
    }

    private void Deliver(byte[] bytes, long due)
    {
        if (Piece == 0)
        {
            Insert(bytes, due);
            return;
        }

        for (int at = 0; at < bytes.Length; at += Piece)
        {
            int count = bytes.Length - at < Piece ? bytes.Length - at : Piece;
            byte[] piece = new byte[count];
            Array.Copy(bytes, at, piece, 0, count);
            Insert(piece, due + (at / Piece));
        }
    }

    private void Insert(byte[] bytes, long due)
    {
        int at = _deliveryCount++;
        for (; at > 0 && _dueTimes[at - 1] > due; at--)
        {
            _dueTimes[at] = _dueTimes[at - 1];
            _deliveries[at] = _deliveries[at - 1];
        }

        _dueTimes[at] = due;
        _deliveries[at] = bytes;
    }

    private bool Advance(long until)
    {
        if (_deliveryCount == 0 || _dueTimes[0] > until)
        {
            return false;
        }

        if (_dueTimes[0] > _now)
        {
            _now = _dueTimes[0];
        }

        byte[] bytes = _deliveries[0];
        _deliveryCount--;
        for (int i = 0; i < _deliveryCount; i++)
        {
            _deliveries[i] = _deliveries[i + 1];
            _dueTimes[i] = _dueTimes[i + 1];
        }

        for (int i = 0; i < bytes.Length; i++)
        {
            _ring[_ringCount++] = bytes[i];
        }

        if (_ringCount >= Armed)
        {
            Listener.Signal();
        }

        return true;
    }
}

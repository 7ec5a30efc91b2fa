using System.Threading;
using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;
using Sim800.Nano.Recording;

namespace Sim800.Nano.Channels;

/// <summary>
/// The gate to the module: one exchange of command and answer at a time, by whoever owns the gate, who also reads the port.
/// Every wait is bounded and can be aborted. It knows commands as rows of a table and nothing of sockets.
/// </summary>
internal sealed partial class Channel : IPortListener
{
    // No line of the driver's own commands is longer than 80 bytes; a user's may be.
    private const int WindowSize = 512;
    private const int OutSize = 128;

    // Events are edges on some boards and can be lost: at the latest after this the level is looked at.
    private const int Tick = 1_000;
    private const int DeafTick = 100;
    private const int RepeatGuard = 200;
    private const int PayloadSilence = 1_000;
    private const int PayloadRepair = 5_000;
    private const int PayloadTime = 5_000;
    private const int ClosedGrace = 2_000;
    private const int Resynchronisations = 3;

    // Somebody who talks without a pause, such as an input that floats, ends an exchange so long after its time; and so often he is listened to at a stretch.
    private const int Overtime = 1_000;

    // Ten bits a byte, milliseconds a second.
    private const int BitTimes = 10_000;

    // The time of 24 bytes of ten bits, in milliseconds, times the rate.
    private const int LineRest = 240_000;

    // The shortest legal answers: "\r\nOK\r\n", "\r\nERROR\r\n", "\r\n>". No line that comes unasked is shorter than the first.
    private const int ShortestOk = 6;
    private const int ShortestLong = 9;
    private const int ShortestPrompt = 3;
    private const byte NoEnd = 255;

    private const int Nobody = -1;
    private const int NoSend = -1;
    private const int Undecided = -1;

    // Who names no deadline for his turn.
    private const long UsualTurn = -1;

    // What stands between who enters and the module, a bit each: one look tells that there is nothing.
    private const int Shut = 1;
    private const int Transparent = 2;
    private const int Sleepy = 4;
    private const int Doubtful = 8;
    private const int Ended = 16;
    private const int Unfit = Shut | Transparent | Ended;

    // Whoever is on the lookout has an own deadline; the driver thread has not.
    private const int LookoutReads = 4;
    private const int DriverReads = 64;

    // While somebody reads, events would only cost; no answer is as long as this.
    private const int Quiet = 2_048;

    // What is not usual about the line, a bit each: what has begun does not go on, events may not come.
    private const int Stalled = 1;
    private const int Deaf = 2;

    // How a row of the table of commands begins.
    private const int BitsOfEnd = 8;
    private const int BitsOfInformation = 16;
    private const int BitsOfLimit = 24;

    /// <summary>What everybody is told who wants to talk while the line belongs to a transparent connection.</summary>
    public const int Refusal = (int)ModemError.InDataMode;

    private readonly Port _port;
    private readonly ModemRecorder _recorder;
    private readonly int[] _counts;
    private readonly Parser _parser = new Parser(WindowSize);
    private readonly AutoResetEvent _arrived = new AutoResetEvent(false);
    private readonly byte[] _out = new byte[OutSize];
    private readonly int[] _values = new int[4];

    private int _outCount;
    private bool _unwritten;
    private int _pace;
    private bool _signalled;
    private bool _unfinished;

    private int _row;
    private int _link;
    private int _shortest;
    private int _accepted = NoSend;
    private long _deadline;
    private bool _closed;
    private bool _informed;
    private bool _strict;
    private int _broken;

    private byte[] _target;
    private int _targetOffset;
    private int _targetCount;
    private byte[] _reply;

    private int _pushed = Nobody;
    private Ring _ring;
    private int _room;
    private bool _cut;
    private bool _pushing;

    private int _obstacles = Shut;
    private long _spokeAt;
    private bool _roused;
    private bool _repairable;
    private int _lookout = Slot.Driver;
    private bool _single;
    private bool _marked;
    private int _owedBytes;
    private int _payloadDue;

    public Channel(Port port)
    {
        _port = port;
        _recorder = port.Recorder;
        _counts = port.Counters.Counts;
        port.Listener = this;
        Gate = new Gate(port);
        Gate.Prepare(Slot.Modem);
        Gate.Prepare(Slot.Driver);
    }

    /// <summary>The gate.</summary>
    public readonly Gate Gate;

    /// <summary>Who takes unsolicited codes.</summary>
    public ICodeSink Sink;

    /// <summary>Gets or sets a value indicating whether the module may be spoken to.</summary>
    public bool IsOpen
    {
        get => (_obstacles & Shut) == 0;
        set
        {
            if (value != IsOpen)
            {
                _obstacles ^= Shut;
                _recorder?.State(_port.Now, RecordState.Open, 0, value ? 1 : 0);
                if (value)
                {
                    _port.Counters.Count(Counter.Starts);
                    Sink.Tell(ModemEvent.Started);
                }
            }
        }
    }

    /// <summary>
    /// Whether the line belongs to a transparent connection. What anybody else sent would be payload, so every other exchange is refused;
    /// the one who reads the stream is told of bytes, whoever owns the gate.
    /// </summary>
    public bool DataMode
    {
        get => (_obstacles & Transparent) != 0;
        set
        {
            if (value != DataMode)
            {
                _obstacles ^= Transparent;
                _recorder?.State(_port.Now, RecordState.DataMode, 0, value ? 1 : 0);
            }
        }
    }

    /// <summary>Gets a value indicating whether nothing stands between who enters and the module.</summary>
    public bool IsClear => _obstacles == 0;

    /// <summary>Gets a value indicating whether the module may be talked to, though it may have to be woken or asked first.</summary>
    public bool IsFit => (_obstacles & Unfit) == 0;

    private bool IsStalled => (_pace & Stalled) != 0;

    /// <summary>Whether bytes of a transparent connection wake the driver thread while nobody reads them.</summary>
    public bool WakesDriver;

    /// <summary>How long the command just begun may take, in milliseconds.</summary>
    public int Limit;

    /// <summary>Whether payload is read as hexadecimal digits.</summary>
    public bool ReadsHex;

    /// <summary>Who takes the sender of what is read next, or null.</summary>
    public ModemEndPoint Sender;

    /// <summary>Whether each command that depends on a context chooses it, on the same line: as soon as the second has been used.</summary>
    public bool Chooses;

    /// <summary>How many payload bytes the last read has delivered, or -1.</summary>
    public int Received;

    /// <summary>How many bytes the last read has left in the module.</summary>
    public int Rest;

    /// <summary>How much of the reply buffer is filled.</summary>
    public int ReplyCount;

    /// <summary>How many bytes of the reply found no room.</summary>
    public int ReplyLost;

    /// <summary>Gets a value indicating whether the last command brought its information.</summary>
    public bool Informed => _informed;

    /// <summary>Gets the port.</summary>
    public Port Port => _port;

    /// <summary>Gets the parser, whose last line is valid until the gate is left.</summary>
    public Parser Parser => _parser;

    /// <summary>Whether the module has not answered again and again: perhaps it is deaf at this rate.</summary>
    public bool IsLost;

    /// <summary>Gets a value indicating whether an unfinished exchange waits to be repaired, once, without being asked.</summary>
    public bool NeedsRepair => _repairable && IsOpen;

    /// <summary>Gets a value indicating whether the driver thread has bytes to take or an unfinished exchange to repair.</summary>
    public bool HasWork => _port.Available > 0 || NeedsRepair || (_parser.Partial && !IsStalled);

    /// <summary>A number of the information that the last command brought, or -1.</summary>
    public int Value(int index) => _informed ? _values[index] : -1;

    /// <inheritdoc/>
    public void Signal()
    {
        // The owner reads for everybody; when it leaves, it looks at the level itself.
        _arrived.Set();
        _signalled = true;
        if ((_obstacles & Transparent) != 0)
        {
            Gate.Wake(WakesDriver && !Gate.IsUsed(Slot.Stream) ? Slot.Driver : Slot.Stream);
        }
        else if (Gate.Owner < 0)
        {
            Gate.Wake(_lookout);
        }
    }

    /// <inheritdoc/>
    public void Ring()
    {
        Signal();
        Gate.Wake(Slot.Driver);
    }

    /// <summary>Waits for the gate, at most up to the deadline, or 30 s, wakes the module and puts right what an earlier exchange has left undecided.</summary>
    public int Enter(int slot, long deadline = UsualTurn)
    {
        // Usually it is there, and nothing stands between.
        if (Interlocked.CompareExchange(ref Gate.Owner, slot, Nobody) != Nobody)
        {
            return EnterInTurn(slot, deadline);
        }

        return _obstacles == 0 ? Outcome.Ok : Overcome(slot);
    }

    /// <summary>Takes a thread off its slot, and out of the gate if an exception has brought it here.</summary>
    public void Unuse(int slot)
    {
        try
        {
            if (Gate.Owner == slot)
            {
                Leave();
            }
        }
        finally
        {
            Gate.Unuse(slot);
        }
    }

    /// <summary>Gives the gate away and wakes whoever the codes of this exchange concern.</summary>
    public void Leave()
    {
        if (_unfinished)
        {
            BreakOff();
        }

        // Once the gate is left the port may be closed: what is there is looked at before, what comes at this moment leaves a mark.
        bool work = true;
        try
        {
            Parser parser = _parser;
            Port port = _port;
            bool underWay = false;
            if (parser.Start != parser.End || parser.PayloadLeft != 0)
            {
                underWay = TakeRest();
            }
            else if (port.Armed != ShortestOk)
            {
                port.Threshold = ShortestOk;
            }

            Sink.Settle();
            _signalled = false;
            work = underWay || port.Available > 0 || (_obstacles != 0 && NeedsRepair);
        }
        finally
        {
            Gate.Leave();
        }

        if (work || _signalled)
        {
            Gate.Wake(Slot.Driver);
        }
    }

    /// <summary>Tells the thread on a slot to give up, whether it waits for its turn, for data or for an answer.</summary>
    public void Abort(int slot)
    {
        Gate.Abort(slot);
        if (Gate.Owner == slot)
        {
            _arrived.Set();
        }
    }

    /// <summary>Turns everybody away from now on, and has whoever talks give up.</summary>
    public void Close()
    {
        _obstacles |= Ended;
        Gate.Close();
        Signal();
    }

    /// <summary>Has the owner of the gate look whether it has been told to give up.</summary>
    public void Nudge() => _arrived.Set();

    /// <summary>Ends the exchange that runs: what it waits for will not come.</summary>
    public void Break(int outcome) => _broken = _unfinished ? outcome : Outcome.Ok;

    /// <summary>Waits until bytes or edges come, at most so many milliseconds.</summary>
    /// <returns>False if the time is over.</returns>
    public bool Listen(int milliseconds)
    {
        _port.Threshold = 1;
        return _port.Wait(_arrived, milliseconds);
    }

    /// <summary>Lets the guard time that the module demands pass, in milliseconds, unless the owner is told to give up.</summary>
    public void Pause(int milliseconds)
    {
        Port port = _port;
        long until = port.Now + milliseconds;
        while (!Gate.IsOwnerAborted && port.Wait(_arrived, milliseconds))
        {
            // Something has come. It is not over.
            milliseconds = (int)(until - port.Now);
            if (milliseconds <= 0)
            {
                return;
            }
        }
    }

    // The port has thrown: it was closed by somebody else.
    private void BreakOff()
    {
        _unfinished = false;
        EndRead();
        _reply = null;
        _strict = false;
        _broken = Outcome.Ok;
        _parser.PromptExpected = false;
        Doubt(Due);
        EndSend();
        Sink.Abandon(_link);
    }

    private int EnterInTurn(int slot, long deadline)
    {
        int outcome = Refusal;
        if ((_obstacles & Transparent) == 0)
        {
            // A module that sleeps is usually nobody's.
            outcome = Interlocked.CompareExchange(ref Gate.Owner, slot, Nobody) == Nobody ? Outcome.Ok
                : deadline == UsualTurn ? Gate.Enter(slot) : Gate.Enter(slot, deadline);
        }

        return outcome == Outcome.Ok && _obstacles != 0 ? Overcome(slot) : outcome;
    }

    // Codes that came in the same piece as the end of the answer. Says whether something has begun whose rest is under way.
    private bool TakeRest()
    {
        // The port has thrown. Who was told to give up in the middle of what is pushed leaves the rest of it to the next.
        if (_pushing && !Gate.IsOwnerAborted)
        {
            EndPushed(false);
        }

        Token token;
        do
        {
            token = Next();
            Absorb(token);
        }
        while (token != Token.None && _parser.Partial);

        // Of what has begun even a byte is worth an event.
        bool partial = _parser.Partial;
        _port.Threshold = partial ? 1 : ShortestOk;
        return partial && !IsStalled;
    }

    // What keeps the owner of the gate from talking.
    private int Overcome(int slot)
    {
        int outcome;
        if ((_obstacles & Unfit) == 0)
        {
            outcome = Prepare();
        }
        else if (DataMode)
        {
            // Begun meanwhile. What is in the window is payload.
            Gate.Leave();
            return Refusal;
        }
        else if (Gate.IsClosed)
        {
            Gate.Leave();
            return Outcome.Of(ModemError.Aborted, ModemWait.Turn);
        }
        else
        {
            outcome = slot == Slot.Modem ? Prepare() : Outcome.Of(ModemError.NotOpen, ModemWait.None);
        }

        if (outcome != Outcome.Ok)
        {
            Leave();
        }

        return outcome;
    }
}

using System;
using System.Threading;
using Sim800.Nano.Commands;
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

    // Who is told to give up lets what is on the line come in for so long. Nothing is read or written at one stretch that takes the line longer than 156 ms, or 78 ms
    // where two such stretches may follow each other: so much of ten bits each is a 64th, or a 128th, of its rate.
    private const int LeaveGrace = 20;

    // Ten bits a byte, milliseconds a second.
    private const int BitTimes = 10_000;
    private const int FullRate = 115_200;
    private const int PiecesOfRate = 64;
    private const int PiecesOfLowRate = 128;

    // The time of 24 bytes of ten bits, in milliseconds, times the rate.
    private const int LineRest = 240_000;

    // The shortest legal answers: "\r\nOK\r\n", "\r\nERROR\r\n", "\r\n>".
    private const int ShortestOk = 6;
    private const int ShortestLong = 9;
    private const int ShortestPrompt = 3;
    private const byte NoEnd = 255;

    private const int Nobody = -1;
    private const int Undecided = -1;

    // What stands between who enters and the module, a bit each: one look tells that there is nothing.
    private const int Shut = 1;
    private const int Transparent = 2;
    private const int Sleepy = 4;
    private const int Doubtful = 8;
    private const int Ended = 16;

    // Whoever is on the lookout has an own deadline; the driver thread has not.
    private const int LookoutReads = 4;
    private const int DriverReads = 64;

    // While somebody reads, events would only cost; no answer is as long as this.
    private const int Quiet = 2_048;

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
    private bool _written;
    private bool _stalled;
    private bool _underWay;
    private bool _deaf;
    private bool _signalled;
    private bool _unfinished;

    private byte _end;
    private byte _information;
    private int _link;
    private int _shortest;
    private int _accepted;
    private long _deadline;
    private long _leaveAt;
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
    public bool HasWork => NeedsRepair || (_parser.Partial && !_stalled) || _port.Available > 0;

    /// <summary>A number of the information that the last command brought, or -1.</summary>
    public int Value(int index) => _informed ? _values[index] : -1;

    /// <inheritdoc/>
    public void Signal()
    {
        _arrived.Set();

        // The owner reads for everybody; when it leaves, it looks at the level itself.
        _signalled = true;
        if (DataMode)
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

    /// <summary>Waits for the gate, at most 30 s, wakes the module and puts right what an earlier exchange has left undecided.</summary>
    public int Enter(int slot)
    {
        int outcome = DataMode ? Refusal : Gate.Enter(slot);
        return outcome == Outcome.Ok && _obstacles != 0 ? Overcome(slot) : outcome;
    }

    /// <summary>Waits for the gate, at most up to the deadline, wakes the module and puts right what an earlier exchange has left undecided.</summary>
    public int Enter(int slot, long deadline)
    {
        int outcome = DataMode ? Refusal : Gate.Enter(slot, deadline);
        return outcome == Outcome.Ok && _obstacles != 0 ? Overcome(slot) : outcome;
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
        if (_unfinished || _pushing)
        {
            BreakOff();
        }

        // Once the gate is left the port may be closed: what is there is looked at before, what comes at this moment leaves a mark.
        bool work = false;
        try
        {
            // Codes that came in the same piece as the end of the answer.
            bool partial = _parser.Partial;
            for (Token token = Token.Line; partial && token != Token.None; partial = _parser.Partial)
            {
                token = Next();
                Absorb(token);
            }

            Sink.Settle();
            _port.Threshold = 1;
            _signalled = false;
            work = (partial && !_stalled) || _port.Available > 0 || NeedsRepair;
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
            _leaveAt = _port.Now + LeaveGrace;
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
    public void Break(int outcome) => _broken = outcome;

    /// <summary>Sends the command and waits for the end of its answer.</summary>
    public int Run()
    {
        Dispatch();
        return Finish(Await(_end, false));
    }

    /// <summary>Waits for a line that comes by itself, at most up to the deadline.</summary>
    public int Attend(byte kind, long deadline)
    {
        _shortest = ShortestLong;
        _deadline = deadline;
        _written = true;
        int outcome = Finish(Await(kind, false));
        return Outcome.ErrorOf(outcome) == ModemError.TimedOut ? Outcome.Of(ModemError.TimedOut, ModemWait.Connect) : outcome;
    }

    /// <summary>Waits until bytes or edges come, at most so many milliseconds.</summary>
    /// <returns>False if the time is over.</returns>
    public bool Listen(int milliseconds)
    {
        _port.Threshold = 1;
        return _port.Wait(_arrived, milliseconds);
    }

    /// <summary>
    /// Waits on the event of a slot. Whoever waits so first is on the lookout: he is told of what comes while nobody talks, and takes it, which saves
    /// waking the driver thread for it. While there is nobody, it is the driver thread.
    /// </summary>
    /// <returns>Whether something has been taken: then the slot owns the gate.</returns>
    public bool Watch(int slot, long milliseconds)
    {
        if (_lookout != Slot.Driver)
        {
            Gate.WaitFor(slot, milliseconds);
            return false;
        }

        bool woken;
        _lookout = slot;
        try
        {
            woken = Gate.WaitFor(slot, milliseconds);
        }
        finally
        {
            _lookout = Slot.Driver;
        }

        // What comes from here on the driver thread is told of. The port is the owner's: it may be closed otherwise.
        if (!woken || !Gate.TryEnter(slot))
        {
            return false;
        }

        if (DataMode)
        {
            Gate.Leave();
            return false;
        }

        Drain(LookoutReads);
        HeardAt = _port.Now;
        Sink.Settle();
        return true;
    }

    /// <summary>Gives the gate away with the module in data mode: what is behind the last line is payload.</summary>
    public void LeaveToStream()
    {
        Sink.Settle();
        _port.Threshold = 1;
        Gate.Leave();
        Gate.Wake(Slot.Stream);
    }

    /// <summary>Takes what has come while nobody talked. For the driver thread, which owns the gate.</summary>
    public void Drain() => Drain(DriverReads);

    // At most so many reads.
    private void Drain(int most)
    {
        _port.Threshold = Quiet;
        int reads = 0;
        while (reads < most)
        {
            Token token = Next();
            Absorb(token);
            if (_pushing)
            {
                return;
            }

            if (token == Token.None)
            {
                reads++;
                _parser.Skip();
                int missing = _parser.Partial && !_stalled ? _parser.Missing : 0;
                if (missing > _port.Available)
                {
                    // Nobody waits for the rest of this line: what comes in a while is taken at once, instead of byte by byte.
                    Pause((LineRest / _port.BaudRate) + 1);
                }

                int available = _port.Available;
                if (available > 0 && available >= missing)
                {
                    ReadWindow(available);
                }
                else if (missing > 0)
                {
                    ReadUnderWay(missing);
                }
                else
                {
                    return;
                }
            }
            else if (Gate.IsAwaited)
            {
                // The next owner reads on. A module that pushes without a pause would keep it waiting.
                return;
            }
        }
    }

    /// <summary>Lets the guard time that the module demands pass, in milliseconds, unless the owner is told to give up.</summary>
    public void Pause(int milliseconds)
    {
        long until = _port.Now + milliseconds;
        for (long left = milliseconds; left > 0 && !Gate.IsOwnerAborted; left = until - _port.Now)
        {
            _port.Wait(_arrived, (int)left);
        }
    }

    // The port has thrown: it was closed by somebody else. Who was told to give up in the middle of what is pushed leaves the rest of it to the next.
    private void BreakOff()
    {
        if (_pushing && !Gate.IsOwnerAborted)
        {
            EndPushed(false);
        }

        if (_unfinished)
        {
            _unfinished = false;
            EndRead();
            _reply = null;
            _strict = false;
            _parser.PromptExpected = false;
            Doubt(_payloadDue);
            Sink.Abandon(_link);
        }
    }

    // What keeps the owner of the gate from talking.
    private int Overcome(int slot)
    {
        if (DataMode)
        {
            // Begun meanwhile. What is in the window is payload.
            Gate.Leave();
            return Refusal;
        }

        int outcome = IsOpen || slot == Slot.Modem ? Prepare() : Outcome.Of(ModemError.NotOpen, ModemWait.None);
        if (outcome != Outcome.Ok)
        {
            Leave();
        }

        return outcome;
    }

    private int Finish(int outcome)
    {
        // An OK that came in one piece with its payload is not under way any more.
        _underWay = false;
        _unfinished = false;
        if (outcome != Outcome.Ok && IsUndecided(outcome))
        {
            Doubt(_payloadDue);
        }

        Keep(outcome);
        return outcome;
    }

    private int Await(byte end, bool prompt)
    {
        if (!_written)
        {
            return Outcome.Of(ModemError.TimedOut, prompt ? ModemWait.Prompt : ModemWait.Answer);
        }

        Parser parser = _parser;
        bool closed = false;
        while (true)
        {
            int outcome;
            switch (_pushed == Nobody ? parser.Next() : NextBehindPushed())
            {
                case Token.Line:
                    byte kind = parser.Kind;
                    outcome = parser.Displaced && Received >= 0 && _target != null ? Outcome.Of(ModemError.DataLost, ModemWait.Payload)
                        : kind == end && (!_strict || _informed) && IsMine(kind) ? Outcome.Ok
                        : Weigh(kind, end, ref closed);
                    break;
                case Token.Prompt:
                    outcome = Outcome.Ok;
                    if (!prompt)
                    {
                        WriteEscapes(_owedBytes);
                        outcome = Undecided;
                    }

                    break;
                case Token.Payload:
                    outcome = Undecided;
                    if (_target != null && Received < 0 && parser.Kind == LineKind.DataHeader && parser.Link == _link && parser.Field(2) <= _targetCount)
                    {
                        int taken = TakeRead();
                        outcome = taken == Outcome.Ok ? Undecided : taken;
                    }

                    Absorb(Token.Payload);
                    break;
                default:
                    outcome = Undecided;
                    if (parser.PayloadLeft > 0 && !_pushing)
                    {
                        parser.Skip();
                    }

                    int filled = _pushing ? (int)ModemError.Aborted : Fill();
                    if (filled != Outcome.Ok)
                    {
                        if (closed)
                        {
                            return Outcome.Of(ModemError.ConnectionClosed, ModemWait.SendResult);
                        }

                        bool waited = filled == (int)ModemError.TimedOut || filled == (int)ModemError.Aborted;
                        return waited ? filled | ((int)(prompt ? ModemWait.Prompt : end == LineKind.DataAccept ? ModemWait.SendResult : ModemWait.Answer) << 8) : filled;
                    }

                    break;
            }

            if (outcome != Undecided)
            {
                return outcome;
            }
        }
    }

    // A line that is not simply the expected end.
    private int Weigh(byte kind, byte end, ref bool closed)
    {
        Parser parser = _parser;
        if (_strict && !_informed && kind != LineKind.Marker)
        {
            // Ends and errors before the marker are owed ones, whose owner has given up.
            Sink.Take(parser);
            return GiveTime();
        }

        if (_information != 0 && kind == _information && TakeInformation())
        {
            _informed = true;
            _shortest = ShortestOk;
            return Undecided;
        }

        switch (kind)
        {
            case LineKind.Connect:
                // Data mode in the middle of an exchange: what follows is payload.
                return Refusal;
            case LineKind.Error:
                return Outcome.Rejected(-1);
            case LineKind.ModuleError:
            case LineKind.MessageError:
                return Outcome.Rejected(parser.Field(0));
        }

        if (end == LineKind.DataAccept && parser.Link == _link && (kind == LineKind.SendFail || kind == LineKind.SendOk))
        {
            return kind == LineKind.SendOk ? Outcome.Ok : Outcome.Of(ModemError.SendFailed, ModemWait.SendResult);
        }

        if (_reply != null)
        {
            if (end == LineKind.Ok && (kind == LineKind.ShutOk || kind == LineKind.CloseOk || kind == LineKind.PowerDown))
            {
                Sink.Take(parser);
                return Outcome.Ok;
            }

            if (IsInformation(kind))
            {
                TakeReply();
                return GiveTime();
            }
        }

        Sink.Take(parser);
        if (_broken != Outcome.Ok)
        {
            return _broken;
        }

        if (end == LineKind.Connect && ErrorOfConnect(kind) != ModemError.None)
        {
            return Outcome.Of(ErrorOfConnect(kind), ModemWait.Connect);
        }

        if (_accepted >= 0 && kind == LineKind.Closed && parser.Link == _link)
        {
            // A result may still follow; if none does, this was the reason.
            closed = true;
            long grace = _port.Now + ClosedGrace;
            _deadline = grace < _deadline ? grace : _deadline;
        }

        return GiveTime();
    }

    // Somebody who talks without a pause does not keep the exchange for ever.
    private int GiveTime() => _port.Now - _deadline > Overtime ? Outcome.Of(ModemError.TimedOut, ModemWait.Answer) : Undecided;

    // What may come instead of CONNECT. CONNECT OK is the result of a module that has forgotten that it shall be transparent.
    private static ModemError ErrorOfConnect(byte kind)
    {
        switch (kind)
        {
            case LineKind.ConnectFail:
            case LineKind.ConnectOk:
            case LineKind.Closed:
                return ModemError.ConnectFailed;
            case LineKind.AlreadyConnect:
                return ModemError.AlreadyConnected;
            case LineKind.ContextLost:
                return ModemError.ContextLost;
            default:
                return ModemError.None;
        }
    }

    // The end of another link's exchange, or of a send of another length, is a late one; so is what looks like the end but comes before the OK that stands first.
    private bool IsMine(byte kind) => kind > LineKind.LastOfLink
        ? _informed || _information != LineKind.Ok
        : _parser.Link == _link && (_accepted < 0 || _parser.Field(2) == _accepted);

    private bool TakeInformation()
    {
        if (_information <= LineKind.LastOfLink && _parser.Link != _link)
        {
            return false;
        }

        // The code +CREG: <state>[,"lac","ci"] looks like the answer +CREG: <n>,<state>[,"lac","ci"].
        if (_information == LineKind.Registration && (_parser.Fields & 1) != 0)
        {
            return false;
        }

        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = _parser.Field(i);
        }

        if (_information == LineKind.Sim)
        {
            _values[0] = _parser.FirstLetter();
        }

        return true;
    }

    private static bool IsInformation(byte kind) =>
        kind == LineKind.Text || kind == LineKind.DataCount || kind == LineKind.SendSize || kind == LineKind.Acknowledged ||
        (kind >= LineKind.Address && kind <= LineKind.Signal) || kind == LineKind.Function ||
        (kind >= LineKind.State && kind <= LineKind.LastLinkStatus) || kind == LineKind.ListenerStatus;

    private void TakeReply()
    {
        int length = _parser.TextEnd - _parser.TextStart;
        int room = _reply.Length - ReplyCount;
        if (ReplyCount > 0 && room > 0)
        {
            _reply[ReplyCount++] = Ascii.LineFeed;
            room--;
        }

        if (length > room)
        {
            ReplyLost += length - room;
            length = room;
        }

        Array.Copy(_parser.Window, _parser.TextStart, _reply, ReplyCount, length);
        ReplyCount += length;
    }
}

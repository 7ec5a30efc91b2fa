using System;
using System.Threading;
using Sim800.Nano.Commands;
using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Channels;

/// <summary>
/// The gate to the module: one exchange of command and answer at a time, by whoever owns the gate, who also reads the port.
/// Every wait is bounded and can be aborted. It knows commands as rows of a table and nothing of sockets.
/// </summary>
internal sealed class Channel : IPortListener
{
    // No line of the driver's own commands is longer than 80 bytes; a user's may be.
    private const int WindowSize = 512;
    private const int OutSize = 128;

    // Events are edges on some boards and can be lost: at the latest after this the level is looked at.
    private const int Tick = 1_000;
    private const int DeafTick = 100;
    private const int WakeGuard = 60;
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
    private const int FullRate = 115_200;
    private const int PiecesOfRate = 64;
    private const int PiecesOfLowRate = 128;
    private const int DrainReads = 64;

    // The shortest legal answers: "\r\nOK\r\n", "\r\nERROR\r\n", "\r\n>".
    private const int ShortestOk = 6;
    private const int ShortestLong = 9;
    private const int ShortestPrompt = 3;
    private const byte NoEnd = 255;

    private const int Nobody = -1;

    // While somebody reads, events would only cost; no answer is as long as this.
    private const int Quiet = 2_048;

    /// <summary>What everybody is told who wants to talk while the line belongs to a transparent connection.</summary>
    public const int Refusal = (int)ModemError.InDataMode;

    private readonly Port _port;
    private readonly Parser _parser = new Parser(new byte[WindowSize]);
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

    private bool _doubtful;
    private bool _repairable;
    private bool _single;
    private bool _marked;
    private int _owedBytes;
    private int _payloadDue;

    public Channel(Port port)
    {
        _port = port;
        port.Listener = this;
        Gate = new Gate(port);
        Gate.Prepare(Slot.Modem);
        Gate.Prepare(Slot.Driver);
    }

    /// <summary>Gets the gate.</summary>
    public Gate Gate { get; }

    /// <summary>Gets or sets who takes unsolicited codes.</summary>
    public ICodeSink Sink { get; set; }

    /// <summary>Gets or sets a value indicating whether the module may be spoken to.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Gets or sets a value indicating whether the module may have fallen asleep, so that it is woken first.</summary>
    public bool Dozing { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the line belongs to a transparent connection. What anybody else sent would be payload, so every other exchange is refused;
    /// the one who reads the stream is told of bytes, whoever owns the gate.
    /// </summary>
    public bool DataMode { get; set; }

    /// <summary>Gets or sets how long the command just begun may take, in milliseconds.</summary>
    public int Limit { get; set; }

    /// <summary>Gets or sets a value indicating whether payload is read as hexadecimal digits.</summary>
    public bool ReadsHex { get; set; }

    /// <summary>Gets or sets who takes the sender of what is read next, or null.</summary>
    public ModemEndPoint Sender { get; set; }

    /// <summary>Gets or sets a value indicating whether each command that depends on a context chooses it, on the same line: as soon as the second has been used.</summary>
    public bool Chooses { get; set; }

    /// <summary>Gets how many payload bytes the last read has delivered, or -1.</summary>
    public int Received { get; private set; }

    /// <summary>Gets how many bytes the last read has left in the module.</summary>
    public int Rest { get; private set; }

    /// <summary>Gets how much of the reply buffer is filled.</summary>
    public int ReplyCount { get; private set; }

    /// <summary>Gets how many bytes of the reply found no room.</summary>
    public int ReplyLost { get; private set; }

    /// <summary>Gets a value indicating whether the last command brought its information.</summary>
    public bool Informed => _informed;

    /// <summary>Gets the port.</summary>
    public Port Port => _port;

    /// <summary>Gets the parser, whose last line is valid until the gate is left.</summary>
    public Parser Parser => _parser;

    /// <summary>Gets a value indicating whether the module has not answered again and again: perhaps it is deaf at this rate.</summary>
    public bool IsLost { get; private set; }

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
            Gate.Wake(Slot.Stream);
        }
        else if (Gate.Owner < 0)
        {
            Gate.Wake(Slot.Driver);
        }
    }

    /// <inheritdoc/>
    public void Ring()
    {
        Signal();
        Gate.Wake(Slot.Driver);
    }

    /// <summary>Waits for the gate, wakes the module and puts right what an earlier exchange has left undecided.</summary>
    public int Enter(int slot, long deadline)
    {
        int outcome = DataMode ? Refusal : Gate.Enter(slot, deadline);
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        if (DataMode)
        {
            // Begun meanwhile. What is in the window is payload.
            Gate.Leave();
            return Refusal;
        }

        outcome = IsOpen || slot == Slot.Modem ? Prepare() : Outcome.Of(ModemError.NotOpen, ModemWait.None);
        if (outcome != Outcome.Ok)
        {
            Leave();
        }

        return outcome;
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
        _target = null;
        _reply = null;
        Sender = null;
        if (_pushing && !Gate.IsAborted(Gate.Owner))
        {
            // The port has thrown in the middle of it.
            EndPushed(false);
        }

        if (_unfinished)
        {
            // The port has thrown: it was closed by somebody else.
            _unfinished = false;
            _strict = false;
            _parser.PromptExpected = false;
            Doubt(_payloadDue);
            Sink.Abandon(_link);
        }

        // Once the gate is left the port may be closed: what is there is looked at before, what comes at this moment leaves a mark.
        bool work = false;
        try
        {
            // Codes that came in the same piece as the end of the answer.
            for (Token token = Token.Line; token != Token.None && _parser.Partial;)
            {
                token = Next();
                Absorb(token);
            }

            Sink.Settle();
            _port.Threshold = 1;
            _signalled = false;
            work = HasWork;
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

    /// <summary>Has the owner of the gate look whether it has been told to give up.</summary>
    public void Nudge() => _arrived.Set();

    /// <summary>Ends the exchange that runs: what it waits for will not come.</summary>
    public void Break(int outcome) => _broken = outcome;

    /// <summary>Begins a command; its arguments are added next.</summary>
    public void Begin(int command, int link)
    {
        byte[] rows = CommandTable.Rows;
        int row = CommandTable.Find(command);
        int length = rows[row];
        _end = rows[row + CommandTable.End];
        _information = rows[row + CommandTable.Information];
        Limit = rows[row + CommandTable.Limit] * 1_000;
        _link = link;

        // The sizes of no links at all are just an OK.
        _shortest = (_information != 0 && _information != LineKind.SendSize) || _end != LineKind.Ok ? ShortestLong : ShortestOk;
        _informed = false;
        _broken = Outcome.Ok;
        _accepted = -1;
        _payloadDue = 0;
        _written = true;
        _leaveAt = 0;
        _out[0] = Ascii.A;
        _out[1] = Ascii.T;
        Array.Copy(rows, row + CommandTable.Head, _out, 2, length);
        _outCount = length + 2;
    }

    /// <summary>Begins a command that depends on a context.</summary>
    public void BeginIn(int context, int command, int link)
    {
        Begin(command, link);
        if (Chooses)
        {
            _outCount = 2;
            AddText(Command.Choose);
            Add(context);
            Append(command);
        }
    }

    /// <summary>Begins a line of the user's own.</summary>
    public void BeginCustom(byte[] reply)
    {
        Begin(Command.Custom, -1);
        _outCount = 0;
        _reply = reply;
        ReplyCount = 0;
        ReplyLost = 0;
    }

    /// <summary>Puts another command onto the line of the one just begun, whose end and limit hold for both.</summary>
    public void Append(int command)
    {
        Add(Ascii.Semicolon);
        AddText(command);
    }

    /// <summary>Adds the number of a link and a comma: only in multi connection mode, in single there is but one.</summary>
    public void AddLink(int link)
    {
        if (_parser.Multi)
        {
            Add((byte)(Ascii.N0 + link));
            Add(Ascii.Comma);
        }
    }

    /// <summary>Adds the number of a link as the last argument, behind what separates it from the rest: only in multi connection mode.</summary>
    public void AddLink(byte separator, int link)
    {
        if (_parser.Multi)
        {
            Add(separator);
            Add((byte)(Ascii.N0 + link));
        }
    }

    /// <summary>Adds a character.</summary>
    public void Add(byte character)
    {
        if (_outCount == OutSize)
        {
            Flush();
        }

        _out[_outCount++] = character;
    }

    /// <summary>Adds a number that is not negative.</summary>
    public void Add(int number)
    {
        int unit = 1;
        while (number / unit > 9)
        {
            unit *= 10;
        }

        for (; unit > 0; unit /= 10)
        {
            Add((byte)(Ascii.N0 + (number / unit % 10)));
        }
    }

    /// <summary>Adds text that has been checked to be printable ASCII.</summary>
    public void Add(string text)
    {
        int length = text.Length;
        for (int i = 0; i < length; i++)
        {
            Add((byte)text[i]);
        }
    }

    /// <summary>Adds text in quotes.</summary>
    public void AddQuoted(string text)
    {
        Add(Ascii.Quote);
        Add(text);
        Add(Ascii.Quote);
    }

    /// <summary>Adds an address in quotes and, behind a comma, its port.</summary>
    public void Add(ModemEndPoint endPoint)
    {
        uint address = endPoint.Address;
        Add(Ascii.Quote);
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            Add((int)(address >> shift) & byte.MaxValue);
            Add(shift > 0 ? Ascii.Dot : Ascii.Quote);
        }

        Add(Ascii.Comma);
        Add(endPoint.Port);
    }

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

    /// <summary>Gives the gate away with the module in data mode: what is behind the last line is payload.</summary>
    public void LeaveToStream()
    {
        Sink.Settle();
        _port.Threshold = 1;
        Gate.Leave();
        Gate.Wake(Slot.Stream);
    }

    /// <summary>Sends one block of payload on a link: command, prompt, bytes, result.</summary>
    /// <param name="link">The link.</param>
    /// <param name="buffer">The bytes.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="target">Where datagrams go from now on, if that is to change: the module is told before.</param>
    /// <param name="patience">How long the result may take in milliseconds, -1 for as long as it likes, 0 for the limit of the command.</param>
    public int Send(int link, byte[] buffer, int offset, int count, ModemEndPoint target, int patience)
    {
        if (target != null)
        {
            int redirected = Redirect(link, target);
            if (redirected != Outcome.Ok)
            {
                return redirected;
            }
        }

        Begin(Command.Send, link);
        AddLink(link);
        Add(count);

        // Until they are written the module may ask for these bytes, and would take the next command for them.
        _payloadDue = count;
        return Deliver(buffer, offset, count, false, patience);
    }

    /// <summary>Sends one block of text on a link, whose length the module is not told.</summary>
    /// <param name="link">The link.</param>
    /// <param name="buffer">The bytes.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="marked">Whether their end is marked; if not, the module sends them when its timer says so.</param>
    /// <param name="patience">As in <see cref="Send"/>.</param>
    public int SendText(int link, byte[] buffer, int offset, int count, bool marked, int patience)
    {
        Begin(Command.SendText, link);
        AddLink(Ascii.Equal, link);

        // Until the end is marked, an escape ends the prompt.
        _payloadDue = 1;
        return Deliver(buffer, offset, count, marked, patience);
    }

    private int Deliver(byte[] buffer, int offset, int count, bool marked, int patience)
    {
        _accepted = count;
        _shortest = ShortestPrompt;
        _parser.PromptExpected = true;
        Dispatch();
        int outcome = Await(NoEnd, true);
        _parser.PromptExpected = false;
        if (outcome != Outcome.Ok)
        {
            return Finish(outcome);
        }

        _shortest = ShortestLong;
        _port.Threshold = ShortestLong;
        int due = _payloadDue;
        int left = count;
        int piece = Piece;
        do
        {
            piece = piece < left ? piece : left;
            _written = _port.Write(buffer, offset, piece);
            if (_written)
            {
                offset += piece;
                left -= piece;
                _payloadDue = due < count ? due : left;
            }
        }
        while (_written && left > 0 && !Gate.IsAborted(Gate.Owner));

        if (marked && _written && left == 0)
        {
            _out[0] = Ascii.Substitute;
            _written = _port.Write(_out, 0, 1);
            _payloadDue = _written ? 0 : due;
        }

        _deadline = patience < 0 ? long.MaxValue : _port.Now + (patience > 0 ? patience : Limit);
        outcome = Await(LineKind.DataAccept, false);
        if (Outcome.ErrorOf(outcome) == ModemError.TimedOut)
        {
            // Bytes may have been lost on their way, and the module still waits for them.
            _payloadDue = due;
        }

        return Finish(outcome);
    }

    /// <summary>Reads what the module holds for a link, straight into the buffer.</summary>
    public int Receive(int link, byte[] buffer, int offset, int count)
    {
        int most = ReadsHex ? Sim800Modem.MaxBlock / 2 : Sim800Modem.MaxBlock;
        count = count < most ? count : most;
        Begin(ReadsHex ? Command.ReadHex : Command.Read, link);
        AddLink(link);
        Add(count);
        _shortest = ShortestLong;
        _target = buffer;
        _targetOffset = offset;
        _targetCount = count;
        Received = -1;
        Rest = 0;
        int outcome = Run();
        return outcome == Outcome.Ok && Received < 0 ? Outcome.Of(ModemError.DataLost, ModemWait.Payload) : outcome;
    }

    /// <summary>Has the last read count as one that brought nothing.</summary>
    public int EndOfStream()
    {
        Received = 0;
        return Outcome.Ok;
    }

    /// <summary>Takes what has come while nobody talked, and repairs what an abandoned exchange has left. For the driver thread, which owns the gate.</summary>
    public void Drain()
    {
        _port.Threshold = Quiet;
        int reads = 0;
        while (reads < DrainReads)
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
                int available = _port.Available;
                int missing = Missing;
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
        for (long left = milliseconds; left > 0 && !Gate.IsAborted(Gate.Owner); left = until - _port.Now)
        {
            _port.Wait(_arrived, (int)left);
        }
    }

    /// <summary>Forgets everything received and owed: the rate has changed, or the module is new.</summary>
    public void Reset()
    {
        for (int left = _port.Available; left > 0; left -= WindowSize)
        {
            _parser.Reset();
            ReadWindow(left);
        }

        _parser.Reset();
        _stalled = false;
        _underWay = false;
        _pushing = false;
        _unfinished = false;
        _doubtful = false;
        _repairable = false;
        _owedBytes = 0;
        _single = false;
        _marked = false;
        Chooses = false;
        IsLost = false;
    }

    /// <summary>Says which connection mode the module is about to take, or has taken. From then on a module that has lost the marker of this mode has restarted.</summary>
    public void SetMode(bool single, bool taken)
    {
        _single = single;
        _marked = taken;
        if (taken)
        {
            _parser.Multi = !single;
        }
    }

    /// <summary>Fills up a prompt that an earlier life may have left open, at most the given number of bytes. Where there is none it is a line of noise.</summary>
    public void FillPrompt(int bytes) => WriteEscapes(bytes);

    /// <summary>Has the next exchange make sure first that no older answer is owed.</summary>
    public void Doubt() => Doubt(0);

    /// <summary>Wakes a module that may sleep, and makes sure that no older answer is owed. For the owner, before it talks.</summary>
    public int Prepare()
    {
        if (Dozing)
        {
            Dozing = false;
            _port.Assert(PortLine.Dtr, true);
            Pause(WakeGuard);
        }

        return _doubtful ? Resynchronise() : Outcome.Ok;
    }

    // An exchange that was left without its end: its late answer must not become that of the next command.
    private static bool IsUndecided(int outcome)
    {
        ModemError error = Outcome.ErrorOf(outcome);
        return error == ModemError.TimedOut || error == ModemError.Aborted || error == ModemError.ConnectionClosed || error == ModemError.DataLost;
    }

    private void AddText(int command)
    {
        byte[] rows = CommandTable.Rows;
        int row = CommandTable.Find(command);
        int end = row + CommandTable.Head + rows[row];
        for (int i = row + CommandTable.Head; i < end; i++)
        {
            Add(rows[i]);
        }
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

        return outcome;
    }

    private void Doubt(int owedBytes)
    {
        _doubtful = true;
        _repairable = true;
        if (owedBytes > _owedBytes)
        {
            _owedBytes = owedBytes;
        }
    }

    // The answer of the marker begins with a line that no other command brings: every OK before it belongs to the past.
    private int Resynchronise()
    {
        if (!SkipPayload())
        {
            return Outcome.Of(ModemError.Aborted, ModemWait.Resynchronise);
        }

        _repairable = false;
        _unfinished = true;
        _parser.PromptExpected = true;
        int outcome = Outcome.Ok;
        int attempt = 0;
        for (; attempt < Resynchronisations; attempt++)
        {
            // Nobody knows of a prompt: after a first silence there may be one that ends at an escape.
            WriteEscapes(attempt == 0 ? _owedBytes : attempt == 1 && _owedBytes == 0 ? 1 : 0);
            Begin(_single ? Command.SingleMarker : Command.Marker, -1);
            _strict = true;
            Dispatch();
            outcome = Await(_end, false);
            _strict = false;
            if (outcome == Outcome.Ok || Outcome.ErrorOf(outcome) != ModemError.TimedOut)
            {
                break;
            }
        }

        _unfinished = false;
        _parser.PromptExpected = false;
        IsLost = Outcome.ErrorOf(outcome) == ModemError.TimedOut;
        if (IsLost)
        {
            return Outcome.Of(ModemError.TimedOut, ModemWait.Resynchronise);
        }

        if (outcome == Outcome.Ok)
        {
            if (attempt > 0)
            {
                // A module that was busy may now answer the earlier markers too.
                Pause(RepeatGuard);
                Drain();
            }

            _doubtful = false;
            _owedBytes = 0;
            bool ours = _values[0] == 1;
            if (IsOpen && _marked && !ours)
            {
                Sink.Restarted();
                outcome = Outcome.Of(ModemError.Restarted, ModemWait.Resynchronise);
            }

            _marked = ours;
            if (!_single)
            {
                _parser.Multi = ours;
            }
        }

        return outcome;
    }

    // Payload whose reader has given up is counted off as long as it comes: its bytes are no lines.
    private bool SkipPayload()
    {
        if (_pushing)
        {
            TakePushed();
            return !_pushing;
        }

        long until = _port.Now + PayloadRepair;
        while (_parser.PayloadLeft > 0 && _port.Now < until && AwaitBytes(RepeatGuard) > 0)
        {
            ReadWindow(_port.Available);
            _parser.Skip();
        }

        if (_parser.PayloadLeft > 0)
        {
            if (Gate.IsAborted(Gate.Owner))
            {
                return false;
            }

            _parser.Reset();
        }

        return true;
    }

    // A prompt with a length takes that many bytes whatever they are; one without ends at the first of these.
    // If there is no prompt, the return ends the line of noise that they were.
    private void WriteEscapes(int left)
    {
        if (left == 0)
        {
            return;
        }

        for (int i = 0; i < OutSize; i++)
        {
            _out[i] = Ascii.Escape;
        }

        for (; left > 0 && !Gate.IsAborted(Gate.Owner); left -= OutSize)
        {
            _port.Write(_out, 0, left < OutSize ? left : OutSize);
        }

        _out[0] = Ascii.Return;
        _port.Write(_out, 0, 1);
    }

    private void Flush()
    {
        _written &= _port.Write(_out, 0, _outCount);
        _outCount = 0;
    }

    private void Dispatch()
    {
        Add(Ascii.Return);
        _port.Threshold = _shortest;
        _unfinished = true;
        Flush();
        _deadline = _port.Now + Limit;
    }

    private int Await(byte end, bool prompt)
    {
        if (!_written)
        {
            return Outcome.Of(ModemError.TimedOut, prompt ? ModemWait.Prompt : ModemWait.Answer);
        }

        bool closed = false;
        while (true)
        {
            Token token = Next();
            if (token == Token.None)
            {
                int outcome = (int)ModemError.Aborted;
                if (!_pushing)
                {
                    _parser.Skip();
                    outcome = Fill();
                }

                if (outcome == Outcome.Ok)
                {
                    continue;
                }

                if (closed)
                {
                    return Outcome.Of(ModemError.ConnectionClosed, ModemWait.SendResult);
                }

                if (outcome == (int)ModemError.TimedOut || outcome == (int)ModemError.Aborted)
                {
                    outcome |= (int)(prompt ? ModemWait.Prompt : end == LineKind.DataAccept ? ModemWait.SendResult : ModemWait.Answer) << 8;
                }

                return outcome;
            }

            if (token == Token.Prompt)
            {
                if (prompt)
                {
                    return Outcome.Ok;
                }

                WriteEscapes(_owedBytes);
                continue;
            }

            if (token == Token.Payload)
            {
                if (_target != null && Received < 0 && _parser.Kind == LineKind.DataHeader && _parser.Link == _link && _parser.Field(2) <= _targetCount)
                {
                    int outcome = TakeRead();
                    if (outcome != Outcome.Ok)
                    {
                        return outcome;
                    }
                }

                Absorb(token);
                continue;
            }

            if (_parser.Displaced && Received >= 0 && _target != null)
            {
                return Outcome.Of(ModemError.DataLost, ModemWait.Payload);
            }

            byte kind = _parser.Kind;
            if (_strict && !_informed && kind != LineKind.Marker)
            {
                // Ends and errors before the marker are owed ones, whose owner has given up.
                Sink.Take(_parser);
            }
            else if (kind == end && IsMine(kind))
            {
                return Outcome.Ok;
            }
            else if (kind == LineKind.Connect)
            {
                // Data mode in the middle of an exchange: what follows is payload.
                return Refusal;
            }
            else if (kind == LineKind.Error)
            {
                return Outcome.Rejected(-1);
            }
            else if (kind == LineKind.ModuleError || kind == LineKind.MessageError)
            {
                return Outcome.Rejected(_parser.Field(0));
            }
            else if (end == LineKind.DataAccept && kind == LineKind.SendFail && _parser.Link == _link)
            {
                return Outcome.Of(ModemError.SendFailed, ModemWait.SendResult);
            }
            else if (end == LineKind.DataAccept && kind == LineKind.SendOk && _parser.Link == _link)
            {
                return Outcome.Ok;
            }
            else if (_reply != null && end == LineKind.Ok && (kind == LineKind.ShutOk || kind == LineKind.CloseOk || kind == LineKind.PowerDown))
            {
                Sink.Take(_parser);
                return Outcome.Ok;
            }
            else if (_information != 0 && kind == _information && TakeInformation())
            {
                _informed = true;
                _shortest = ShortestOk;
            }
            else if (_reply != null && IsInformation(kind))
            {
                TakeReply();
            }
            else
            {
                Sink.Take(_parser);
                if (_broken != Outcome.Ok)
                {
                    return _broken;
                }

                if (end == LineKind.Connect && ErrorOfConnect(kind) != ModemError.None)
                {
                    return Outcome.Of(ErrorOfConnect(kind), ModemWait.Connect);
                }

                if (_accepted >= 0 && kind == LineKind.Closed && _parser.Link == _link)
                {
                    // A result may still follow; if none does, this was the reason.
                    closed = true;
                    long grace = _port.Now + ClosedGrace;
                    _deadline = grace < _deadline ? grace : _deadline;
                }
            }
        }
    }

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
            _values[0] = SimState();
        }

        return true;
    }

    // READY, SIM PIN, SIM PUK, NOT INSERTED: the first letter, and for "SIM " the one that differs, say it.
    private int SimState()
    {
        int at = _parser.ValueStart;
        while (at < _parser.TextEnd && _parser.Window[at] == Ascii.Space)
        {
            at++;
        }

        return at < _parser.TextEnd ? _parser.Window[at] : -1;
    }

    private static bool IsInformation(byte kind) =>
        kind == LineKind.Text || kind == LineKind.DataCount || kind == LineKind.SendSize || kind == LineKind.Acknowledged ||
        (kind >= LineKind.Address && kind <= LineKind.Signal) || kind == LineKind.Function ||
        (kind >= LineKind.State && kind <= LineKind.LastLinkStatus);

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

    // The payload of the read that runs.
    private int TakeRead()
    {
        int count = _parser.Field(2) > 0 ? _parser.Field(2) : 0;
        Rest = _parser.Field(3) > 0 ? _parser.Field(3) : 0;
        if (Sender != null)
        {
            _parser.ReadSender(Sender);
        }

        int have = _parser.Hex ? TakeDigits(count) : TakePayload(_target, _targetOffset, count, _deadline);
        if (have < count)
        {
            return Outcome.Of(Gate.IsAborted(Gate.Owner) ? ModemError.Aborted : ModemError.DataLost, ModemWait.Payload);
        }

        Received = count;
        _shortest = ShortestOk;
        _underWay = true;
        return Outcome.Ok;
    }

    // Payload that nobody has asked for: as much as there is room for goes straight into the ring of its link, the rest is passed over.
    private void BeginPushed()
    {
        int count = _parser.PayloadLeft;
        _pushed = _parser.Link;
        _ring = Sink.FindRing(_parser);
        _room = _ring == null ? 0 : _ring.Begin(count);
        _cut = _ring != null && !_ring.HoldsDatagrams && _room < count;
        _pushing = true;
        TakePushed();
    }

    // An owner who has been told to give up leaves the rest to the next: it is not his.
    private void TakePushed()
    {
        long begun = _port.Now;
        bool whole = true;
        while (whole && _parser.PayloadLeft > 0)
        {
            // Where there is no room, the parser's own window is at hand: while payload is under way it holds nothing else.
            int left = _parser.PayloadLeft;
            int piece = _room > 0 ? _ring.Piece(_room) : left < WindowSize ? left : WindowSize;
            int taken = _room > 0
                ? TakePayload(_ring.Bytes, _ring.At, piece, begun + PayloadTime)
                : TakePayload(_parser.Window, 0, piece, begun + PayloadTime);
            if (_room > 0)
            {
                _ring.Advance(taken);
                _room -= taken;
            }

            whole = taken == piece;
        }

        // Who waits for an answer behind it has not been kept waiting by the module.
        _deadline += _port.Now - begun;
        if (whole || !Gate.IsAborted(Gate.Owner))
        {
            EndPushed(whole);
        }
    }

    private void EndPushed(bool whole)
    {
        _pushing = false;
        if (_ring != null)
        {
            _ring.Commit(_room == 0);
        }

        if (!whole)
        {
            _parser.EndPayload();
        }

        if (_cut || !whole)
        {
            Sink.Lose(_pushed);
        }

        // The receiver makes room while more is on the line, and does not wait for the end of this turn.
        Sink.Take(_parser);
        Sink.Settle();
    }

    // Two digits a byte, in pieces, by way of the parser's window.
    private int TakeDigits(int count)
    {
        byte[] window = _parser.Window;
        int done = 0;
        while (done < count)
        {
            int digits = (count - done) * 2;
            digits = digits < WindowSize ? digits : WindowSize;
            if (TakePayload(window, 0, digits, _deadline) < digits)
            {
                break;
            }

            for (int i = 0; i < digits; i += 2)
            {
                int value = (Ascii.HexOf(window[i]) << 4) | Ascii.HexOf(window[i + 1]);
                if (value < 0)
                {
                    return done;
                }

                _target[_targetOffset + done] = (byte)value;
                done++;
            }
        }

        return done;
    }

    // Takes payload that is under way, and says how much of it came before a silence.
    private int TakePayload(byte[] target, int offset, int count, long until)
    {
        int have = _parser.Take(target, offset, count);
        int piece = Piece;
        while (have < count && !MustLeave())
        {
            int more = count - have;
            more = more < piece ? more : piece;
            if (!_port.Read(target, offset + have, more))
            {
                // The module pauses in the middle. What has come so far is taken, then silence is measured.
                int available = _port.Now > until ? 0 : AwaitBytes(PayloadSilence);
                more = available < more ? available : more;
                if (more == 0 || !_port.Read(target, offset + have, more))
                {
                    break;
                }
            }

            have += more;
            _parser.Passed(more);
        }

        return have;
    }

    private Token Next()
    {
        if (_pushing)
        {
            TakePushed();
            if (_pushing)
            {
                return Token.None;
            }
        }

        Token token = _parser.Next();
        if (_pushed != Nobody && token != Token.None)
        {
            // What follows payload shows whether it was whole.
            if (_parser.Displaced)
            {
                Sink.Lose(_pushed);
            }

            _pushed = Nobody;
        }

        return token;
    }

    // What belongs to no answer.
    private void Absorb(Token token)
    {
        if (token == Token.Line)
        {
            Sink.Take(_parser);
        }
        else if (token == Token.Payload && _parser.Kind == LineKind.Pushed)
        {
            BeginPushed();
        }
    }

    private int Redirect(int link, ModemEndPoint target)
    {
        Begin(Command.DatagramMode, link);
        AddLink(link);
        Add(Ascii.N2);
        Add(Ascii.Comma);
        Add(target);
        return Run();
    }

    // Waits for bytes and says how many there are. After a read that has timed out the platform announces none before all that it asked for are there.
    private int AwaitBytes(int silence)
    {
        _port.Threshold = 1;
        int available = _port.Available;
        for (long left = silence, until = _port.Now + silence; available == 0 && left > 0 && !Gate.IsAborted(Gate.Owner); left = until - _port.Now)
        {
            _port.Wait(_arrived, left < DeafTick ? (int)left : DeafTick);
            available = _port.Available;
        }

        return available;
    }

    private int Piece => _port.BaudRate / (_port.BaudRate < FullRate ? PiecesOfLowRate : PiecesOfRate);

    // Whether the owner has been told to give up, and what was on the line at that time has had its time.
    private bool MustLeave()
    {
        if (!Gate.IsAborted(Gate.Owner))
        {
            return false;
        }

        if (_leaveAt == 0)
        {
            _leaveAt = _port.Now + LeaveGrace;
        }

        return _port.Now >= _leaveAt;
    }

    private int Fill()
    {
        bool waited = false;
        while (true)
        {
            if (_port.Now - _deadline > Overtime)
            {
                return (int)ModemError.TimedOut;
            }

            if (MustLeave())
            {
                return (int)ModemError.Aborted;
            }

            int available = _port.Available;
            bool partial = _parser.Partial;
            int missing = Missing;
            if (available > 0 && available >= missing && (waited || partial || available >= _shortest))
            {
                ReadWindow(available);
                return Outcome.Ok;
            }

            // The rest of something begun is on the line: one blocking read costs neither an event nor a turn of this loop for each byte.
            if (missing > 0)
            {
                if (ReadUnderWay(missing))
                {
                    return Outcome.Ok;
                }

                continue;
            }

            if (_broken != Outcome.Ok)
            {
                return _broken;
            }

            if (Gate.IsAborted(Gate.Owner))
            {
                return (int)ModemError.Aborted;
            }

            long left = _deadline - _port.Now;
            if (left <= 0)
            {
                return (int)ModemError.TimedOut;
            }

            _port.Threshold = partial ? 1 : _shortest;
            int tick = _deaf ? DeafTick : Tick;
            _deaf &= !_port.Wait(_arrived, left < tick ? (int)left : tick);
            waited = true;
        }
    }

    // How many bytes may be waited for because they are on the line already.
    private int Missing => _stalled ? 0 : _parser.Partial ? _parser.Missing : _underWay ? ShortestOk : 0;

    private void ReadWindow(int available)
    {
        int room = _parser.Room;
        int count = available < room ? available : room;
        if (_port.Read(_parser.Window, _parser.End, count))
        {
            _parser.Commit(count);
        }

        _stalled = false;
        _underWay = false;
    }

    private bool ReadUnderWay(int count)
    {
        _underWay = false;
        _port.Threshold = Quiet;
        if (_port.Read(_parser.Window, _parser.End, count))
        {
            _parser.Commit(count);
            return true;
        }

        // Noise, or a line cut short: from now on it is waited for, not read for. The platform announces nothing until as much has come as this read wanted.
        _stalled = true;
        _deaf = true;
        return false;
    }
}

using System;
using System.IO;
using System.Threading;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.DataMode;
using Sim800.Nano.Links;
using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;

namespace Sim800.Nano;

/// <summary>
/// A transparent connection (AT+CIPMODE=1, application note section 3.2): the serial line carries its bytes and nothing else, in both directions at once. One thread may read while
/// another writes. The context is opened with <see cref="ModemContextOptions.SingleConnection"/>, and nothing else is connected.
/// <para>From <see cref="Connect"/> or <see cref="Listen"/> until the end of the connection every other exchange with the module is refused (<see cref="ModemError.InDataMode"/>),
/// because the peer would receive it; <see cref="EnterCommandMode"/> makes room for them. The module does not sleep meanwhile.</para>
/// <para>Without DCD the end of the connection is a text among what is received. While nobody reads, the driver's thread looks for it, in at most 2048 bytes.</para>
/// <para>Reading and writing allocate nothing; only an exception does.</para>
/// </summary>
public sealed partial class ModemDataStream : Stream
{
    private const int SpanBuffer = 256;
    private const int DefaultConnectTimeout = 165_000;
    private const int DefaultTimeout = 30_000;
    private const int TurnTimeout = 30_000;
    private const int Link = 0;

    // What comes while the module is asked whether a text was its own, and behind as much again that nobody has read.
    private const int HoldSize = 4_096;

    private readonly Sim800Modem _modem;
    private readonly ModemDataOptions _options;
    private readonly Channel _channel;
    private readonly Gate _gate;
    private readonly Port _port;
    private readonly Parser _parser;
    private readonly LinkTable _links;
    private readonly Spill _spill = new Spill();
    private AutoResetEvent _arrived;
    private byte[] _hold;
    private byte[] _spanBuffer;
    private int _state;
    private int _end;
    private int _silence;
    private int _connectTimeout = DefaultConnectTimeout;
    private int _readTimeout = DefaultTimeout;
    private int _writeTimeout = DefaultTimeout;
    private bool _hasCarrier;
    private bool _byDtr;
    private bool _listens;

    /// <summary>Initializes a new instance of the <see cref="ModemDataStream"/> class with the default options. Nothing is sent.</summary>
    /// <param name="modem">The modem.</param>
    /// <exception cref="ArgumentNullException"><paramref name="modem"/> is null.</exception>
    public ModemDataStream(Sim800Modem modem)
        : this(modem, new ModemDataOptions())
    {
    }

    /// <summary>Initializes a new instance of the <see cref="ModemDataStream"/> class. Nothing is sent.</summary>
    /// <param name="modem">The modem.</param>
    /// <param name="options">How the connection is cut into blocks and left.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public ModemDataStream(Sim800Modem modem, ModemDataOptions options)
    {
        if (modem == null || options == null)
        {
            throw new ArgumentNullException();
        }

        _modem = modem;
        _options = options;
        _channel = modem.Channel;
        _gate = _channel.Gate;
        _port = _channel.Port;
        _parser = _channel.Parser;
        _links = modem.Links;
    }

    /// <summary>Gets a value indicating whether the stream can be read: always.</summary>
    public override bool CanRead => true;

    /// <summary>Gets a value indicating whether the stream can seek: never.</summary>
    public override bool CanSeek => false;

    /// <summary>Gets a value indicating whether the stream can be written: always.</summary>
    public override bool CanWrite => true;

    /// <summary>Gets a value indicating whether the stream has time-outs: always.</summary>
    public override bool CanTimeout => true;

    /// <summary>Gets or sets the time for <see cref="Connect"/> in milliseconds, or -1 for no limit. The default is 165 s: the module itself gives up after 160 s at the latest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than -1.</exception>
    public int ConnectTimeout
    {
        get => _connectTimeout;
        set
        {
            Check.Timeout(value);
            _connectTimeout = value;
        }
    }

    /// <summary>Gets or sets how long <see cref="Read(byte[], int, int)"/> waits for the first byte, and <see cref="Accept()"/> for a client, in milliseconds, or -1 for no limit. The default is 30 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than -1.</exception>
    public override int ReadTimeout
    {
        get => _readTimeout;
        set
        {
            Check.Timeout(value);
            _readTimeout = value;
        }
    }

    /// <summary>Gets or sets how long <see cref="Write(byte[], int, int)"/> waits for data mode in milliseconds, or -1 for no limit. The default is 30 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than -1.</exception>
    public override int WriteTimeout
    {
        get => _writeTimeout;
        set
        {
            Check.Timeout(value);
            _writeTimeout = value;
        }
    }

    /// <summary>Gets a value indicating whether the connection exists, as far as is known: by DCD where that is wired, else until its end has been found in what is received, at most 2.5 s after the text that tells of it.</summary>
    public bool Connected => (_state == DataState.Data || _state == DataState.Leaving || _state == DataState.Command) && (!_hasCarrier || _port.IsAsserted(PortLine.CarrierDetect));

    /// <summary>Gets a value indicating whether the line is in data mode.</summary>
    public bool InDataMode => _state == DataState.Data || _state == DataState.Leaving;

    /// <summary>Gets how many received bytes found no room while data mode was left.</summary>
    public int BytesLost => _spill.Lost;

    /// <summary>Is not supported.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override long Length => throw new NotSupportedException();

    /// <summary>Is not supported.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Connects to a host and enters data mode. Every other exchange with the module is refused meanwhile.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="host">The name or the address: at most 253 printable ASCII characters without quotes and spaces.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <exception cref="ArgumentNullException"><paramref name="host"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="host"/> is empty, too long, or has a character that cannot be sent.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is out of range.</exception>
    /// <exception cref="NotSupportedException">The context is one of several connections.</exception>
    /// <exception cref="ModemTimeoutException">No result came within <see cref="ConnectTimeout"/> (<see cref="ModemWait.Connect"/>), or the module does not answer.</exception>
    /// <exception cref="ModemException">No context is open, something is connected, the module refused, or the connection failed.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void Connect(ModemProtocol protocol, string host, int port)
    {
        Check.Host(host);
        Check.PortNumber(port);
        Claim();
        int outcome;
        try
        {
            outcome = Prepare();
            if (outcome == Outcome.Ok)
            {
                _channel.Begin(Command.Connect, Link);
                _channel.AddPeer(protocol != ModemProtocol.Tcp, host, port);
                outcome = _channel.Run();
                if (outcome == Outcome.Ok)
                {
                    outcome = _channel.Attend(LineKind.Connect, _modem.DeadlineIn(_connectTimeout));
                }

                Conclude(outcome);
            }
        }
        finally
        {
            Release();
        }

        Outcome.Check(outcome);
    }

    /// <summary>
    /// Listens for one client. From here on every other exchange with the module is refused, because data mode begins when the client comes. When it has gone, <see cref="Close"/> and listen again.
    /// </summary>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is out of range.</exception>
    /// <exception cref="NotSupportedException">The context is one of several connections.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">No context is open, something is connected, or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void Listen(int port)
    {
        Check.PortNumber(port);
        Claim();
        int outcome;
        try
        {
            outcome = Prepare();
            if (outcome == Outcome.Ok)
            {
                _channel.Begin(Command.Server, Link);
                _channel.Add(1);
                _channel.Add(Ascii.Comma);
                _channel.Add(port);
                outcome = _channel.Run();
                _listens = outcome == Outcome.Ok;
                if (_listens)
                {
                    _state = DataState.Listening;
                }
                else
                {
                    Conclude(outcome);
                }
            }
        }
        finally
        {
            Release();
        }

        Outcome.Check(outcome);
    }

    /// <summary>Waits for the client as <see cref="Accept(ModemEndPoint)"/>.</summary>
    /// <exception cref="InvalidOperationException">It does not listen.</exception>
    /// <exception cref="ModemTimeoutException">As <see cref="Accept(ModemEndPoint)"/>.</exception>
    /// <exception cref="ModemException">As <see cref="Accept(ModemEndPoint)"/>.</exception>
    public void Accept() => Accept(null);

    /// <summary>Waits for the client, at most <see cref="ReadTimeout"/>, and enters data mode.</summary>
    /// <param name="remote">Takes the address of the client; 0.0.0.0 if its report was lost. The module does not tell its port, which is 0. May be null.</param>
    /// <exception cref="InvalidOperationException">It does not listen.</exception>
    /// <exception cref="ModemTimeoutException">No client came in time (<see cref="ModemWait.Connect"/>); it listens on.</exception>
    /// <exception cref="ModemException">Another thread is in such a call, the stream was closed, or the context was lost.</exception>
    public void Accept(ModemEndPoint remote)
    {
        if (_state != DataState.Listening)
        {
            throw new InvalidOperationException();
        }

        _modem.Use(Slot.Modem);
        int outcome;
        try
        {
            outcome = _gate.Enter(Slot.Modem, _modem.DeadlineIn(_readTimeout));
            if (outcome == Outcome.Ok)
            {
                outcome = _channel.Attend(LineKind.Connect, _modem.DeadlineIn(_readTimeout));
                if (outcome == Outcome.Ok || Outcome.ErrorOf(outcome) != ModemError.TimedOut)
                {
                    Conclude(outcome);
                }
            }
        }
        finally
        {
            Release();
        }

        Outcome.Check(outcome);
        if (remote != null)
        {
            _links.TellRemote(Link, remote);
        }
    }

    /// <summary>
    /// Leaves data mode, closes the connection and the listener, and gives the module back to other exchanges. What has not been read is dropped. Calls of other threads on this stream end with
    /// <see cref="ModemError.Aborted"/>. Takes 1.2 s by DTR and 2.3 s by +++, and at most 10 s more for each of three commands. Does nothing if there is no connection.
    /// </summary>
    public override void Close()
    {
        if (_state == DataState.Closed)
        {
            return;
        }

        _gate.Abort(Slot.Stream);
        _gate.Abort(Slot.StreamWriter);
        _gate.Abort(Slot.Driver);
        long deadline = _modem.DeadlineIn(TurnTimeout);
        while (!_gate.TryUse(Slot.Modem))
        {
            // A call that waits, such as Accept, ends.
            _channel.Abort(Slot.Modem);
            if (_port.Now > deadline)
            {
                throw new ModemException(ModemError.InUse, ModemWait.None, -1);
            }

            _gate.WaitFor(Slot.StreamWriter, _silence);
        }

        try
        {
            if (_gate.Enter(Slot.Modem, _modem.DeadlineIn(TurnTimeout)) == Outcome.Ok)
            {
                HangUp();
            }
        }
        finally
        {
            Forget();
            Release();
        }
    }

    /// <summary>Does nothing: what was written has been given to the port.</summary>
    public override void Flush()
    {
    }

    /// <summary>Is not supported.</summary>
    /// <param name="offset">Ignored.</param>
    /// <param name="origin">Ignored.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <summary>Is not supported.</summary>
    /// <param name="value">Ignored.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Is <see cref="Close"/>.</summary>
    /// <param name="disposing">Whether it was asked for.</param>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }
    }

    // Puts the calling thread onto the modem's slot and takes the one link that there is.
    private void Claim()
    {
        _modem.DemandContext(0);
        if (!_modem.IsSingle)
        {
            throw new NotSupportedException();
        }

        _modem.Use(Slot.Modem);
        int link = _state == DataState.Closed ? _links.Take(LinkTable.Count, 0) : LinkTable.None;
        if (link != Link)
        {
            _gate.Unuse(Slot.Modem);
            throw new ModemException(ModemError.AlreadyConnected, ModemWait.None, -1);
        }

        _gate.Unuse(Slot.StreamWriter);
        MakeEvents();
    }

    private void MakeEvents()
    {
        _gate.Prepare(Slot.StreamWriter);
        _gate.Prepare(Slot.Stream);
        _arrived = _gate.EventOf(Slot.Stream);
    }

    // Takes the gate and sets the module up: transparent, with the wanted escape, awake, DTR at rest, the carrier on its line, RI free of data.
    private int Prepare()
    {
        int outcome = _channel.Enter(Slot.Modem);
        if (outcome == Outcome.Ok)
        {
            outcome = Configure(false);
            if (outcome == Outcome.Ok)
            {
                // The rise ends nothing now, and a fall would be the beginning of an escape later.
                _modem.SuspendSleep();
                _port.Assert(PortLine.Dtr, false);
                _channel.DataMode = true;
            }
        }

        if (outcome != Outcome.Ok)
        {
            _links.Free(Link);
        }

        return outcome;
    }

    private int Configure(bool connected)
    {
        _silence = _options.ReadSilence;
        _modem.Rings.Delay = _options.RingDelay;
        _modem.Rings.DataToo = _options.RingsFor != ModemRingFor.CallsAndMessages;
        _hasCarrier = _port.Has(PortLine.CarrierDetect);
        _byDtr = _port.Has(PortLine.Dtr) && !_options.EscapesByPlus;
        if (!_hasCarrier && _hold == null)
        {
            _hold = new byte[HoldSize];
        }

        _channel.Begin(Command.Transparent, -1);
        _channel.AddPlain("1;+CIPCCFG=");
        AddNext(_options.Retries);
        AddNext(_options.WaitUnits);
        AddNext(_options.BlockSize);
        AddNext(_byDtr ? 0 : 1);
        AddNext(_options.Paced ? 1 : 0);
        AddNext(_options.BurstSize);
        _channel.Add(_options.BurstInterval);
        if (!connected)
        {
            // No document says what manual receive means to a transparent connection; the note's example has none.
            _channel.Add(";+CIPRXGET=0");
        }

        _channel.Add(_port.FlowControl ? ";+IFC=2,2;+CSCLK=0;+CFGRI=" : ";+CSCLK=0;+CFGRI=");
        _channel.Add((int)_options.RingsFor);
        _channel.Add(";&C1&D1");
        return _channel.Run();
    }

    private void AddNext(int number)
    {
        _channel.Add(number);
        _channel.Add(Ascii.Comma);
    }

    // The connection exists, or the attempt leaves nothing behind.
    private void Conclude(int outcome)
    {
        if (outcome == Outcome.Ok)
        {
            EnterData();
        }
        else
        {
            HangUp();
            Forget();
        }
    }

    private void EnterData()
    {
        _links.Establish(Link);
        _end = Outcome.Ok;
        _lastWrite = _port.Now;
        _lineFree = _lastWrite;
        _pluses = 0;
        _verified = 0;

        // From now on a window without anything begins at its beginning.
        _parser.Compact();
        _state = DataState.Data;
        BeWatched(!_hasCarrier);
    }

    // Ends whatever there is of the connection. For the owner of the gate.
    private void HangUp()
    {
        bool inData = _state == DataState.Data;
        for (int attempt = 0; attempt < 2 && _channel.IsOpen; attempt++)
        {
            if (inData)
            {
                StopReader();
                _spill.Use(null);
                if (LeaveDataMode() != Outcome.Ok && _state == DataState.Leaving)
                {
                    // Whatever is said now would go to the peer: the module has to be found anew.
                    _channel.IsOpen = false;
                    return;
                }
            }

            int outcome = Outcome.Ok;
            if (_listens)
            {
                outcome = Tell(Command.Server, 0);
            }

            if (outcome != Channel.Refusal)
            {
                outcome = Tell(Command.Close, 1);
            }

            if (outcome != Channel.Refusal)
            {
                _channel.Begin(Command.Transparent, Link);
                _channel.Add(_modem.Options.ReceiveMode == ModemReceiveMode.Push ? "0;+CIPRXGET=0" : "0;+CIPRXGET=1");
                outcome = _channel.Run();
            }

            // A client has come, or the connection was made, at this moment.
            inData = outcome == Channel.Refusal;
            if (!inData)
            {
                break;
            }
        }
    }

    private int Tell(int command, int argument)
    {
        _channel.Begin(command, Link);
        _channel.Add(argument);
        return _channel.Run();
    }

    private void Forget()
    {
        _state = DataState.Closed;
        _listens = false;
        BeWatched(false);
        _channel.DataMode = false;
        _spill.Use(null);
        _port.Assert(PortLine.Dtr, true);
        _modem.ResumeSleep();
        _links.Free(Link);
    }

    // Takes the calling thread out of the gate and off its slot.
    private void Release()
    {
        if (_gate.Owner == Slot.Modem && _channel.DataMode)
        {
            _channel.LeaveToStream();
        }

        _channel.Unuse(Slot.Modem);
        _gate.Wake(Slot.Stream);
        _gate.Wake(Slot.StreamWriter);
    }
}

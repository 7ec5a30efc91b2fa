using System;
using System.IO.Ports;
using System.Threading;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Events;
using Sim800.Nano.Links;
using Sim800.Nano.Network;
using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;
using Sim800.Nano.Power;

namespace Sim800.Nano;

/// <summary>
/// A SIM800 module: power, network, context, sleep, and the gate through which its sockets talk to it.
/// <para>All members may be called from any thread. One exchange with the module runs at a time; who calls while another runs waits its turn,
/// at most the time the call documents. Two threads in two calls of the modem itself at once is <see cref="ModemError.InUse"/>.</para>
/// <para>Every wait is bounded. An exchange that has begun is finished even if that takes longer than the caller's time-out: at most 10 s, and 3.5 s
/// before it if an earlier answer is still owed. After opening, talking allocates nothing unless a member says so.</para>
/// </summary>
/// <remarks>
/// The modem opens and closes the serial port and the pins; the port and the controller stay the caller's, who disposes them after the modem.
/// If somebody else closes the port, calls end in the exception of the port, and a link that was talked about is <see cref="ModemError.Aborted"/>. Once the port is open again, so is the way to the module.
/// </remarks>
public sealed class Sim800Modem : IDisposable
{
    /// <summary>The most bytes that the module takes or gives in one exchange.</summary>
    internal const int MaxBlock = 1_460;

    private const int TurnTimeout = 30_000;
    private const int DriverTick = 2_000;
    private const int Retry = 10_000;
    private const int StopTimeout = 2_000;
    private const int LingerLimit = 30_000;

    private readonly Port _port;
    private readonly Channel _channel;
    private readonly LinkTable _links;
    private readonly EventQueue _events;
    private readonly Contexts _contexts = new Contexts();
    private readonly PowerSwitch _power;
    private readonly PacketNetwork _network;
    private readonly NameLookup _names;
    private readonly RingWatch _rings;
    private readonly bool _threaded;
    private Thread _driver;
    private long _nextTry;
    private int _wantedRate;
    private bool _portOpen;
    private bool _slowClock;
    private bool _awake;
    private int _closed;

    /// <summary>Initializes a new instance of the <see cref="Sim800Modem"/> class. Nothing is opened or sent.</summary>
    /// <param name="port">The port at the module, closed, with the wanted rate as its <see cref="SerialPort.BaudRate"/>. Its buffer, threshold and time-outs are set by the modem.</param>
    /// <param name="lines">The lines beside the UART.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public Sim800Modem(SerialPort port, ModemLines lines)
        : this(MakePort(port, lines), true)
    {
    }

    internal Sim800Modem(Port port, bool threaded)
    {
        _port = port;
        _threaded = threaded;
        _channel = new Channel(port);
        _links = new LinkTable(_channel.Gate);
        _events = new EventQueue(this, port);
        _rings = new RingWatch(port, _events);
        _names = new NameLookup(port, _channel);
        _channel.Sink = new Notices(_channel, _links, _contexts, _names, _events);
        _power = new PowerSwitch(port, _channel);
        _network = new PacketNetwork(port, _channel, _links, _contexts, _names);
    }

    /// <summary>
    /// Occurs when the module reports something by itself. Handlers run on a thread of the driver that is made, with a ring of 16 reports, at the first subscription;
    /// adding a handler allocates, a report does not. Reports that find the ring full are counted in <see cref="EventsLost"/>.
    /// </summary>
    public event ModemEventHandler Reported
    {
        add => _events.Subscribe(value);
        remove => _events.Unsubscribe(value);
    }

    /// <summary>
    /// Gets a value indicating whether the module is on, found and set up. A module that has not answered when it was asked three times
    /// (<see cref="ModemWait.Resynchronise"/>) is not, until it answers again or <see cref="PowerOn"/> or <see cref="Attach"/> has found it at another rate.
    /// </summary>
    public bool IsOpen => _channel.IsOpen && !_channel.IsLost;

    /// <summary>Gets a value indicating whether a context is open, the first or the second.</summary>
    public bool IsContextOpen => _contexts.IsOpen;

    /// <summary>Gets the address that the network has given to the first context, or null before <see cref="OpenContext(string)"/>. It is not forgotten when the context ends.</summary>
    public string LocalAddress => _contexts.AddressOf(0);

    /// <summary>
    /// Gets a value indicating whether <see cref="PowerOn"/> or <see cref="Attach"/> found the module only after filling up what a life before had announced to send, at most 1460 bytes of no meaning: the peer of
    /// that connection may have received them.
    /// </summary>
    public bool FilledPrompt => _power.FilledPrompt;

    /// <summary>Gets how many reports were dropped because handlers were slow.</summary>
    public int EventsLost => _events.Lost;

    /// <summary>Gets a value indicating whether the module has one connection instead of six.</summary>
    internal bool IsSingle => _links.Single;

    internal Channel Channel => _channel;

    internal LinkTable Links => _links;

    internal ModemContextOptions Options => _contexts.Options;

    internal Port Port => _port;

    /// <summary>Gets or sets a value indicating whether the module has refused a send of exactly the size that it reports.</summary>
    internal bool RefusesExactSize { get; set; }

    /// <summary>
    /// Switches the module on, or finds out that it is on already, sets the port's rate as fixed in it, and sets it up (no echo, numbered errors).
    /// <para>It asks at the port's rate first and then at the others, because a key pressed on a module that is on would switch it off (4 s, 5.5 s for a port at 9600); then it presses
    /// PWRKEY, or pulses RST where only that is wired, and waits for the start (19 s more). Its turn may take 30 s before; setting up takes at most 6 s, and 7 s more if the rate is changed. Does nothing if the module is open already.</para>
    /// </summary>
    /// <exception cref="ModemTimeoutException">The module does not answer (<see cref="ModemWait.Probe"/>, if nothing is wired to switch it on), or has not started in time (<see cref="ModemWait.Boot"/>).</exception>
    /// <exception cref="ModemException">The module refused its setup, or another thread is in such a call (<see cref="ModemError.InUse"/>).</exception>
    /// <exception cref="InvalidOperationException">The serial port is open already.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void PowerOn() => Open(true);

    /// <summary>Finds and sets up a module that is on, as <see cref="PowerOn"/> does, without switching it on: within 4 s, or 5.5 s for a port at 9600.</summary>
    /// <exception cref="ModemTimeoutException">The module does not answer (<see cref="ModemWait.Probe"/>).</exception>
    /// <exception cref="ModemException">The module refused its setup.</exception>
    /// <exception cref="InvalidOperationException">The serial port is open already.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void Attach() => Open(false);

    /// <summary>Waits until the SIM card is ready and the module is registered and attached to the packet network.</summary>
    /// <param name="timeout">The time for all of it in milliseconds, or -1 for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is less than -1.</exception>
    /// <exception cref="ModemTimeoutException">It did not come so far in time (<see cref="ModemWait.Network"/>), or the module does not answer.</exception>
    /// <exception cref="ModemException">There is no SIM card, it is locked, or registration was still denied at the end.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void WaitForNetwork(int timeout = 60_000)
    {
        Check.Timeout(timeout);
        Use(Slot.Modem);
        int outcome;
        try
        {
            outcome = _network.AwaitReady(DeadlineIn(timeout));
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
    }

    /// <summary>Opens the context of the packet network without user name. See <see cref="OpenContext(string, string, string)"/>.</summary>
    /// <param name="accessPoint">The access point name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accessPoint"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="accessPoint"/> is too long or has a character that cannot be sent.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The network or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void OpenContext(string accessPoint) => OpenContext(accessPoint, string.Empty, string.Empty);

    /// <summary>
    /// Opens the context of the packet network with the default options: multi connection mode, quick send and manual receive. A context that is open already, also one of a life before,
    /// is closed first, with every link. At most 85 s for the network to answer, 65 s if an old one has to be closed, and 25 s for the rest.
    /// </summary>
    /// <param name="accessPoint">The access point name: at most 50 printable ASCII characters without quotes, as the two others.</param>
    /// <param name="user">The user name, or empty.</param>
    /// <param name="password">The password, or empty.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    /// <exception cref="ArgumentException">One of them is too long or has a character that cannot be sent.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The network or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates the text of <see cref="LocalAddress"/>.</remarks>
    public void OpenContext(string accessPoint, string user, string password) => OpenContext(accessPoint, user, password, new ModemContextOptions());

    /// <summary>Opens the context of the packet network, as <see cref="OpenContext(string, string, string)"/>, with options that hold until it is closed.</summary>
    /// <param name="accessPoint">The access point name: at most 50 printable ASCII characters without quotes, as the two others.</param>
    /// <param name="user">The user name, or empty.</param>
    /// <param name="password">The password, or empty.</param>
    /// <param name="options">What holds for the whole module. It is not changed from now on until the context is closed or lost.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    /// <exception cref="ArgumentException">One of the texts is too long or has a character that cannot be sent.</exception>
    /// <exception cref="InvalidOperationException">Another modem uses the options.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The network or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates the text of <see cref="LocalAddress"/>.</remarks>
    public void OpenContext(string accessPoint, string user, string password, ModemContextOptions options)
    {
        Check.AccessPoint(accessPoint, user, password);
        DemandUsable(options);
        Enter();
        int outcome;
        try
        {
            outcome = _network.BringUp(accessPoint, user, password, options);
        }
        finally
        {
            _contexts.Settle();
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
    }

    /// <summary>
    /// Opens one context beside the other, each with its own access point (application note section 5), with the options that hold; or the first one with default options
    /// if none is open. If it is open already it is closed before, with its links; the other one stays. It takes as long as the first.
    /// <para>As soon as the second has been used, each command that depends on a context names it, on the same line: 14 bytes more.</para>
    /// </summary>
    /// <param name="accessPoint">The access point name: at most 50 printable ASCII characters without quotes, as the two others.</param>
    /// <param name="user">The user name, or empty.</param>
    /// <param name="password">The password, or empty.</param>
    /// <param name="context">The context, 0 or 1. The second is opened after the first.</param>
    /// <exception cref="ArgumentNullException">One of the texts is null.</exception>
    /// <exception cref="ArgumentException">One of the texts is too long or has a character that cannot be sent.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="context"/> is neither 0 nor 1.</exception>
    /// <exception cref="NotSupportedException">The second context in single connection mode.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The network or the module refused; or the first context is not open (<see cref="ModemError.NoContext"/>).</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates the text of the address.</remarks>
    public void OpenContext(string accessPoint, string user, string password, int context)
    {
        Check.Context(context);
        if (!_contexts.IsOpen && context == 0)
        {
            OpenContext(accessPoint, user, password);
            return;
        }

        Check.AccessPoint(accessPoint, user, password);
        DemandOpen();
        if (!_contexts.IsOpen)
        {
            throw new ModemException(ModemError.NoContext, ModemWait.None, -1);
        }

        if (context > 0 && _links.Single)
        {
            throw new NotSupportedException();
        }

        Enter();
        int outcome;
        try
        {
            outcome = _network.BringUpIn(context, accessPoint, user, password);
        }
        finally
        {
            _contexts.Settle();
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
    }

    /// <summary>Closes the contexts that are open, and with them every link: at most 65 s each. Does nothing if none is open, as in a modem that is closed.</summary>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    public void CloseContext()
    {
        if (!_contexts.IsOpen)
        {
            return;
        }

        Enter();
        int outcome;
        try
        {
            outcome = _network.ShutAll();
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
    }

    /// <summary>Closes one context, and with it its links: at most 65 s. The other one stays. Does nothing if it is not open, as in a modem that is closed.</summary>
    /// <param name="context">The context, 0 or 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="context"/> is neither 0 nor 1.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    public void CloseContext(int context)
    {
        Check.Context(context);
        if (!_contexts.IsOpenIn(context))
        {
            return;
        }

        Enter();
        int outcome;
        try
        {
            outcome = _network.Shut(context);
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
    }

    /// <summary>Gets the state of a context, as far as the module has told. Asks nothing.</summary>
    /// <param name="context">The context, 0 or 1.</param>
    /// <returns>Its state.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="context"/> is neither 0 nor 1.</exception>
    public ModemContextState GetContextState(int context)
    {
        Check.Context(context);
        return _contexts.StateOf(context);
    }

    /// <summary>Gets the address that the network has given to a context, or null before it was opened. It is not forgotten when the context ends.</summary>
    /// <param name="context">The context, 0 or 1.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="context"/> is neither 0 nor 1.</exception>
    public string GetLocalAddress(int context)
    {
        Check.Context(context);
        return _contexts.AddressOf(context);
    }

    /// <summary>
    /// Asks the module for the state of its contexts and of every link (AT+CIPSTATUS) and tells each socket the truth: after doubt whether a report was lost. A connection that the
    /// module does not have any more has ended or failed, and so on; where both agree nothing changes. A restart that went unnoticed is noticed. Does nothing if no context is open.
    /// </summary>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The module has restarted (<see cref="ModemError.Restarted"/>); the modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void Reconcile()
    {
        Enter();
        int outcome;
        try
        {
            // The marker tells a restart, after which there is no context either, and ends what may still be owed.
            _channel.Doubt();
            outcome = _channel.Prepare();
            if (outcome == Outcome.Ok && _contexts.IsOpen)
            {
                outcome = _network.Reconcile();
            }
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
    }

    /// <summary>
    /// Asks the network for the addresses of a name. Other calls and links may talk to the module while it looks; another call of the modem itself is <see cref="ModemError.InUse"/>.
    /// <para>An answer that comes after the time is over answers no later question. As long as one is owed, a failure cannot be told from it: then a name that has no address may
    /// end in <see cref="ModemError.TimedOut"/>.</para>
    /// </summary>
    /// <param name="host">The name: at most 253 printable ASCII characters without quotes and spaces.</param>
    /// <param name="timeout">The time for the turn and the answer in milliseconds, or -1 for no limit. The module documents none of its own.</param>
    /// <param name="context">The context in which it is asked, 0 or 1.</param>
    /// <returns>Its IPv4 addresses, one at least; the module gives at most two.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="host"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="host"/> is empty, too long, or has a character that cannot be sent.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is less than -1, or <paramref name="context"/> is neither 0 nor 1.</exception>
    /// <exception cref="ModemTimeoutException">No answer came in time (<see cref="ModemWait.Resolve"/>), or the module does not answer.</exception>
    /// <exception cref="ModemException">The name has no address (<see cref="ModemError.HostNotFound"/>) or was not resolved (<see cref="ModemError.ResolveFailed"/>), no context is open or it was lost, or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates a buffer of 64 bytes, the texts and their array.</remarks>
    public string[] Resolve(string host, int timeout = 60_000, int context = 0)
    {
        Check.Host(host);
        Check.Timeout(timeout);
        Check.Context(context);
        DemandContext(context);
        Use(Slot.Modem);
        int outcome;
        string[] addresses;
        try
        {
            outcome = _names.Resolve(host, context, DeadlineIn(timeout), out addresses);
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
        return addresses;
    }

    /// <summary>Lets the module sleep (AT+CSCLK=1, DTR high). Whatever talks to it next wakes it, 60 ms before; it then stays awake until the next call of this. Data and calls wake it by themselves.</summary>
    /// <exception cref="NotSupportedException">DTR is not wired.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void Sleep()
    {
        if (!_port.Has(PortLine.Dtr))
        {
            throw new NotSupportedException();
        }

        if (_awake)
        {
            throw new ModemException(ModemError.InDataMode, ModemWait.None, -1);
        }

        Enter();
        int outcome = Outcome.Ok;
        try
        {
            if (!_slowClock)
            {
                _channel.Begin(Command.SlowClock, -1);
                _channel.Add(1);
                outcome = _channel.Run();
                _slowClock = outcome == Outcome.Ok;
            }

            if (outcome == Outcome.Ok)
            {
                _channel.Dozing = true;
                _port.Assert(PortLine.Dtr, false);
            }
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
    }

    /// <summary>Asks for the strength of the signal.</summary>
    /// <returns>0 (-115 dBm or less) to 31 (-52 dBm or more), or 99 if it is not known.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public int GetSignalQuality()
    {
        Enter();
        int outcome;
        int quality;
        try
        {
            _channel.Begin(Command.Signal, -1);
            outcome = _channel.Run();
            quality = _channel.Value(0);
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
        return quality;
    }

    /// <summary>Asks for the name and release of the module (ATI). Allocates the text.</summary>
    /// <returns>For example <c>SIM800 R14.18</c>.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public string GetIdentity() => Execute("ATI", 5_000);

    /// <summary>Asks for the serial number of the module, its IMEI. Allocates the text.</summary>
    /// <returns>Fifteen digits.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public string GetSerialNumber() => Execute("AT+GSN", 5_000);

    /// <summary>
    /// Sends a command of the caller's own and collects the lines of its answer up to OK, SHUT OK, CLOSE OK or a power-down report.
    /// Commands that ask for payload, change the mode of connection or enter data mode are not for this; a command that answers without OK (AT+CIFSR) times out.
    /// </summary>
    /// <param name="command">The command line with its AT and without its end: at most 556 printable ASCII characters beside the AT.</param>
    /// <param name="answer">Takes the lines without their ends, a line feed between two. What has no room is dropped.</param>
    /// <param name="timeout">The time for the answer, in milliseconds; getting the turn may take 30 s before.</param>
    /// <returns>How many bytes of <paramref name="answer"/> were filled.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="command"/> or <paramref name="answer"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="command"/> is too long, does not begin with AT or has a character that cannot be sent.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is not positive.</exception>
    /// <exception cref="ModemTimeoutException">The answer did not come. It will not be taken for that of a later command.</exception>
    /// <exception cref="ModemException">The module refused: <see cref="ModemException.ModuleCode"/>.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public int Execute(string command, byte[] answer, int timeout)
    {
        Check.CommandLine(command);
        Check.Buffer(answer, 0, 0);
        if (timeout < 1)
        {
            throw new ArgumentOutOfRangeException();
        }

        int filled = 0;
        Use(Slot.Custom);
        int outcome;
        try
        {
            outcome = _channel.Enter(Slot.Custom, DeadlineIn(TurnTimeout));
            if (outcome == Outcome.Ok)
            {
                _channel.BeginCustom(answer);
                _channel.Limit = timeout;
                _channel.Add(command);
                outcome = _channel.Run();
                filled = _channel.ReplyCount;
            }
        }
        finally
        {
            _channel.Unuse(Slot.Custom);
        }

        Outcome.Check(outcome);
        return filled;
    }

    /// <summary>Sends a command of the caller's own, as <see cref="Execute(string, byte[], int)"/>, and allocates the text of its answer: at most 512 characters.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="timeout">The time for the answer, in milliseconds.</param>
    /// <returns>The lines of the answer, a line feed between two.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="command"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="command"/> is too long, does not begin with AT or has a character that cannot be sent.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is not positive.</exception>
    /// <exception cref="ModemTimeoutException">The answer did not come. It will not be taken for that of a later command.</exception>
    /// <exception cref="ModemException">The module refused: <see cref="ModemException.ModuleCode"/>.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public string Execute(string command, int timeout = 5_000)
    {
        byte[] answer = new byte[512];
        int count = Execute(command, answer, timeout);
        return Ascii.ToText(answer, 0, count);
    }

    /// <summary>Switches the module off, by AT+CPOWD=1 or, if that is not answered within 10 s, by PWRKEY. Every link fails. <see cref="PowerOn"/> switches it on again.</summary>
    /// <exception cref="ModemTimeoutException">The module does not answer and PWRKEY is not wired (<see cref="ModemWait.PowerDown"/>).</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void PowerOff()
    {
        Enter();
        int outcome;
        try
        {
            outcome = _power.Off();
            if (outcome == Outcome.Ok)
            {
                _channel.IsOpen = false;
                _contexts.EndAll(ModemContextState.Closed);
                _links.FailAll(ModemError.PoweredDown);
                _names.Forget();
            }
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
    }

    /// <summary>
    /// Ends every call that waits, with <see cref="ModemError.Aborted"/>, then the threads of the driver, and closes port and pins. The module is left as it is. Takes at most 4 s.
    /// </summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        _channel.Gate.Close();
        _channel.Signal();
        _events.Close();
        if (_driver != null)
        {
            _driver.Join(StopTimeout);
        }

        long deadline = DeadlineIn(StopTimeout);
        for (long left = StopTimeout; left > 0 && _channel.Gate.Owner >= 0; left = deadline - _port.Now)
        {
            _channel.Gate.WaitFor(Slot.Driver, left);
        }

        _channel.IsOpen = false;
        _contexts.EndAll(ModemContextState.Closed);
        _links.FailAll(ModemError.Aborted);
        _links.Settle();
        if (_portOpen)
        {
            _portOpen = false;
            _port.Close();
        }
    }

    /// <summary>Is <see cref="Close"/>.</summary>
    public void Dispose() => Close();

    /// <summary>One step of the driver thread: takes what has come while nobody talked, repairs, closes what was left to be closed.</summary>
    internal void Service()
    {
        _rings.Observe(_channel.DataMode);
        if (_channel.DataMode || (!_channel.HasWork && !IsReconcileDue() && FindCloseDue() == LinkTable.None))
        {
            return;
        }

        if (_channel.Gate.Enter(Slot.Driver, DeadlineIn(TurnTimeout)) != Outcome.Ok)
        {
            return;
        }

        if (_channel.DataMode)
        {
            _channel.Gate.Leave();
            return;
        }

        try
        {
            _channel.Drain();
            int outcome = _channel.NeedsRepair ? _channel.Prepare() : Outcome.Ok;
            if (outcome == Outcome.Ok && IsReconcileDue())
            {
                outcome = _channel.Prepare();
                if (outcome == Outcome.Ok)
                {
                    outcome = _network.Reconcile();
                }

                _nextTry = outcome == Outcome.Ok ? _nextTry : DeadlineIn(Retry);
            }

            // Only now: a link may have been freed, and given to somebody else, while this waited for its turn.
            int due = FindCloseDue();
            if (outcome == Outcome.Ok && due != LinkTable.None)
            {
                if (!CloseLink(due))
                {
                    _links.Postpone(due);
                    _nextTry = _nextTry > _port.Now ? _nextTry : DeadlineIn(Retry);
                }
                else if (_links.FindCloseDue() != LinkTable.None)
                {
                    _channel.Gate.Wake(Slot.Driver);
                }
            }
        }
        finally
        {
            _channel.Leave();
        }
    }

    /// <summary>Closes a link in the module and frees it. For the owner of the gate.</summary>
    /// <returns>False if the module did not say whether.</returns>
    internal bool CloseLink(int link)
    {
        int outcome = _channel.Prepare();
        if (outcome == Outcome.Ok)
        {
            // It may have ended while this waited for its turn, and a client may have come on it.
            if (_links.StateOf(link) != LinkState.Closing)
            {
                return true;
            }

            int generation = _links.GenerationOf(link);
            outcome = TellClosed(link);

            if (Outcome.ErrorOf(outcome) == ModemError.Rejected && !_links.IsRefusalFinal(link, _port.Now))
            {
                _nextTry = DeadlineIn(LinkTable.RefusalTime);
                return false;
            }

            // By now a refusal says that there is nothing to close.
            if (outcome == Outcome.Ok || Outcome.ErrorOf(outcome) == ModemError.Rejected)
            {
                _links.EndClosing(link, generation, outcome == Outcome.Ok);
                return true;
            }
        }

        return false;
    }

    /// <summary>Has the module close a link. For the owner of the gate.</summary>
    internal int TellClosed(int link)
    {
        if (_links.IsListener(link))
        {
            _channel.BeginIn(_links.ContextOf(link), Command.EndListening, link);
            return _channel.Run();
        }

        // Quick: nobody waits for what the peer still says, unless the socket wants to.
        _channel.Begin(Command.Close, link);
        _channel.AddLink(link);
        if (_links.Lingers(link))
        {
            _channel.Limit = LingerLimit;
            _channel.Add(0);
        }
        else
        {
            _channel.Add(1);
        }

        return _channel.Run();
    }

    /// <summary>Sets the module up so that a listener opens the first context; whatever is open is closed before. The options hold until <see cref="SettleContexts"/> finds that it was not opened.</summary>
    internal void PrepareContext(string accessPoint, string user, string password, ModemContextOptions options)
    {
        DemandUsable(options);
        Enter();
        int outcome;
        try
        {
            outcome = _network.Prepare(accessPoint, user, password, options);
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
    }

    /// <summary>Takes note of the context that a listener has opened. For the owner of the gate.</summary>
    internal int TakeOverContext() => _network.TakeOver();

    /// <summary>Lets the options go if no context is open with them.</summary>
    internal void SettleContexts() => _contexts.Settle();

    /// <summary>Throws unless the modem and a context are open.</summary>
    internal void DemandContext(int context)
    {
        DemandOpen();
        if (!_contexts.IsOpenIn(context))
        {
            throw new ModemException(ModemError.NoContext, ModemWait.None, -1);
        }
    }

    /// <summary>Puts the calling thread onto a slot.</summary>
    internal void Use(int slot)
    {
        DemandOpen();
        _channel.Gate.Use(slot);
        _channel.Gate.Prepare(slot);
    }

    /// <summary>Keeps the module awake and DTR at rest until <see cref="ResumeSleep"/>: its low is the beginning of an escape now.</summary>
    internal void SuspendSleep()
    {
        _slowClock = false;
        _awake = true;
    }

    /// <summary>Gets the measurer of the pulses of RI.</summary>
    internal RingWatch Rings => _rings;

    /// <summary>Puts the calling thread onto the slot of those who open the modem.</summary>
    internal void BeginOpen()
    {
        DemandAlive();
        _channel.Gate.Use(Slot.Modem);
    }

    /// <summary>Takes over a module that has just left data mode, with its one connection. For the owner of the gate.</summary>
    internal int Adopt()
    {
        _channel.SetMode(true, true);
        _links.Single = true;
        int outcome = _power.SetUp(_wantedRate);
        if (outcome == Outcome.Ok)
        {
            _channel.IsOpen = true;
            outcome = _network.Adopt();
        }

        return outcome;
    }

    /// <summary>Lets the module be put to sleep again.</summary>
    internal void ResumeSleep() => _awake = false;

    internal long DeadlineIn(int milliseconds) => milliseconds < 0 ? long.MaxValue : _port.Now + milliseconds;

    private static Port MakePort(SerialPort port, ModemLines lines)
    {
        if (port == null || lines == null)
        {
            throw new ArgumentNullException();
        }

        return new DevicePort(port, lines);
    }

    private bool IsReconcileDue() => _contexts.InDoubt && _channel.IsOpen && _port.Now >= _nextTry;

    private int FindCloseDue() => _channel.IsOpen && _port.Now >= _nextTry ? _links.FindCloseDue() : LinkTable.None;

    private void DemandUsable(ModemContextOptions options)
    {
        if (options == null)
        {
            throw new ArgumentNullException();
        }

        if (options.InUse && options != _contexts.Options)
        {
            throw new InvalidOperationException();
        }
    }

    private void DemandOpen()
    {
        DemandAlive();
        if (!_channel.IsOpen)
        {
            throw new ModemException(ModemError.NotOpen, ModemWait.None, -1);
        }
    }

    private void DemandAlive()
    {
        if (_closed != 0)
        {
            throw new ObjectDisposedException(nameof(Sim800Modem));
        }
    }

    // Who has entered takes itself off the slot, and thereby leaves.
    private void Enter()
    {
        Use(Slot.Modem);
        int outcome = Outcome.Of(ModemError.Aborted, ModemWait.Turn);
        try
        {
            outcome = _channel.Enter(Slot.Modem, DeadlineIn(TurnTimeout));
        }
        finally
        {
            if (outcome != Outcome.Ok)
            {
                _channel.Unuse(Slot.Modem);
            }
        }

        Outcome.Check(outcome);
    }

    private void Open(bool mayPress)
    {
        BeginOpen();
        int outcome;
        try
        {
            outcome = _channel.Gate.Enter(Slot.Modem, DeadlineIn(TurnTimeout));
            outcome = outcome == Outcome.Ok && _channel.DataMode ? Channel.Refusal : outcome;
            if (outcome == Outcome.Ok)
            {
                OpenPort();

                // One that answers again after a silence is still the same.
                _channel.IsOpen = _channel.IsOpen && (!_channel.IsLost || _channel.Prepare() == Outcome.Ok);
                outcome = _channel.IsOpen ? Outcome.Ok : SwitchOn(mayPress);
            }
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
    }

    internal void OpenPort()
    {
        if (_portOpen)
        {
            return;
        }

        _port.Open();
        _portOpen = true;
        _wantedRate = _port.BaudRate;
        if (_threaded)
        {
            _driver = new Thread(Drive);
            _driver.Start();
        }
    }

    internal int SwitchOn(bool mayPress)
    {
        _slowClock = false;
        int outcome = _power.On(mayPress, _wantedRate);
        if (outcome == Outcome.Ok)
        {
            _links.FailAll(ModemError.Restarted);
            _contexts.EndAll(ModemContextState.Lost);
            _channel.IsOpen = true;
        }

        return outcome;
    }

    private void Drive()
    {
        while (_closed == 0)
        {
            _channel.Gate.WaitFor(Slot.Driver, DriverTick);
            try
            {
                Service();
            }
            catch (Exception)
            {
                // The port is the program's, which may close it. Who calls is told; this thread must be there when it is open again.
            }
        }
    }
}

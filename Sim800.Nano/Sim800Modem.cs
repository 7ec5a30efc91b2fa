using System;
using System.IO.Ports;
using System.Threading;
using Sim800.Nano.Channels;
using Sim800.Nano.Events;
using Sim800.Nano.Links;
using Sim800.Nano.Network;
using Sim800.Nano.Ports;
using Sim800.Nano.Power;

namespace Sim800.Nano;

/// <summary>
/// A SIM800 module: power, network, context, sleep, and the gate through which its sockets talk to it.
/// <para>All members may be called from any thread. One exchange with the module runs at a time; who calls while another runs waits its turn,
/// at most the time the call documents. Two threads in two calls of the modem itself at once is <see cref="ModemError.InUse"/>.</para>
/// <para>Every wait is bounded. An exchange that has begun is finished even if that takes longer than the caller's time-out: at most 10 s, and before it
/// 3.5 s if an earlier answer is still owed, or 5 s if the module sleeps and does not wake at once. After opening, talking allocates nothing unless a member says so.</para>
/// </summary>
/// <remarks>
/// The modem opens and closes the serial port and the pins; the port and the controller stay the caller's, who disposes them after the modem.
/// If somebody else closes the port, calls end in the exception of the port, and a link that was talked about is <see cref="ModemError.Aborted"/>. Once the port is open again, so is the way to the module.
/// </remarks>
public sealed partial class Sim800Modem : IDisposable
{
    /// <summary>The most bytes that the module takes or gives in one exchange.</summary>
    internal const int MaxBlock = 1_460;

    // An answer that was given up is waited for so long before its link has a new connection, which would take it for its own.
    internal const int OwedTime = 20_000;

    private const int DriverTick = 2_000;
    private const int Retry = 10_000;
    private const int StopTimeout = 2_000;
    private const int LingerLimit = 30_000;
    private const int SwitchTimeout = 5_000;

    private readonly Port _port;
    private readonly Channel _channel;
    private readonly LinkTable _links;
    private readonly EventQueue _events;
    private readonly Contexts _contexts;
    private readonly PowerSwitch _power;
    private readonly PacketNetwork _network;
    private readonly NameLookup _names;
    private readonly Notices _notices;
    private readonly RingWatch _rings;
    private readonly bool _threaded;
    private Thread _driver;
    private long _nextTry;
    private int _wantedRate;
    private bool _portOpen;
    private int _closed;

    /// <summary>Initializes a new instance of the <see cref="Sim800Modem"/> class. Nothing is opened or sent.</summary>
    /// <param name="port">The port at the module, closed, with the wanted rate as its <see cref="SerialPort.BaudRate"/>. Its buffer, threshold and time-outs are set by the modem.</param>
    /// <param name="lines">The lines beside the UART.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public Sim800Modem(SerialPort port, ModemLines lines)
        : this(port, lines, null)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="Sim800Modem"/> class with a flight recorder. Nothing is opened or sent.</summary>
    /// <param name="port">The port at the module, as above.</param>
    /// <param name="lines">The lines beside the UART.</param>
    /// <param name="recorder">Keeps the last of what happens, or null: then nothing is kept. It stays the caller's, and may be read after the modem is closed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="port"/> or <paramref name="lines"/> is null.</exception>
    public Sim800Modem(SerialPort port, ModemLines lines, ModemRecorder recorder)
        : this(MakePort(port, lines, recorder), true)
    {
    }

    internal Sim800Modem(Port port, bool threaded)
    {
        _port = port;
        _threaded = threaded;
        _channel = new Channel(port);
        _links = new LinkTable(_channel.Gate);
        _events = new EventQueue(this, port);
        _contexts = new Contexts(port, _events);
        _rings = new RingWatch(port, _events);
        _names = new NameLookup(_channel);
        _notices = new Notices(_channel, _links, _contexts, _names, _events);
        _channel.Sink = _notices;
        _power = new PowerSwitch(this, port, _channel);
        _network = new PacketNetwork(port, _channel, _links, _contexts, _names, _events);
    }

    /// <summary>
    /// Gets a value indicating whether the module is on, found and set up. A module that has not answered when it was asked three times, or six if it may have slept
    /// (<see cref="ModemWait.Resynchronise"/>) is not, until it answers again or <see cref="PowerOn"/> or <see cref="Attach"/> has found it at another rate.
    /// </summary>
    public bool IsOpen => _channel.IsOpen && !_channel.IsLost;

    /// <summary>Gets what has been counted since this object was made.</summary>
    public ModemCounters Counters => _port.Counters;

    /// <summary>Gets a value indicating whether the module has one connection instead of six.</summary>
    internal bool IsSingle => _links.Single;

    internal Channel Channel => _channel;

    internal LinkTable Links => _links;

    internal ModemContextOptions Options => _contexts.Options;

    internal Port Port => _port;

    /// <summary>The transparent connection, if its end cannot be seen at a line.</summary>
    internal ModemDataStream Watched;

    /// <summary>Whether the module has refused a send of exactly the size that it reports.</summary>
    internal bool RefusesExactSize;

    /// <summary>
    /// Ends every call that waits, with <see cref="ModemError.Aborted"/>, then the threads of the driver, and closes port and pins. The module is left as it is. Takes at most 4 s.
    /// </summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        _channel.Close();
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

    /// <summary>Puts the calling thread onto a slot.</summary>
    internal void Use(int slot)
    {
        if (!_channel.IsFit)
        {
            DemandOpen();
        }

        _channel.Gate.Use(slot);
    }

    /// <summary>Gets the measurer of the pulses of RI.</summary>
    internal RingWatch Rings => _rings;

    internal long DeadlineIn(int milliseconds) => milliseconds < 0 ? long.MaxValue : _port.Now + milliseconds;

    private static Port MakePort(SerialPort port, ModemLines lines, ModemRecorder recorder)
    {
        if (port == null || lines == null)
        {
            throw new ArgumentNullException();
        }

        return new DevicePort(port, lines, recorder == null || recorder.Size == 0 ? null : recorder);
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

    // Who has entered, or is on its slot, takes itself off it, and thereby leaves.
    private void Leave() => _channel.Unuse(Slot.Modem);

    private void Enter()
    {
        Use(Slot.Modem);
        int outcome = Outcome.Of(ModemError.Aborted, ModemWait.Turn);
        try
        {
            outcome = _channel.Enter(Slot.Modem);
        }
        finally
        {
            if (outcome != Outcome.Ok)
            {
                Leave();
            }
        }

        Outcome.Check(outcome);
    }
}

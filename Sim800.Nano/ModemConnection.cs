using System;
using System.Threading;
using Sim800.Nano.Recovery;

namespace Sim800.Nano;

/// <summary>
/// A connection that comes back by itself, and delivers the messages of an <see cref="ModemOutbox"/>: each at least once and in order, or reported lost (<see cref="ModemOutbox.MessageLost"/>), never silently dropped.
/// <para>A message is delivered when the peer's TCP has acknowledged it, or when <see cref="Reply"/> says so. As long as it is not it stays in the outbox, and is sent again, whole and from its beginning, on the next connection.
/// So the server may see the beginning of a message at the end of one connection, and a message a second time on the next: give each a number, and let the server see where it ends.</para>
/// <para>Either the program calls <see cref="Deliver"/>, or <see cref="Start"/> makes a thread that does. Delivering allocates nothing outside of outages; in them, failures are exceptions.</para>
/// </summary>
public sealed class ModemConnection : IDisposable
{
    private const int CloseTick = 200;
    private const int CloseLimit = 30_000;
    private const int RetryTime = 10_000;
    private const int IdleTick = 60_000;

    private readonly Sim800Modem _modem;
    private readonly ModemRecovery _recovery;
    private readonly ModemOutbox _outbox;
    private readonly ModemSocket _socket;
    private readonly string _host;
    private readonly int _port;
    private readonly AutoResetEvent _work = new AutoResetEvent(false);
    private readonly AutoResetEvent _left = new AutoResetEvent(false);
    private Thread _thread;
    private int _attempts;
    private int _busy;
    private int _tried;
    private int _failed;
    private int _failures;
    private bool _closed;

    /// <summary>Initializes a new instance of the <see cref="ModemConnection"/> class. Nothing is opened or sent.</summary>
    /// <param name="recovery">What brings the modem back into service. No other connection uses it.</param>
    /// <param name="outbox">The messages. No other connection takes from it.</param>
    /// <param name="host">The name or the address of the server, as for <see cref="ModemSocket.Connect"/>.</param>
    /// <param name="port">Its port, 1 to 65535.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="host"/> is empty, too long, or has a character that cannot be sent.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is out of range.</exception>
    public ModemConnection(ModemRecovery recovery, ModemOutbox outbox, string host, int port)
    {
        Check.NotNull(recovery);
        Check.NotNull(outbox);

        Check.Host(host);
        Check.PortNumber(port);
        _modem = recovery.Modem;
        _recovery = recovery;
        _outbox = outbox;
        _host = host;
        _port = port;
        _socket = new ModemSocket(_modem, ModemProtocol.Tcp);
        recovery.ProbeHost = Check.TryAddress(host, out _) ? null : host;
    }

    /// <summary>Gets what brings the modem back into service, with its counters.</summary>
    public ModemRecovery Recovery => _recovery;

    /// <summary>Gets the messages, with their counters.</summary>
    public ModemOutbox Outbox => _outbox;

    /// <summary>Gets the socket that is connected again and again: for its time-outs, and for what the server says without being asked. It is closed and connected by the thread that delivers, and by nobody else.</summary>
    public ModemSocket Socket => _socket;

    /// <summary>Gets or sets a value indicating whether the connection is kept when everything is delivered. Default: false, so that the server need not keep it and the module may sleep undisturbed.</summary>
    public bool KeepsOpen { get; set; }

    /// <summary>Gets or sets who reads the server's answer to each message, on the thread that delivers. Null, the default: a message is delivered when the peer's TCP has acknowledged it.</summary>
    public ModemReplyHandler Reply { get; set; }

    /// <summary>
    /// Gets or sets on how many connections a message may fail that was connected and sent before it is given up (and reported lost), so that one that the server cannot digest does not keep back all behind it. 0, the default, is
    /// without limit. Failures before a message was sent do not count.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Attempts
    {
        get => _attempts;
        set => _attempts = Check.Range(value, 0, int.MaxValue);
    }

    /// <summary>Gets how many messages wait to be delivered.</summary>
    public int Pending => _outbox.Count;

    /// <summary>Puts a message into the outbox (<see cref="ModemOutbox.Enqueue"/>) and wakes the thread that delivers, if there is one. Sends nothing and never waits for the module.</summary>
    /// <param name="buffer">Its bytes, which are copied.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many they are: 1 to 65535.</param>
    /// <returns>Its number, or 0 if it is refused.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer, or <paramref name="count"/> is out of range.</exception>
    public int Enqueue(byte[] buffer, int offset, int count)
    {
        int number = _outbox.Enqueue(buffer, offset, count);
        _work.Set();
        return number;
    }

    /// <summary>
    /// Delivers what waits in the outbox, through as many outages as it takes, and closes the connection unless <see cref="KeepsOpen"/>. Failures of module, network and server are not thrown:
    /// <see cref="Recovery"/> tells of them, and what could not be delivered in time waits for the next call, with the ladder where it was.
    /// </summary>
    /// <param name="timeout">The time in milliseconds, or -1 for no limit. A step that has begun is finished: see <see cref="ModemRecovery.GoOnline"/>, and the time-outs of <see cref="Socket"/>.</param>
    /// <returns>Whether everything was delivered, and nothing waits any more.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is less than -1.</exception>
    /// <exception cref="ModemException">Another thread delivers (<see cref="ModemError.InUse"/>), or this or the modem was closed meanwhile (<see cref="ModemError.Aborted"/>).</exception>
    /// <exception cref="InvalidOperationException">Somebody else has opened the serial port.</exception>
    /// <exception cref="ObjectDisposedException">This or the modem is closed.</exception>
    public bool Deliver(int timeout = -1)
    {
        Check.Timeout(timeout);
        if (Interlocked.Exchange(ref _busy, 1) != 0)
        {
            throw new ModemException(ModemError.InUse, ModemWait.None, -1);
        }

        try
        {
            if (IsOver)
            {
                throw new ObjectDisposedException(nameof(ModemConnection));
            }

            long deadline = _modem.DeadlineIn(timeout);
            bool early = true;
            while (early && _outbox.Count > 0 && _recovery.Wait(Left(deadline)))
            {
                Attempt(deadline);
                early = _modem.Port.Now < deadline;
            }

            if (IsOver)
            {
                throw new ModemException(ModemError.Aborted, ModemWait.None, -1);
            }

            return _outbox.Count == 0;
        }
        finally
        {
            try
            {
                if (!KeepsOpen)
                {
                    _socket.Close();
                }
            }
            finally
            {
                _busy = 0;
                _left.Set();
            }
        }
    }

    /// <summary>Makes a thread that delivers whatever is put into the outbox, until <see cref="Close"/>. <see cref="Deliver"/> is <see cref="ModemError.InUse"/> while it does.</summary>
    /// <exception cref="InvalidOperationException">It runs already.</exception>
    /// <exception cref="ObjectDisposedException">This is closed.</exception>
    public void Start()
    {
        if (_closed)
        {
            throw new ObjectDisposedException(nameof(ModemConnection));
        }

        if (_thread != null)
        {
            throw new InvalidOperationException();
        }

        _thread = new Thread(Run);
        _thread.Start();
    }

    /// <summary>
    /// Ends every wait of <see cref="Deliver"/> and the thread of <see cref="Start"/>, and closes the connection; the modem stays open. What was not delivered stays in the outbox, for another connection. Takes as long as the exchange
    /// with the module that runs, at most 30 s; so it is not for <see cref="Reply"/>, for which it would wait.
    /// </summary>
    public void Close()
    {
        _closed = true;
        _work.Set();
        long deadline = _modem.DeadlineIn(CloseLimit);
        while (_busy != 0 && _modem.Port.Now < deadline)
        {
            // Again and again: between two calls there is nothing to end.
            _recovery.Interrupt();
            _socket.Close();
            _left.WaitOne(CloseTick, false);
        }

        _socket.Close();
    }

    /// <summary>Is <see cref="Close"/>.</summary>
    public void Dispose() => Close();

    private bool IsOver => _closed || _modem.IsClosed;

    private void Attempt(long deadline)
    {
        try
        {
            if (!_socket.Connected)
            {
                _tried = 0;
                _outbox.Rewind();
                _socket.Close();
                _recovery.GoOnline(Left(deadline));
                if (_closed)
                {
                    return;
                }

                _socket.Connect(_host, _port);
            }

            Send();
            _recovery.Succeeded();
        }
        catch (ModemException e)
        {
            if (IsOver)
            {
                throw;
            }

            _socket.Close();
            _recovery.Failed(e);
            if (_tried != 0)
            {
                CountFailure();
            }
        }
    }

    // Everything that waits, and then the question whether it has come: one for all, unless each has its own reply, or it has just failed, so that it shows on which.
    private void Send()
    {
        while (!_closed && _outbox.TakeNext(out int number, out int at, out int count))
        {
            _tried = _tried == 0 ? number : _tried;
            bool sent = false;
            try
            {
                byte[] ring = _outbox.Ring;
                int piece = ring.Length - at;
                piece = piece < count ? piece : count;
                SendAll(ring, at, piece);
                SendAll(ring, 0, count - piece);
                sent = true;
            }
            finally
            {
                _outbox.Release(sent);
            }

            if (Reply != null)
            {
                if (!Reply(_socket, number))
                {
                    throw new ModemException(ModemError.None, ModemWait.Data, -1);
                }

                Confirm();
            }
            else if (_failures != 0)
            {
                _socket.Flush();
                Confirm();
            }
        }

        if (_tried != 0)
        {
            _socket.Flush();
            Confirm();
        }
    }

    private void SendAll(byte[] ring, int at, int count)
    {
        while (count > 0)
        {
            int sent = _socket.Send(ring, at, count);
            at += sent;
            count -= sent;
        }
    }

    private void Confirm()
    {
        _outbox.Confirm();
        _tried = 0;
        _failures = 0;
    }

    // It counts for the oldest that was on the failed connection: that is where the next begins.
    private void CountFailure()
    {
        if (_failed != _outbox.First)
        {
            _failed = _outbox.First;
            _failures = 0;
        }

        _failures++;
        if (_attempts > 0 && _failures >= _attempts && _outbox.Count > 0)
        {
            _outbox.Rewind();
            _outbox.GiveUp();
        }
    }

    private int Left(long deadline)
    {
        if (deadline == long.MaxValue)
        {
            return -1;
        }

        long left = deadline - _modem.Port.Now;
        return left < 0 ? 0 : (int)left;
    }

    private void Run()
    {
        while (!IsOver)
        {
            int pause = IdleTick;
            try
            {
                Deliver(-1);
            }
            catch (Exception)
            {
                // The port is the program's, and so is the handler of replies: what they throw must not end this thread.
                pause = RetryTime;
            }

            if (!_closed)
            {
                _work.WaitOne(pause, false);
            }
        }
    }
}

using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Links;
using Sim800.Nano.Parsing;

namespace Sim800.Nano;

// Datagrams (application note 3.1.2, 3.1.4), and the local port of clients (3.3).
public sealed partial class ModemSocket
{
    // What a module must be given to open a port that has no peer: the discard service of its own address. Nothing is sent there.
    private const int DiscardPort = 9;

    private ModemEndPoint _target;

    /// <summary>
    /// Gets or sets the local port of the next <see cref="Connect"/> (AT+CLPORT); 0, the default, for one that the module chooses. The application note grants it to single connection mode
    /// only, the AT command manual to each link; a module that refuses it fails the connect with <see cref="ModemError.Rejected"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 0 or more than 65535.</exception>
    public int LocalPort
    {
        get => _settings & LocalPortBits;
        set => _settings = (_settings & ~LocalPortBits) | Check.Range(value, 0, ushort.MaxValue);
    }

    /// <summary>
    /// Gets how many received bytes were lost since the connection was made, because they found the ring of <see cref="ModemContextOptions.RingSize"/> full.
    /// It stays 0 where the module holds the data. Of datagrams each is lost as a whole; a stream ends at its first loss, after which nothing is counted.
    /// </summary>
    public int BytesLost
    {
        get
        {
            Ring ring = _ring;
            return _link < 0 || ring == null || ring.Owner != _generation ? 0 : ring.Lost;
        }
    }

    /// <summary>
    /// Sets the local port. For TCP that is all: it is the one at which <see cref="Listen()"/> listens, or the <see cref="LocalPort"/> of <see cref="Connect"/>.
    /// <para>Opens a UDP socket at it, to which anybody may send and from which anybody can be sent to: UDP extended mode. It is connected from then on.
    /// The module wants a peer all the same; it is given its own address and the discard port, 9, where nothing is ever sent.</para>
    /// </summary>
    /// <param name="port">The port, or 0 for one that the module chooses.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is less than 0 or more than 65535.</exception>
    /// <exception cref="ModemTimeoutException">No result came within <see cref="ConnectTimeout"/> (<see cref="ModemWait.Connect"/>), or the module does not answer.</exception>
    /// <exception cref="ModemException">No context is open, the socket is connected, no link is free, the module refused, the port is taken, or the socket was closed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void Bind(int port)
    {
        DemandIdle();
        LocalPort = port;
        if (_datagrams)
        {
            Open(_modem.LocalAddress, DiscardPort, new ModemEndPoint());
        }
    }

    /// <summary>
    /// Sends a datagram to anybody. A socket that is not open yet is opened at <see cref="LocalPort"/> first, as by <see cref="Bind"/>. A target that differs from the last one
    /// costs an exchange more (AT+CIPUDPMODE=2), in the same turn.
    /// </summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many they are, 1 to 1460; of 0 nothing is sent.</param>
    /// <param name="remote">Where they go.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> or <paramref name="remote"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="remote"/> has no address or no port.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="NotSupportedException">The protocol is TCP.</exception>
    /// <exception cref="ModemTimeoutException">The module did not answer. Whether the datagram was sent is not known, and the socket is unusable: close it.</exception>
    /// <exception cref="ModemException">The datagram is too long (<see cref="ModemError.MessageTooLong"/>), the socket is connected to one peer (<see cref="ModemError.AlreadyConnected"/>),
    /// the module could not send or refused, another thread sends, or the socket was closed meanwhile.</exception>
    public int SendTo(byte[] buffer, int offset, int count, ModemEndPoint remote)
    {
        Check.Buffer(buffer, offset, count);
        DemandDatagrams();
        Check.NotNull(remote);

        if (remote.Address == 0 || remote.Port == 0)
        {
            throw new ArgumentException();
        }

        if (_link < 0)
        {
            Bind(LocalPort);
        }

        SendDatagram(DemandLink(), buffer, offset, count, false, remote);
        return count;
    }

    /// <summary>Receives a datagram, waiting for one if there is none, and says who has sent it. See <see cref="Receive"/>.</summary>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="offset">Where the first goes.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="remote">Takes the sender.</param>
    /// <returns>How many there were; 0 if none were asked for.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> or <paramref name="remote"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer; or data are received manually and it is less than 1460 bytes.</exception>
    /// <exception cref="NotSupportedException">The protocol is TCP; or data are received manually and <see cref="ModemContextOptions.KeepsDatagrams"/> is not set, or they come as hexadecimal digits.</exception>
    /// <exception cref="ModemTimeoutException">No datagram came within <see cref="ReceiveTimeout"/> (<see cref="ModemWait.Data"/>; the socket goes on), or the module did not answer (it does not).</exception>
    /// <exception cref="ModemException">The datagram is longer than the buffer (<see cref="ModemError.MessageTooLong"/>: the buffer holds its beginning, the rest is dropped, the socket goes on),
    /// the socket is not open, its link has failed, another thread receives, or the socket was closed meanwhile.</exception>
    public int ReceiveFrom(byte[] buffer, int offset, int count, ModemEndPoint remote)
    {
        DemandDatagrams();
        Check.NotNull(remote);

        return Read(buffer, offset, count, remote);
    }

    private void DemandDatagrams()
    {
        if (!_datagrams)
        {
            throw new NotSupportedException();
        }
    }

    // Whether datagrams can be received at all, and into so much room.
    private void DemandBoundaries(int count)
    {
        ModemContextOptions options = _modem.Options;
        if (options.ReceiveMode == ModemReceiveMode.Push)
        {
            return;
        }

        if (options.ReceiveMode == ModemReceiveMode.ManualHex || !options.KeepsDatagrams)
        {
            throw new NotSupportedException();
        }

        // What did not fit would look like the next datagram.
        if (count < Sim800Modem.MaxBlock)
        {
            throw new ArgumentOutOfRangeException();
        }
    }

    private int TellLocalPort(int link)
    {
        int what = _datagrams ? LinkTable.UdpPort : LinkTable.TcpPort;
        if (!BeginTelling(link, what, Command.LocalPort, LocalPort != 0))
        {
            return Outcome.Ok;
        }

        _channel.AddProtocol(_datagrams);
        _channel.Add(LocalPort);
        return EndTelling(link, what, LocalPort != 0);
    }

    private int TellDatagramMode(int link)
    {
        bool extended = _target != null;
        if (!BeginTelling(link, LinkTable.Extended, Command.DatagramMode, extended))
        {
            return Outcome.Ok;
        }

        _channel.Add(extended ? 1 : 0);
        return EndTelling(link, LinkTable.Extended, extended);
    }

    // Begins to tell the module something that outlives the connection: only what is wanted, or has been for an earlier one.
    private bool BeginTelling(int link, int what, int command, bool wanted)
    {
        if (!wanted && !_links.WasTold(link, what))
        {
            return false;
        }

        _links.Tell(link, what, true);
        _channel.Begin(command, link);
        _channel.AddLink(link);
        return true;
    }

    private int EndTelling(int link, int what, bool wanted)
    {
        int outcome = _channel.Run();
        if (outcome == Outcome.Ok)
        {
            _links.Tell(link, what, wanted);
        }

        return outcome;
    }

    private void SendDatagram(int link, byte[] buffer, int offset, int count, bool text, ModemEndPoint remote)
    {
        if ((_target == null) != (remote == null))
        {
            throw new ModemException(remote == null ? ModemError.NotConnected : ModemError.AlreadyConnected, ModemWait.None, -1);
        }

        if (count == 0)
        {
            return;
        }

        int slot = Slot.Sender(link);
        _channel.Gate.Use(slot);
        long deadline = _modem.DeadlineIn(_sendTimeout);
        int limit = _sendSize;
        int outcome = Outcome.Rejected(-1);
        try
        {
            for (int refusals = 0; Outcome.ErrorOf(outcome) == ModemError.Rejected && refusals < Refusals; refusals++)
            {
                if (refusals > 0)
                {
                    outcome = AwaitRoom(link, count, refusals, long.MaxValue, deadline, outcome, out limit);
                    if (outcome != Outcome.Ok)
                    {
                        break;
                    }
                }

                outcome = count > limit ? Outcome.Of(ModemError.MessageTooLong, ModemWait.None) : SendDatagram(link, buffer, offset, count, text, deadline, remote);
            }
        }
        finally
        {
            _channel.Unuse(slot);
        }

        Outcome.Check(outcome);
    }

    private int SendDatagram(int link, byte[] buffer, int offset, int count, bool text, long deadline, ModemEndPoint remote)
    {
        if (remote == null || (_target.Address == remote.Address && _target.Port == remote.Port))
        {
            return SendBlock(link, buffer, offset, count, text, deadline, null);
        }

        _target.Set(remote.Address, remote.Port);
        int outcome = SendBlock(link, buffer, offset, count, false, deadline, _target);
        if (outcome != Outcome.Ok)
        {
            // Perhaps the module was not told.
            _target.Set(0, 0);
        }

        return outcome;
    }
}

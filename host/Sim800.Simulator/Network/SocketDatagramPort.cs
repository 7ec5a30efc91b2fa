using System.Net;
using System.Net.Sockets;
using Wire;

namespace Sim800.Simulator.Network;

/// <summary>
/// A port for datagrams of a <see cref="SocketNetwork"/>. Where an address leads elsewhere, the answers from there come under the address to
/// which was sent.
/// </summary>
internal sealed class SocketDatagramPort : IDatagramPort
{
    private const int LargestDatagram = 65_507;

    private readonly EventQueue _queue;
    private readonly Socket _socket;
    private readonly IDatagramEvents _events;
    private readonly Func<Peer, IPEndPoint?> _find;
    private readonly Action<SocketDatagramPort> _ended;
    private readonly Dictionary<EndPoint, Peer> _known = [];
    private bool _isClosed;

    private SocketDatagramPort(EventQueue queue, Socket socket, IDatagramEvents events, Func<Peer, IPEndPoint?> find, Action<SocketDatagramPort> ended)
    {
        _queue = queue;
        _socket = socket;
        _events = events;
        _find = find;
        _ended = ended;
        _ = ReceiveAsync();
    }

    /// <summary>Opens a port of the PC, 0 for any; null if it is taken.</summary>
    public static SocketDatagramPort? Open(
        EventQueue queue, int port, bool loopbackOnly, IDatagramEvents events, Func<Peer, IPEndPoint?> find, Action<SocketDatagramPort> ended)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(loopbackOnly ? IPAddress.Loopback : IPAddress.Any, port));
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }

        return new SocketDatagramPort(queue, socket, events, find, ended);
    }

    public void Send(Peer peer, ReadOnlySpan<byte> data)
    {
        if (_isClosed || _find(peer) is not { } target)
        {
            return;
        }

        _known[target] = peer;
        try
        {
            _socket.SendTo(data, target);
        }
        catch (SocketException)
        {
            // A datagram that can not leave is a datagram that got lost.
        }
    }

    public void Close()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            _socket.Dispose();
            _ended(this);
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[LargestDatagram];
        var anybody = new IPEndPoint(IPAddress.Any, 0);
        while (true)
        {
            try
            {
                var result = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, anybody).ConfigureAwait(false);
                var data = buffer[..result.ReceivedBytes];
                var sender = (IPEndPoint)result.RemoteEndPoint;
                _queue.Post(() => Deliver(sender, data));
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
            {
                // Nobody was there for something sent before; that is not known to the module.
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Deliver(IPEndPoint sender, byte[] data)
    {
        if (!_isClosed)
        {
            var peer = _known.TryGetValue(sender, out var known) ? known : new Peer(sender.Address.ToString(), sender.Port);
            _events.Received(_queue.Now, peer, data);
        }
    }
}

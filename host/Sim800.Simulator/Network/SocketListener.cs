using System.Net;
using System.Net.Sockets;
using Wire;

namespace Sim800.Simulator.Network;

/// <summary>A listener of a <see cref="SocketNetwork"/>, on loopback. The loop touches nothing of the simulation but by <see cref="EventQueue.Post"/>.</summary>
internal sealed class SocketListener(
    EventQueue queue, IListenerEvents events, Func<Socket, SocketConnection> adopt, Action<SocketListener> ended) : INetworkListener
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private bool _isClosed;

    /// <summary>The port that was asked for, 0 for any.</summary>
    public int Wanted { get; private set; }

    /// <summary>The port of the PC.</summary>
    public int Port { get; private set; }

    public void Close()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            _socket.Dispose();
            ended(this);
        }
    }

    internal void Begin(int port)
    {
        Wanted = port;
        try
        {
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            _socket.Listen();
            Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
            Post(() => events.Listening(queue.Now));
            _ = AcceptAsync();
        }
        catch (SocketException)
        {
            Post(() =>
            {
                Close();
                events.ListenFailed(queue.Now);
            });
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _socket.AcceptAsync().ConfigureAwait(false);
                socket.NoDelay = true;
                queue.Post(() => Offer(socket));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private void Offer(Socket socket)
    {
        if (_isClosed)
        {
            socket.Close(0);
            return;
        }

        var connection = adopt(socket);
        if (events.Accept(queue.Now, connection) is { } listener)
        {
            connection.Begin(listener);
        }
        else
        {
            connection.Close(quick: true);
        }
    }

    private void Post(Action action) => queue.Post(() =>
    {
        if (!_isClosed)
        {
            action();
        }
    });
}

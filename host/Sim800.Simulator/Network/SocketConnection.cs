using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Wire;

namespace Sim800.Simulator.Network;

/// <summary>
/// One connection of a <see cref="SocketNetwork"/>. The public members belong to the thread of the simulation; the loops run wherever the
/// runtime likes and touch nothing of it but by <see cref="EventQueue.Post"/>. The next chunk is received only when the module has taken
/// the last one, so that its window closes the peer's.
/// </summary>
internal sealed class SocketConnection(EventQueue queue, Action<SocketConnection> ended, Socket? accepted = null) : INetworkConnection
{
    private const int ChunkSize = 16 * 1024;

    /// <summary>After our FIN the peer may take this long for its own before the socket is given up.</summary>
    private static readonly TimeSpan s_linger = TimeSpan.FromSeconds(30);

    private readonly Socket _socket = accepted ?? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>();
    private readonly SemaphoreSlim _taken = new(0);
    private readonly ByteQueue _arrived = new();
    private IConnectionEvents? _events;
    private bool _endOfStream;
    private bool _isClosed;

    public string RemoteAddress { get; private set; } = (accepted?.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "";

    public int RemotePort { get; private set; } = (accepted?.RemoteEndPoint as IPEndPoint)?.Port ?? 0;

    public bool EndOfData => _endOfStream && _arrived.Count == 0;

    public bool WasReset { get; private set; }

    public int Available => _arrived.Count;

    public int Read(Span<byte> buffer)
    {
        var count = _arrived.Read(buffer);
        if (count > 0 && _arrived.Count == 0)
        {
            _taken.Release();
        }

        return count;
    }

    public void Send(ReadOnlySpan<byte> data) => _outgoing.Writer.TryWrite(data.ToArray());

    /// <summary>As long as the system keeps the socket, the peer is there.</summary>
    public void Probe(Action<long> answered) => Post(() => answered(queue.Now));

    public void Close(bool quick)
    {
        if (_isClosed)
        {
            return;
        }

        _outgoing.Writer.TryComplete();
        if (quick && !_endOfStream)
        {
            End();
            _socket.Close(0);
        }
        else if (_endOfStream)
        {
            // The peer has closed first: what is still on its way to it may leave, and nobody waits for a word about it.
            End();
        }
    }

    /// <summary>Connects.</summary>
    internal void Begin(IConnectionEvents events, Func<Task<IPAddress[]>> find, int port, int localPort)
    {
        _events = events;
        RemotePort = port;
        _ = RunAsync(find, port, localPort);
    }

    /// <summary>Begins to talk on a connection that came in.</summary>
    internal void Begin(IConnectionEvents events)
    {
        _events = events;
        _ = TalkAsync();
    }

    private async Task RunAsync(Func<Task<IPAddress[]>> find, int port, int localPort)
    {
        try
        {
            var addresses = await find().ConfigureAwait(false);
            if (addresses.Length == 0)
            {
                throw new SocketException((int)SocketError.HostNotFound);
            }

            if (localPort != 0)
            {
                _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                _socket.Bind(new IPEndPoint(IPAddress.Any, localPort));
            }

            await _socket.ConnectAsync(addresses[0], port).ConfigureAwait(false);
            Post(() =>
            {
                RemoteAddress = addresses[0].ToString();
                _events!.Connected(queue.Now);
            });
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            _socket.Dispose();
            Post(() =>
            {
                End();
                _events!.Failed(queue.Now);
            });
            return;
        }

        await TalkAsync().ConfigureAwait(false);
    }

    private async Task TalkAsync()
    {
        var receiving = ReceiveAsync();
        await SendAsync().ConfigureAwait(false);
        await Task.WhenAny(receiving, Task.Delay(s_linger)).ConfigureAwait(false);
        _socket.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[ChunkSize];
        var reset = false;
        try
        {
            while (await _socket.ReceiveAsync(buffer, SocketFlags.None).ConfigureAwait(false) is var count and > 0)
            {
                var chunk = buffer[..count];
                if (_outgoing.Reader.Completion.IsCompleted)
                {
                    // We have closed; what still comes is drained so that the peer is not reset.
                    continue;
                }

                Post(() =>
                {
                    _arrived.Write(chunk);
                    _events!.Readable(queue.Now);
                });
                await Task.WhenAny(_taken.WaitAsync(), _outgoing.Reader.Completion).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            reset = true;
        }

        Post(() =>
        {
            WasReset = reset;
            _endOfStream = true;
            _events!.Readable(queue.Now);
        });
    }

    private async Task SendAsync()
    {
        try
        {
            await foreach (var data in _outgoing.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                for (var sent = 0; sent < data.Length;)
                {
                    sent += await _socket.SendAsync(data.AsMemory(sent), SocketFlags.None).ConfigureAwait(false);
                }

                Post(() => _events!.Acknowledged(queue.Now, data.Length));
            }

            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The receiving side hears of it too, and says so; what can not be sent any more is dropped until the module closes.
            await foreach (var _ in _outgoing.Reader.ReadAllAsync().ConfigureAwait(false))
            {
            }
        }

        Post(() =>
        {
            End();
            _events!.Closed(queue.Now);
        });
    }

    /// <summary>Hands something to the simulation, unless the connection is closed by the time it is its turn.</summary>
    private void Post(Action action) => queue.Post(() =>
    {
        if (!_isClosed)
        {
            action();
        }
    });

    private void End()
    {
        _isClosed = true;
        ended(this);
    }
}

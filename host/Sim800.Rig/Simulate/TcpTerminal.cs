using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Sim800.Rig.Simulate;

/// <summary>A TCP port on loopback with the module's serial line behind it, for one program at a time.</summary>
internal sealed class TcpTerminal : ITerminal
{
    private readonly TcpListener _listener;
    private volatile Channel<byte[]>? _outgoing;
    private volatile TcpClient? _client;

    /// <param name="port">Where to listen; 0 takes any that is free.</param>
    public TcpTerminal(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _ = AcceptAsync();
    }

    public event Action<byte[]>? Received;

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Invitation => $"Connect to 127.0.0.1:{Port}, for example: socat -,rawer,escape=0x1d TCP:127.0.0.1:{Port}   (leave with Ctrl-])";

    public void Write(ReadOnlySpan<byte> bytes) => _outgoing?.Writer.TryWrite(bytes.ToArray());

    public void Dispose()
    {
        _listener.Dispose();
        _client?.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync().ConfigureAwait(false);
                _client = client;
                var outgoing = Channel.CreateUnbounded<byte[]>();
                _outgoing = outgoing;
                client.NoDelay = true;
                var sending = SendAsync(client.GetStream(), outgoing.Reader);
                await ReceiveAsync(client.GetStream()).ConfigureAwait(false);
                _outgoing = null;
                outgoing.Writer.Complete();
                await sending.ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The simulation is over.
        }
    }

    private async Task ReceiveAsync(NetworkStream stream)
    {
        var buffer = new byte[4096];
        try
        {
            for (var count = await stream.ReadAsync(buffer).ConfigureAwait(false); count > 0; count = await stream.ReadAsync(buffer).ConfigureAwait(false))
            {
                Received?.Invoke(buffer[..count]);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // A program that is killed has left like any other.
        }
    }

    private static async Task SendAsync(NetworkStream stream, ChannelReader<byte[]> outgoing)
    {
        try
        {
            await foreach (var bytes in outgoing.ReadAllAsync().ConfigureAwait(false))
            {
                await stream.WriteAsync(bytes).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The receiving side notices too, and ends.
        }
    }
}

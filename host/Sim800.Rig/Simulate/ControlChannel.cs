using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Wire;

namespace Sim800.Rig.Simulate;

/// <summary>
/// ASCII lines on a loopback port: commands for the pins and the world outside come in and are answered in turn, edges of the
/// module's outputs go out to every client.
/// </summary>
internal sealed class ControlChannel : IDisposable
{
    private readonly EventQueue _queue;
    private readonly Func<string, IReadOnlyList<string>> _execute;
    private readonly TcpListener _listener;
    private readonly ConcurrentDictionary<TcpClient, Channel<string>> _clients = [];

    /// <param name="queue">The module's: commands are executed on its thread.</param>
    /// <param name="execute">Executes a line and says what is answered.</param>
    /// <param name="port">Where to listen; 0 takes any that is free.</param>
    public ControlChannel(EventQueue queue, Func<string, IReadOnlyList<string>> execute, int port)
    {
        _queue = queue;
        _execute = execute;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Tells every client of an edge.</summary>
    public void Report(Line line)
    {
        var text = $"line {line.Name.ToLowerInvariant()} {(line.High ? 1 : 0)} {_queue.Now / Nanoseconds.PerMillisecond}";
        foreach (var outgoing in _clients.Values)
        {
            outgoing.Writer.TryWrite(text);
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _clients.Keys)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync().ConfigureAwait(false));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The simulation is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var closing = client;
        client.NoDelay = true;
        var outgoing = Channel.CreateUnbounded<string>();
        _clients[client] = outgoing;
        var sending = SendAsync(client.GetStream(), outgoing.Reader);
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                _queue.Post(() =>
                {
                    foreach (var answer in _execute(line))
                    {
                        outgoing.Writer.TryWrite(answer);
                    }
                });
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // A client that is killed has left like any other.
        }

        _clients.TryRemove(client, out _);

        // Behind the answers that are still owed.
        _queue.Post(() => outgoing.Writer.Complete());
        await sending.ConfigureAwait(false);
    }

    private static async Task SendAsync(NetworkStream stream, ChannelReader<string> outgoing)
    {
        try
        {
            await foreach (var line in outgoing.ReadAllAsync().ConfigureAwait(false))
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\n")).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The receiving side notices too, and ends.
        }
    }
}

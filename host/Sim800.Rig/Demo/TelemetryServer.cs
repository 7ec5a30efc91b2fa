using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sim800.Rig.Demo;

/// <summary>A real TCP server on loopback that acknowledges each record, a line <c>sequence;reading</c>, with <c>ACK sequence</c>, and keeps every byte.</summary>
internal sealed class TelemetryServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly MemoryStream _bytes = new();
    private readonly Lock _lock = new();
    private int _records;

    public TelemetryServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Records
    {
        get
        {
            lock (_lock)
            {
                return _records;
            }
        }
    }

    /// <summary>Everything received so far.</summary>
    public byte[] Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes.ToArray();
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync().ConfigureAwait(false));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The demo is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var closing = client;
        var stream = client.GetStream();
        var buffer = new byte[4096];
        var line = new StringBuilder();
        try
        {
            for (var count = await stream.ReadAsync(buffer).ConfigureAwait(false); count > 0; count = await stream.ReadAsync(buffer).ConfigureAwait(false))
            {
                var answer = Take(buffer.AsSpan(0, count), line);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer)).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // The module closes at once, without waiting for the peer: a reset is an end like any other.
        }
    }

    private string Take(ReadOnlySpan<byte> data, StringBuilder line)
    {
        var answer = new StringBuilder();
        lock (_lock)
        {
            _bytes.Write(data);
            foreach (var value in data)
            {
                if (value != '\n')
                {
                    line.Append((char)value);
                    continue;
                }

                _records++;
                answer.Append("ACK ").Append(line.ToString().Split(';')[0]).Append('\n');
                line.Clear();
            }
        }

        return answer.ToString();
    }
}

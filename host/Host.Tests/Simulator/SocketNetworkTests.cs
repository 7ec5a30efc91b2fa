using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Sim800.Simulator.Network;
using Wire;

namespace Host.Tests.Simulator;

/// <summary>The PC's own network; each test drives the queue until what it waits for has been posted.</summary>
public sealed class SocketNetworkTests : IDisposable
{
    private readonly EventQueue _queue = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SocketNetwork _network;
    private readonly Events _events = new();

    public SocketNetworkTests()
    {
        _network = new SocketNetwork(_queue);
        _network.Names["server.example"] = "127.0.0.1";
        _listener.Start();
    }

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _network.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public async Task AMegabyteGoesBothWaysAndNothingIsLost()
    {
        var connection = _network.Connect("server.example", Port, _events);
        Assert.True(_network.IsActive);
        using var server = await _listener.AcceptSocketAsync();
        Until(() => _events.IsConnected);
        Assert.Equal("127.0.0.1", connection.RemoteAddress);

        var data = RandomNumberGenerator.GetBytes(1 << 20);
        connection.Send(data);
        var echo = Task.Run(async () =>
        {
            var buffer = new byte[10_000];
            for (var total = 0; total < data.Length;)
            {
                var count = await server.ReceiveAsync(buffer);
                total += count;
                await server.SendAsync(buffer.AsMemory(0, count));
            }

            server.Shutdown(SocketShutdown.Send);
        });

        var received = new List<byte>();
        var piece = new byte[1460];
        Until(() =>
        {
            for (var count = connection.Read(piece); count > 0; count = connection.Read(piece))
            {
                received.AddRange(piece.AsSpan(0, count));
            }

            return connection.EndOfData && _events.AcknowledgedBytes == data.Length;
        });
        await echo;
        Assert.Equal(data, received);
        connection.Close(quick: true);
        Assert.False(_network.IsActive);
    }

    [Fact]
    public void RefusedFails()
    {
        var port = Port;
        _listener.Stop();
        _network.Connect("127.0.0.1", port, _events);
        Until(() => _events.HasFailed);
        Assert.False(_network.IsActive);
    }

    [Theory]
    [InlineData("no.such.name")]
    [InlineData("192.0.2.1")]
    public void OnlyLoopbackIsReached(string host)
    {
        _network.Connect(host, Port, _events);
        Until(() => _events.HasFailed);
    }

    [Fact]
    public async Task SlowCloseDeliversWhatWasSent()
    {
        var connection = _network.Connect("127.0.0.1", Port, _events);
        using var server = await _listener.AcceptSocketAsync();
        Until(() => _events.IsConnected);
        connection.Send(new byte[100_000]);
        connection.Close(quick: false);
        var total = 0;
        var buffer = new byte[10_000];
        for (var count = await server.ReceiveAsync(buffer); count > 0; count = await server.ReceiveAsync(buffer))
        {
            total += count;
        }

        Assert.Equal(100_000, total);
        Until(() => _events.IsClosed);
        Assert.False(_network.IsActive);
    }

    [Fact]
    public async Task ResetIsAnEnd()
    {
        var connection = _network.Connect("127.0.0.1", Port, _events);
        using var server = await _listener.AcceptSocketAsync();
        Until(() => _events.IsConnected);
        server.Close(0);
        Until(() => connection.EndOfData);
    }

    [Fact]
    public void NamesAreMapped()
    {
        IReadOnlyList<string>? found = null;
        _network.Resolve("SERVER.example", (_, addresses) => found = addresses);
        Assert.True(_network.IsActive);
        Until(() => found is not null);
        Assert.Equal(["127.0.0.1"], found);
        Assert.False(_network.IsActive);
    }

    private void Until(Func<bool> condition)
    {
        while (!condition())
        {
            Assert.True(_queue.WaitForPost(TimeSpan.FromSeconds(30)), "Nothing was posted.");
            _queue.RunPosted();
        }
    }

    private sealed class Events : IConnectionEvents
    {
        public bool IsConnected { get; private set; }

        public bool HasFailed { get; private set; }

        public bool IsClosed { get; private set; }

        public int AcknowledgedBytes { get; private set; }

        public void Connected(long now) => IsConnected = true;

        public void Failed(long now) => HasFailed = true;

        public void Readable(long now)
        {
        }

        public void Acknowledged(long now, int count) => AcknowledgedBytes += count;

        public void Closed(long now) => IsClosed = true;
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Wire;

namespace Host.Tests.Simulator;

/// <summary>The virtual module on the PC's own network: simulated time stands still while something from outside is awaited.</summary>
public sealed class ModuleOverSocketsTests : IDisposable
{
    private readonly EventQueue _queue = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SocketNetwork _network;
    private readonly Uart _terminal;
    private readonly StringBuilder _received = new();

    public ModuleOverSocketsTests()
    {
        _listener.Start();
        _network = new SocketNetwork(_queue);
        _network.Names["server.example"] = "127.0.0.1";
        var module = new VirtualModule(_queue, _network, Bench.Ready);
        _terminal = new Uart(_queue, 115200) { Received = value => _received.Append((char)value) };
        Uart.Connect(_terminal, module.Uart);
        module.Start();
    }

    public void Dispose()
    {
        _network.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public async Task TalksToARealServer()
    {
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        var mayAnswer = new TaskCompletionSource();
        var server = Task.Run(async () =>
        {
            using var socket = await _listener.AcceptSocketAsync();
            var buffer = new byte[100];
            var count = await socket.ReceiveAsync(buffer);
            await mayAnswer.Task;
            await socket.SendAsync(Encoding.ASCII.GetBytes($"got {count}"));
        });
        Exchange("AT+CIPRXGET=1\r", "\r\nOK\r\n");
        Exchange($"AT+CIPSTART=\"TCP\",\"server.example\",{port}\r", "\r\nOK\r\n\r\nCONNECT OK\r\n");
        Exchange("AT+CIPSEND=5\r", "\r\n> ");
        Exchange("hello", "\r\nSEND OK\r\n");
        mayAnswer.SetResult();
        Exchange("", "\r\n+CIPRXGET: 1\r\n\r\nCLOSED\r\n");
        Exchange("AT+CIPRXGET=2,100\r", "\r\n+CIPRXGET: 2,5,0\r\ngot 5\r\nOK\r\n");
        Exchange("AT+CIPSHUT\r", "\r\nSHUT OK\r\n");
        Assert.False(_network.IsActive);
        await server;
    }

    [Fact]
    public void RefusedConnectionFails()
    {
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _listener.Stop();
        Exchange($"AT+CIPSTART=\"TCP\",\"server.example\",{port}\r", "\r\nOK\r\n\r\nSTATE: TCP CLOSED\r\n\r\nCONNECT FAIL\r\n");
        Exchange("AT+CDNSGIP=\"server.example\"\r", "\r\nOK\r\n\r\n+CDNSGIP: 1,\"server.example\",\"127.0.0.1\"\r\n");
    }

    [Fact]
    public async Task TalksToARealDatagramServer()
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var answered = Task.Run(async () =>
        {
            var received = await server.ReceiveAsync();
            await server.SendAsync(received.Buffer.Reverse().ToArray(), received.RemoteEndPoint);
        });
        Exchange($"AT+CIPSTART=\"UDP\",\"server.example\",{((IPEndPoint)server.Client.LocalEndPoint!).Port}\r", "\r\nOK\r\n\r\nCONNECT OK\r\n");
        Exchange("AT+CIPSEND=5\r", "\r\n> ");
        Exchange("hello", "\r\nSEND OK\r\nolleh");
        await answered;
        Exchange("AT+CIPSHUT\r", "\r\nSHUT OK\r\n");
        Assert.False(_network.IsActive);
    }

    [Fact]
    public async Task AcceptsARealClientInTransparentMode()
    {
        _network.LocalPorts[8888] = 0;
        Exchange("AT+CIPMODE=1;+CIPCCFG=5,2,5,1\r", "\r\nOK\r\n");
        Exchange("AT+CIPSERVER=1,8888\r", "\r\nOK\r\n\r\nSERVER OK\r\n");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _network.ListeningPort(8888));
        Exchange("", "\r\nREMOTE IP: 127.0.0.1\r\n\r\nCONNECT\r\n");
        await client.GetStream().WriteAsync("hello"u8.ToArray());
        Exchange("world", "hello");
        var answer = new byte[5];
        await client.GetStream().ReadExactlyAsync(answer);
        Assert.Equal("world", Encoding.ASCII.GetString(answer));
        client.Close();
        Exchange("", "\r\nCLOSED\r\n");
    }

    private void Exchange(string typed, string expected)
    {
        _terminal.Send(Encoding.ASCII.GetBytes(typed));
        while (_received.Length < expected.Length)
        {
            _queue.RunPosted();
            if (_queue.NextDue - _queue.Now < Nanoseconds.PerSecond)
            {
                _queue.AdvanceTo(_queue.NextDue);
            }
            else
            {
                Assert.True(_queue.WaitForPost(TimeSpan.FromSeconds(30)), "Nothing was posted.");
            }
        }

        Assert.Equal(expected, _received.ToString());
        _received.Clear();
    }
}

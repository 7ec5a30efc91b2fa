using System.Net;
using System.Net.Sockets;
using System.Text;
using Sim800.Simulator.Network;
using Wire;

namespace Host.Tests.Simulator;

/// <summary>Listeners and datagrams on the PC's own network; each test drives the queue until what it waits for has been posted.</summary>
public sealed class SocketServerTests : IDisposable
{
    private readonly EventQueue _queue = new();
    private readonly SocketNetwork _network;
    private readonly Events _events = new();

    public SocketServerTests()
    {
        _network = new SocketNetwork(_queue);
        _network.LocalPorts[8888] = 0;
    }

    public void Dispose() => _network.Dispose();

    [Fact]
    public async Task AClientComesAndTalks()
    {
        var listener = _network.Listen(8888, _events);
        Until(() => _events.IsListening);
        Assert.True(_network.IsActive);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _network.ListeningPort(8888));
        await client.GetStream().WriteAsync("hello"u8.ToArray());
        Until(() => _events.Text == "hello");
        Assert.Equal("127.0.0.1", _events.Connection!.RemoteAddress);
        Assert.Equal(((IPEndPoint)client.Client.LocalEndPoint!).Port, _events.Connection.RemotePort);

        _events.Connection.Send("world"u8);
        var answer = new byte[5];
        await client.GetStream().ReadExactlyAsync(answer);
        Assert.Equal("world", Encoding.ASCII.GetString(answer));
        listener.Close();
        _events.Connection.Close(quick: true);
        Assert.False(_network.IsActive);
    }

    [Fact]
    public async Task ARefusedClientIsCutOff()
    {
        _events.Refuses = true;
        _network.Listen(8888, _events);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _network.ListeningPort(8888));
        Until(() => _events.Refused);
        try
        {
            Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1]));
        }
        catch (IOException)
        {
            // A reset says the same.
        }
    }

    [Fact]
    public void ATakenPortFails()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.ExclusiveAddressUse = true;
        other.Start();
        _network.Listen(((IPEndPoint)other.LocalEndpoint).Port, _events);
        Until(() => _events.HasFailed);
        Assert.False(_network.IsActive);
    }

    [Fact]
    public void DatagramsGoBothWaysUnderTheAddressThatWasMeant()
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _network.Names["116.228.221.51"] = "127.0.0.1";
        _network.Ports[9600] = ((IPEndPoint)server.LocalEndPoint!).Port;
        var port = _network.OpenDatagrams(0, _events)!;
        port.Send(new Peer("116.228.221.51", 9600), "ping"u8);

        var buffer = new byte[100];
        EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
        Assert.Equal(4, server.ReceiveFrom(buffer, ref sender));
        server.SendTo("pong!"u8, sender);
        Until(() => _events.Text == "pong!");
        Assert.Equal(new Peer("116.228.221.51", 9600), _events.Sender);
        port.Send(new Peer("192.0.2.1", 9), "nowhere"u8);
        port.Close();
        Assert.False(_network.IsActive);
    }

    [Fact]
    public void LoopbackAnswersPingAndOthersDoNot()
    {
        var answers = 0;
        _network.Ping("127.0.0.1", _ => answers++);
        _network.Ping("192.0.2.1", _ => answers += 100);
        Until(() => !_network.IsActive);
        Assert.Equal(1, answers);
    }

    private void Until(Func<bool> condition)
    {
        while (!condition())
        {
            Assert.True(_queue.WaitForPost(TimeSpan.FromSeconds(30)), "Nothing was posted.");
            _queue.RunPosted();
        }
    }

    private sealed class Events : IListenerEvents, IConnectionEvents, IDatagramEvents
    {
        public bool Refuses { get; set; }

        public bool Refused { get; private set; }

        public bool IsListening { get; private set; }

        public bool HasFailed { get; private set; }

        public INetworkConnection? Connection { get; private set; }

        public Peer Sender { get; private set; }

        public string Text { get; private set; } = "";

        void IListenerEvents.Listening(long now) => IsListening = true;

        void IListenerEvents.ListenFailed(long now) => HasFailed = true;

        IConnectionEvents? IListenerEvents.Accept(long now, INetworkConnection connection)
        {
            Refused = Refuses;
            Connection = connection;
            return Refuses ? null : this;
        }

        void IConnectionEvents.Connected(long now)
        {
        }

        void IConnectionEvents.Failed(long now) => HasFailed = true;

        void IConnectionEvents.Readable(long now)
        {
            var data = new byte[100];
            Text += Encoding.ASCII.GetString(data, 0, Connection!.Read(data));
        }

        void IConnectionEvents.Acknowledged(long now, int count)
        {
        }

        void IConnectionEvents.Closed(long now)
        {
        }

        void IDatagramEvents.Received(long now, Peer sender, byte[] data)
        {
            Sender = sender;
            Text += Encoding.ASCII.GetString(data);
        }
    }
}

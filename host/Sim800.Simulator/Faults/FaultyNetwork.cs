using Sim800.Simulator.Network;

namespace Sim800.Simulator.Faults;

/// <summary>Any network, with its faults: connections that the module has opened may lose their peers or their acknowledgements.</summary>
internal sealed class FaultyNetwork(INetwork inner) : INetwork
{
    private readonly List<FaultyConnection> _connections = [];

    /// <summary>Whether acknowledgements arrive.</summary>
    public bool Acknowledges { get; set; } = true;

    public INetworkConnection Connect(string host, int port, IConnectionEvents events, int localPort = 0)
    {
        var connection = new FaultyConnection(this, events);
        connection.Inner = inner.Connect(host, port, connection, localPort);
        _connections.Add(connection);
        return connection;
    }

    public INetworkListener Listen(int port, IListenerEvents events) => inner.Listen(port, events);

    public IDatagramPort? OpenDatagrams(int localPort, IDatagramEvents events) => inner.OpenDatagrams(localPort, events);

    public void Resolve(string host, Action<long, IReadOnlyList<string>> resolved) => inner.Resolve(host, resolved);

    public void Ping(string address, Action<long> answered) => inner.Ping(address, answered);

    /// <summary>All peers end their connections.</summary>
    public void End(bool resets, long now)
    {
        foreach (var connection in _connections.ToArray())
        {
            connection.End(resets, now);
        }
    }

    private sealed class FaultyConnection(FaultyNetwork network, IConnectionEvents events) : INetworkConnection, IConnectionEvents
    {
        private bool _isConnected;
        private bool _hasEnded;
        private bool _isReset;

        public INetworkConnection Inner { get; set; } = null!;

        public string RemoteAddress => Inner.RemoteAddress;

        public int RemotePort => Inner.RemotePort;

        public bool EndOfData => _hasEnded || Inner.EndOfData;

        public int Read(Span<byte> buffer) => _isReset ? 0 : Inner.Read(buffer);

        public void Send(ReadOnlySpan<byte> data)
        {
            if (!_hasEnded)
            {
                Inner.Send(data);
            }
        }

        public void Close(bool quick)
        {
            network._connections.Remove(this);
            Inner.Close(quick);
        }

        public void End(bool resets, long now)
        {
            if (_isConnected && !_hasEnded)
            {
                _hasEnded = true;
                _isReset = resets;
                events.Readable(now);
            }
        }

        public void Connected(long now)
        {
            _isConnected = true;
            events.Connected(now);
        }

        public void Failed(long now)
        {
            network._connections.Remove(this);
            events.Failed(now);
        }

        public void Readable(long now)
        {
            if (!_hasEnded)
            {
                events.Readable(now);
            }
        }

        public void Acknowledged(long now, int count)
        {
            if (network.Acknowledges && !_hasEnded)
            {
                events.Acknowledged(now, count);
            }
        }

        public void Closed(long now) => events.Closed(now);
    }
}

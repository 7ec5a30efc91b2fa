using Sim800.Simulator.Network;
using Wire;

namespace Sim800.Rig.Flight;

/// <summary>A network in which the peers do what the records say that they did. Nothing leaves the module.</summary>
internal sealed class FlightNetwork(EventQueue queue) : INetwork
{
    private const string Address = "192.0.2.1";

    private readonly Dictionary<int, Connection> _connections = [];
    private readonly Dictionary<int, bool> _decided = [];

    /// <summary>The link whose connection is asked for next.</summary>
    public int Link { get; set; }

    /// <summary>Has the connection of a link be made, or fail: when it is asked for, if it has not been yet.</summary>
    public void Decide(int link, bool connected)
    {
        if (_connections.TryGetValue(link, out var connection) && connection.IsWaiting)
        {
            connection.Decide(connected);
        }
        else
        {
            _decided[link] = connected;
        }
    }

    /// <summary>So many bytes arrive for a link.</summary>
    public void Arrive(int link, int count)
    {
        if (count > 0 && _connections.TryGetValue(link, out var connection))
        {
            connection.Arrive(count);
        }
    }

    /// <summary>The peer of a link closes.</summary>
    public void Close(int link)
    {
        if (_connections.TryGetValue(link, out var connection))
        {
            connection.End();
        }
    }

    public INetworkConnection Connect(string host, int port, IConnectionEvents events, int localPort = 0)
    {
        var connection = _connections[Link] = new Connection(queue, events, port);
        if (_decided.Remove(Link, out var connected))
        {
            Later(() => connection.Decide(connected));
        }

        return connection;
    }

    public INetworkListener Listen(int port, IListenerEvents events)
    {
        Later(() => events.Listening(queue.Now));
        return new Nothing();
    }

    public IDatagramPort OpenDatagrams(int localPort, IDatagramEvents events) => new Nothing();

    public void Resolve(string host, Action<long, IReadOnlyList<string>> resolved) => Later(() => resolved(queue.Now, [Address]));

    public void Ping(string address, Action<long> answered) => Later(() => answered(queue.Now));

    private void Later(Action action) => new Alarm(queue, action).SetIn(0);

    private sealed class Connection(EventQueue queue, IConnectionEvents events, int port) : INetworkConnection
    {
        private bool _ended;

        public bool IsWaiting { get; private set; } = true;

        public string RemoteAddress => Address;

        public int RemotePort => port;

        public bool EndOfData => _ended && Available == 0;

        public bool WasReset => false;

        public int Available { get; private set; }

        public void Decide(bool connected)
        {
            IsWaiting = false;
            if (connected)
            {
                events.Connected(queue.Now);
            }
            else
            {
                events.Failed(queue.Now);
            }
        }

        public void Arrive(int count)
        {
            Available += count;
            events.Readable(queue.Now);
        }

        public void End()
        {
            _ended = true;
            events.Readable(queue.Now);
        }

        /// <summary>What it was is not in the records.</summary>
        public int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, Available);
            buffer[..count].Fill((byte)'.');
            Available -= count;
            return count;
        }

        public void Send(ReadOnlySpan<byte> data)
        {
            var count = data.Length;
            new Alarm(queue, () => events.Acknowledged(queue.Now, count)).SetIn(0);
        }

        public void Probe(Action<long> answered) => new Alarm(queue, () => answered(queue.Now)).SetIn(0);

        public void Close(bool quick)
        {
            if (!quick)
            {
                new Alarm(queue, () => events.Closed(queue.Now)).SetIn(0);
            }
        }
    }

    private sealed class Nothing : INetworkListener, IDatagramPort
    {
        public void Send(Peer peer, ReadOnlySpan<byte> data)
        {
        }

        public void Close()
        {
        }
    }
}

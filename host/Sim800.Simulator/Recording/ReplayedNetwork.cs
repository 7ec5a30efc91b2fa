using System.Globalization;
using Sim800.Simulator.Network;
using Wire;

namespace Sim800.Simulator.Recording;

/// <summary>A network that does what a <see cref="RecordingNetwork"/> has written, when it is told to. Nothing leaves the module.</summary>
public sealed class ReplayedNetwork : INetwork
{
    private readonly EventQueue _queue;
    private readonly HashSet<int> _taken = [];
    private readonly Dictionary<int, ReplayedConnection> _connections = [];
    private readonly Dictionary<int, IListenerEvents> _listeners = [];
    private readonly Dictionary<int, IDatagramEvents> _datagrams = [];
    private readonly Dictionary<int, Action<long, IReadOnlyList<string>>> _names = [];
    private readonly Dictionary<int, Action<long>> _pings = [];
    private int _requests;

    /// <param name="queue">The simulation's.</param>
    /// <param name="lines">All that will be played: whether a port is taken the module wants to know at once.</param>
    public ReplayedNetwork(EventQueue queue, IEnumerable<string> lines)
    {
        _queue = queue;
        foreach (var words in lines.Select(line => line.Split(' ')))
        {
            if (words is ["taken", var number])
            {
                _taken.Add(Number(number));
            }
        }
    }

    /// <summary>Does what one line says, at the present instant.</summary>
    /// <exception cref="FormatException">It says nothing, or not to this module.</exception>
    public void Play(string line)
    {
        try
        {
            Play(line.Split(' '));
        }
        catch (KeyNotFoundException)
        {
            throw new FormatException($"'{line}' answers nothing that the module has asked for; the recording is of another version");
        }
    }

    public INetworkConnection Connect(string host, int port, IConnectionEvents events, int localPort = 0) =>
        _connections[++_requests] = new ReplayedConnection(this) { Events = events };

    public INetworkListener Listen(int port, IListenerEvents events)
    {
        _listeners[++_requests] = events;
        return new Nothing();
    }

    public IDatagramPort? OpenDatagrams(int localPort, IDatagramEvents events)
    {
        _datagrams[++_requests] = events;
        return _taken.Contains(_requests) ? null : new Nothing();
    }

    public void Resolve(string host, Action<long, IReadOnlyList<string>> resolved) => _names[++_requests] = resolved;

    public void Ping(string address, Action<long> answered) => _pings[++_requests] = answered;

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"'{text}' is no number");

    private void Play(string[] words)
    {
        var now = _queue.Now;
        switch (words)
        {
            case ["taken", _]:
                break;
            case ["connected", var number, var address, var port]:
                var connected = _connections[Number(number)];
                (connected.RemoteAddress, connected.RemotePort) = (address, Number(port));
                connected.Events.Connected(now);
                break;
            case ["failed", var number]:
                _connections[Number(number)].Events.Failed(now);
                break;
            case ["data", var number, var data]:
                var readable = _connections[Number(number)];
                readable.Arrived.Write(Convert.FromHexString(data));
                readable.Events.Readable(now);
                break;
            case ["end" or "reset", var number]:
                var ended = _connections[Number(number)];
                ended.HasEnded = true;
                ended.WasReset = words[0] == "reset";
                ended.Events.Readable(now);
                break;
            case ["acknowledged", var number, var count]:
                _connections[Number(number)].Events.Acknowledged(now, Number(count));
                break;
            case ["closed", var number]:
                _connections[Number(number)].Events.Closed(now);
                break;
            case ["listening", var number]:
                _listeners[Number(number)].Listening(now);
                break;
            case ["listen-failed", var number]:
                _listeners[Number(number)].ListenFailed(now);
                break;
            case ["accepted", var number, _, var address, var port]:
                var connection = _connections[++_requests] = new ReplayedConnection(this) { RemoteAddress = address, RemotePort = Number(port) };
                connection.Events = _listeners[Number(number)].Accept(now, connection)!;
                break;
            case ["datagram", var number, var address, var port, var data]:
                _datagrams[Number(number)].Received(now, new Peer(address, Number(port)), Convert.FromHexString(data));
                break;
            case ["resolved", var number, .. var addresses]:
                _names[Number(number)](now, addresses);
                break;
            case ["answered", var number]:
                _pings[Number(number)](now);
                break;
            default:
                throw new FormatException($"'{string.Join(' ', words)}' is no input");
        }
    }

    private sealed class ReplayedConnection(ReplayedNetwork network) : INetworkConnection
    {
        public ByteQueue Arrived { get; } = new();

        public bool HasEnded { get; set; }

        public IConnectionEvents Events { get; set; } = null!;

        public string RemoteAddress { get; set; } = "";

        public int RemotePort { get; set; }

        public bool EndOfData => HasEnded && Arrived.Count == 0;

        public bool WasReset { get; set; }

        public int Available => Arrived.Count;

        public int Read(Span<byte> buffer) => Arrived.Read(buffer);

        public void Send(ReadOnlySpan<byte> data)
        {
        }

        public void Probe(Action<long> answered) => network._pings[++network._requests] = answered;

        public void Close(bool quick)
        {
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

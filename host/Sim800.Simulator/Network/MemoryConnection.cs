using Wire;

namespace Sim800.Simulator.Network;

/// <summary>
/// One connection of a <see cref="MemoryNetwork"/>. Whatever is said travels for one latency; what the module does not take waits here, as
/// behind a closed window.
/// </summary>
internal sealed class MemoryConnection(MemoryNetwork network, EventQueue queue, Peer peer, int localPort, MemoryServer server)
    : INetworkConnection
{
    private readonly ByteQueue _arrived = new();
    private IConnectionEvents? _events;
    private ServerEnd? _end;
    private bool _ended;
    private bool _closed;

    public string RemoteAddress => peer.Address;

    public int RemotePort => peer.Port;

    public bool EndOfData => _ended && _arrived.Count == 0;

    public bool WasReset => false;

    public int Available => _arrived.Count;

    public int Read(Span<byte> buffer) => _arrived.Read(buffer);

    public void Send(ReadOnlySpan<byte> data)
    {
        var segment = data.ToArray();
        new Alarm(queue, () =>
        {
            if (!server.Acknowledges)
            {
                return;
            }

            server.OnData(_end!, segment);
            ToModule(network.Latency, () => _events!.Acknowledged(queue.Now, segment.Length));
        }).SetIn(network.Latency);
    }

    public void Probe(Action<long> answered)
    {
        if (server.Acknowledges)
        {
            ToModule(2 * network.Latency, () => answered(queue.Now));
        }
    }

    public void Close(bool quick)
    {
        if (_closed)
        {
            return;
        }

        _closed = quick;
        new Alarm(queue, () =>
        {
            if (_end is null)
            {
                return;
            }

            server.OnClosed(_end);
            if (!quick && server.AnswersClose)
            {
                ToModule(network.Latency, () => _events!.Closed(queue.Now));
            }
        }).SetIn(network.Latency);
    }

    /// <summary>The module's SYN is under way.</summary>
    internal void Begin(IConnectionEvents events)
    {
        _events = events;
        if (!server.AnswersConnect)
        {
            return;
        }

        ToModule(2 * network.Latency, () =>
        {
            if (!server.Accepts)
            {
                _events!.Failed(queue.Now);
                return;
            }

            _end = new ServerEnd(queue, this, localPort);
            _events!.Connected(queue.Now);
            server.OnOpen(_end);
        });
    }

    /// <summary>A SYN from outside is under way to whoever listens when it arrives.</summary>
    internal void Arrive(Func<IListenerEvents?> listener) => new Alarm(queue, () =>
    {
        _events = listener()?.Accept(queue.Now, this);
        if (_events is null)
        {
            _closed = true;
            new Alarm(queue, server.OnRefused).SetIn(network.Latency);
            return;
        }

        _end = new ServerEnd(queue, this, localPort);
        new Alarm(queue, () => server.OnOpen(_end)).SetIn(network.Latency);
    }).SetIn(network.Latency);

    internal void Deliver(byte[] data) => ToModule(network.Latency, () =>
    {
        _arrived.Write(data);
        _events!.Readable(queue.Now);
    });

    internal void DeliverEnd() => ToModule(network.Latency, () =>
    {
        _ended = true;
        _events!.Readable(queue.Now);
    });

    internal void DeliverReset() => ToModule(network.Latency, () =>
    {
        _arrived.Clear();
        _ended = true;
        _events!.Readable(queue.Now);
    });

    /// <summary>What is under way to the server arrives in any case; a module that has closed hears nothing any more.</summary>
    private void ToModule(long delay, Action action) => new Alarm(queue, () =>
    {
        if (!_closed)
        {
            action();
        }
    }).SetIn(delay);
}

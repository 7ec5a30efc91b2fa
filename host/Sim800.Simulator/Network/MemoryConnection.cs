using Wire;

namespace Sim800.Simulator.Network;

/// <summary>
/// One connection of a <see cref="MemoryNetwork"/>. Whatever is said travels for one latency; what the module does not take waits here, as
/// behind a closed window.
/// </summary>
internal sealed class MemoryConnection(MemoryNetwork network, EventQueue queue, string address, MemoryServer server, IConnectionEvents events)
    : INetworkConnection
{
    private readonly ByteQueue _arrived = new();
    private ServerEnd? _end;
    private bool _ended;
    private bool _closed;

    public string RemoteAddress => address;

    public bool EndOfData => _ended && _arrived.Count == 0;

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
            ToModule(network.Latency, () => events.Acknowledged(queue.Now, segment.Length));
        }).SetIn(network.Latency);
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
                ToModule(network.Latency, () => events.Closed(queue.Now));
            }
        }).SetIn(network.Latency);
    }

    /// <summary>The module's SYN is under way.</summary>
    internal void Begin()
    {
        if (!server.AnswersConnect)
        {
            return;
        }

        ToModule(2 * network.Latency, () =>
        {
            if (!server.Accepts)
            {
                events.Failed(queue.Now);
                return;
            }

            _end = new ServerEnd(queue, this);
            events.Connected(queue.Now);
            server.OnOpen(_end);
        });
    }

    internal void Deliver(byte[] data) => ToModule(network.Latency, () =>
    {
        _arrived.Write(data);
        events.Readable(queue.Now);
    });

    internal void DeliverEnd() => ToModule(network.Latency, () =>
    {
        _ended = true;
        events.Readable(queue.Now);
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

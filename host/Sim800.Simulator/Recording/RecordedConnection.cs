using Sim800.Simulator.Network;
using Wire;

namespace Sim800.Simulator.Recording;

/// <summary>
/// One connection of a <see cref="RecordingNetwork"/>. What arrives is taken from the network portion by portion, the next one when the module
/// has read the last, so that a line holds what was there at its instant and a module that does not read still closes the peer's window.
/// </summary>
internal sealed class RecordedConnection(RecordingNetwork network, EventQueue queue, int number) : INetworkConnection, IConnectionEvents
{
    private readonly ByteQueue _arrived = new();
    private readonly byte[] _portion = new byte[4096];
    private bool _hasEnded;
    private bool _isClosed;

    public int Number => number;

    public INetworkConnection Inner { get; set; } = null!;

    public IConnectionEvents Events { get; set; } = null!;

    public string RemoteAddress => Inner.RemoteAddress;

    public int RemotePort => Inner.RemotePort;

    public bool EndOfData => _hasEnded && _arrived.Count == 0;

    public bool WasReset { get; private set; }

    public int Available => _arrived.Count;

    public int Read(Span<byte> buffer)
    {
        var count = _arrived.Read(buffer);
        if (count > 0 && _arrived.Count == 0)
        {
            queue.Post(Take);
        }

        return count;
    }

    public void Send(ReadOnlySpan<byte> data) => Inner.Send(data);

    public void Probe(Action<long> answered) => network.Probe(Inner, answered);

    public void Close(bool quick)
    {
        _isClosed |= quick;
        Inner.Close(quick);
    }

    public void Connected(long now)
    {
        network.Write($"connected {number} {RemoteAddress} {RemotePort}");
        Events.Connected(now);
    }

    public void Failed(long now)
    {
        network.Write($"failed {number}");
        Events.Failed(now);
    }

    public void Readable(long now) => Take();

    public void Acknowledged(long now, int count)
    {
        network.Write($"acknowledged {number} {count}");
        Events.Acknowledged(now, count);
    }

    public void Closed(long now)
    {
        _isClosed = true;
        network.Write($"closed {number}");
        Events.Closed(now);
    }

    private void Take()
    {
        if (_isClosed || _hasEnded || _arrived.Count > 0)
        {
            return;
        }

        var count = Inner.Read(_portion);
        if (count > 0)
        {
            network.Write($"data {number} {Convert.ToHexString(_portion, 0, count)}");
            _arrived.Write(_portion.AsSpan(0, count));
            Events.Readable(queue.Now);
        }
        else if (Inner.EndOfData)
        {
            _hasEnded = true;
            WasReset = Inner.WasReset;
            network.Write($"{(WasReset ? "reset" : "end")} {number}");
            Events.Readable(queue.Now);
        }
    }
}

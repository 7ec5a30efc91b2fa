using Sim800.Simulator.Network;

namespace Sim800.Simulator.Faults;

/// <summary>A TCP connection of a <see cref="FaultyNetwork"/>, opened by the module or accepted.</summary>
internal sealed class FaultyConnection(Sim800Machine machine, FaultyNetwork network) : INetworkConnection, IConnectionEvents
{
    private readonly Path _out = new(machine, network.Air);
    private readonly Path _in = new(machine, network.Air);
    private INetworkConnection? _inner;
    private IConnectionEvents? _events;
    private bool _isConnected;
    private bool _hasEnded;
    private bool _isReset;
    private int _arrived;
    private int _announced;

    public string RemoteAddress => _inner?.RemoteAddress ?? "";

    public int RemotePort => _inner?.RemotePort ?? 0;

    public bool EndOfData => _isReset || (_arrived == 0 && _in.IsClear && (_hasEnded || _inner is { EndOfData: true }));

    public bool WasReset => _isReset || _inner is { WasReset: true };

    public int Available => _isReset ? 0 : _arrived;

    /// <summary>The module opens it.</summary>
    public void Open(IConnectionEvents events, Func<IConnectionEvents, INetworkConnection> connect)
    {
        _events = events;
        machine.Energy.Send(0);
        _out.Pass(() => _inner = connect(this));
    }

    /// <summary>It came from outside.</summary>
    /// <returns>Whether somebody takes it.</returns>
    public bool Accept(INetworkConnection inner, Func<INetworkConnection, IConnectionEvents?> accept)
    {
        _inner = inner;
        _events = accept(this);
        _isConnected = _events is not null;
        machine.Energy.Receive(0);
        machine.Energy.Send(0);
        return _isConnected;
    }

    public int Read(Span<byte> buffer)
    {
        var count = Available == 0 ? 0 : _inner!.Read(buffer[..Math.Min(buffer.Length, _arrived)]);
        _arrived -= count;
        _announced -= count;
        return count;
    }

    public void Send(ReadOnlySpan<byte> data)
    {
        if (!_isReset)
        {
            var segment = data.ToArray();
            machine.Energy.Send(segment.Length);
            _out.Pass(() => _inner?.Send(segment));
        }
    }

    public void Probe(Action<long> answered)
    {
        if (!_out.IsCut)
        {
            machine.Energy.Send(0);
            network.Air.Carry(() => _inner?.Probe(now => Hear(now, () =>
            {
                if (network.Acknowledges && !_in.IsCut)
                {
                    network.Air.Carry(() =>
                    {
                        machine.Energy.Receive(0);
                        answered(machine.Now);
                    });
                }
            })));
        }
    }

    public void Close(bool quick)
    {
        network.Forget(this);
        machine.Energy.Send(0);
        if (quick)
        {
            Vanish();
            _inner?.Close(quick: true);
        }
        else
        {
            _out.Pass(() => _inner?.Close(quick: false));
        }
    }

    /// <summary>The peer ends the connection.</summary>
    public void End(bool resets)
    {
        if (_isConnected && !_hasEnded && !_in.IsCut)
        {
            _hasEnded = true;
            _isReset = resets;
            _events!.Readable(machine.Now);
        }
    }

    /// <summary>The peer is there no more, and nobody says so.</summary>
    public void Vanish()
    {
        _out.Cut();
        _in.Cut();
    }

    public void Connected(long now) => Arrive(now, () =>
    {
        _isConnected = true;
        machine.Energy.Receive(0);
        machine.Energy.Send(0);
        _events!.Connected(machine.Now);
    });

    public void Failed(long now) => Arrive(now, () =>
    {
        network.Forget(this);
        _events!.Failed(machine.Now);
    });

    public void Readable(long now)
    {
        if (_hasEnded)
        {
            return;
        }

        var fresh = _inner!.Available - _announced;
        _announced += fresh;
        Arrive(now, () =>
        {
            machine.Energy.Receive(fresh);
            machine.Energy.Send(0);
            _arrived += fresh;
            _events!.Readable(machine.Now);
        });
    }

    public void Acknowledged(long now, int count) => Arrive(now, () =>
    {
        if (network.Acknowledges && !_isReset)
        {
            machine.Energy.Receive(0);
            _events!.Acknowledged(machine.Now, count);
        }
    });

    public void Closed(long now) => Arrive(now, () => _events!.Closed(machine.Now));

    private void Arrive(long now, Action action) => Hear(now, () => _in.Pass(action));

    private void Hear(long now, Action action) => machine.OnNetwork(now, action);
}

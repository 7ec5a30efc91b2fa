using Wire;

namespace Sim800.Rig.Bench;

/// <summary>
/// Counts bytes on the line and round trips: the host has written, is silent, and the module says something. An echo, which comes while
/// the host still sends, is no answer, and an unsolicited code answers nothing.
/// </summary>
internal sealed class WireMeter
{
    private readonly EventQueue _queue;
    private readonly Uart _host;
    private long _hostSilentFrom;
    private bool _waits;

    public WireMeter(EventQueue queue, Uart module)
    {
        _queue = queue;
        _host = module.Peer!;
        _host.Shifting += OnHost;
        module.Shifting += OnModule;
    }

    /// <summary>Bytes to the module.</summary>
    public int Out { get; private set; }

    /// <summary>Bytes from the module.</summary>
    public int In { get; private set; }

    public int RoundTrips { get; private set; }

    /// <summary>When the last byte that the host has given to its port has left.</summary>
    public long HostDone => _hostSilentFrom + (Math.Max(0, _host.Unsent - 1) * _host.FrameTime);

    private void OnHost(byte? value)
    {
        if (value is not null)
        {
            Out++;
            _waits = true;
            _hostSilentFrom = _queue.Now + _host.FrameTime;
        }
    }

    private void OnModule(byte? value)
    {
        if (value is null)
        {
            return;
        }

        In++;
        if (_waits && _queue.Now > _hostSilentFrom)
        {
            RoundTrips++;
            _waits = false;
        }
    }
}

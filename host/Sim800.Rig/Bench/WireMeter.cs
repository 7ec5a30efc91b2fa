using Wire;

namespace Sim800.Rig.Bench;

/// <summary>
/// Counts bytes on the line and round trips: the host has written, is silent, and the module says something. An echo, which comes while
/// the host still sends, is no answer, and an unsolicited code answers nothing.
/// </summary>
internal sealed class WireMeter
{
    private readonly EventQueue _queue;
    private long _hostSilentFrom;
    private bool _waits;

    public WireMeter(EventQueue queue, Uart module)
    {
        _queue = queue;
        var host = module.Peer!;
        host.Shifting += value => OnHost(value, host.FrameTime);
        module.Shifting += OnModule;
    }

    /// <summary>Bytes to the module.</summary>
    public int Out { get; private set; }

    /// <summary>Bytes from the module.</summary>
    public int In { get; private set; }

    public int RoundTrips { get; private set; }

    private void OnHost(byte? value, long frame)
    {
        if (value is not null)
        {
            Out++;
            _waits = true;
            _hostSilentFrom = _queue.Now + frame;
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

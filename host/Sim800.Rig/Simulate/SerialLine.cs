using Wire;

namespace Sim800.Rig.Simulate;

/// <summary>
/// The terminal's end of the module's serial line. A program behind a pseudo terminal or a socket deals in bytes, not bits, so
/// this end follows the module's rate, unless the module is the one that has to find out.
/// </summary>
internal sealed class SerialLine
{
    private readonly Uart _end;

    public SerialLine(EventQueue queue, Uart module, Line clearToSend, int? fixedRate)
    {
        _end = new Uart(queue, fixedRate ?? module.BaudRate) { ClearToSend = clearToSend };
        if (fixedRate is null)
        {
            _end.PeerRateChanged = rate => _end.BaudRate = rate;
        }

        _end.PeerFormatChanged = format => _end.Format = format;
        Uart.Connect(_end, module);
    }

    /// <summary>Takes each byte that the module has said.</summary>
    public Action<byte>? Received
    {
        set => _end.Received = value;
    }

    /// <summary>The terminal says something.</summary>
    public void Send(byte[] bytes) => _end.Send(bytes);
}

using Wire;

namespace Sim800.Rig.Simulate;

/// <summary>
/// The terminal's end of the module's serial line. A program behind a pseudo terminal or a socket deals in bytes, not bits, so
/// this end follows the module's rate, unless the module is the one that has to find out. What the module says is handed over
/// in portions.
/// </summary>
internal sealed class SerialLine
{
    private readonly ITerminal _terminal;
    private readonly List<byte> _portion = [];

    public SerialLine(EventQueue queue, ITerminal terminal, Uart module, Line clearToSend, int? fixedRate)
    {
        _terminal = terminal;
        var end = new Uart(queue, fixedRate ?? module.BaudRate) { Received = _portion.Add, ClearToSend = clearToSend };
        if (fixedRate is null)
        {
            end.PeerRateChanged = rate => end.BaudRate = rate;
        }

        Uart.Connect(end, module);
        terminal.Received += bytes => queue.Post(() => end.Send(bytes));
    }

    /// <summary>Hands over what has come since the last time.</summary>
    public void Flush()
    {
        if (_portion.Count > 0)
        {
            _terminal.Write(_portion.ToArray());
            _portion.Clear();
        }
    }
}

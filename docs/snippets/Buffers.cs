using System.Text;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/serial-port-and-buffers.md.</summary>
internal sealed class Buffers
{
    // Made once, when the program starts and the heap is whole.
    private readonly byte[] _record = new byte[64];
    private readonly byte[] _answer = new byte[64];
    private readonly ModemSocket _socket;

    public Buffers(Sim800Modem modem)
    {
        _socket = new ModemSocket(modem, ModemProtocol.Tcp);
        Encoding.UTF8.GetBytes("reading 00\n", 0, 11, _record, 0);
    }

    public ModemSocket Socket => _socket;

    // Called for ever: allocates nothing.
    public int Report(int reading)
    {
        _record[8] = (byte)('0' + (reading / 10));
        _record[9] = (byte)('0' + (reading % 10));
        int sent = 0;
        while (sent < 11)
        {
            sent += _socket.Send(_record, sent, 11 - sent);
        }

        return _socket.Receive(_answer, 0, _answer.Length);
    }
}

using System.Text;
using Wire;

namespace Sim800.Rig.Load;

/// <summary>A terminal that keeps its module busy: it connects to an echo server and sends the largest block again as soon as the last one is back.</summary>
internal sealed class BusyTerminal
{
    private const int BlockSize = 1460;

    private static readonly byte[] s_block = Encoding.ASCII.GetBytes(new string('x', BlockSize));

    private readonly Uart _end;
    private readonly string _server;
    private int _expected;
    private Action _next = () => { };

    public BusyTerminal(EventQueue queue, Uart module, string server)
    {
        _server = server;
        _end = new Uart(queue, module.BaudRate) { Received = _ => Take() };
        Uart.Connect(_end, module);
    }

    /// <summary>Blocks that went to the server and came back.</summary>
    public int Blocks { get; private set; }

    /// <summary>Connects, and goes on for ever.</summary>
    public void Begin() => Say(Encoding.ASCII.GetBytes($"AT+CIPSTART=\"TCP\",\"{_server}\",7\r"), "\r\nOK\r\n\r\nCONNECT OK\r\n".Length, Send);

    private void Send() => Say(Encoding.ASCII.GetBytes($"AT+CIPSEND={BlockSize}\r"), "\r\n> ".Length, () =>
        Say(s_block, "\r\nSEND OK\r\n".Length + BlockSize, () =>
        {
            Blocks++;
            Send();
        }));

    /// <summary>What comes back is known in advance; only its length is looked at.</summary>
    private void Say(byte[] bytes, int expected, Action next)
    {
        _expected = expected;
        _next = next;
        _end.Send(bytes);
    }

    private void Take()
    {
        if (--_expected == 0)
        {
            _next();
        }
    }
}

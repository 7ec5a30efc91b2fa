using System.Threading;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/threads.md.</summary>
internal sealed class Threads
{
    private readonly ModemSocket _socket;
    private readonly byte[] _received = new byte[256];
    private readonly AutoResetEvent _arrived = new AutoResetEvent(false);
    private readonly AutoResetEvent _ended = new AutoResetEvent(false);
    private int _count;
    private ModemError _reason;

    public Threads(ModemSocket socket)
    {
        _socket = socket;
    }

    // One thread receives while another sends on the same socket.
    public int SendWhileAnotherReceives(byte[] data, int length)
    {
        new Thread(Listen).Start();
        int sent = 0;
        while (sent < length)
        {
            sent += _socket.Send(data, sent, length - sent);
        }

        while (_count < length)
        {
            _arrived.WaitOne(10_000, false);
        }

        _socket.Close();
        _ended.WaitOne(5_000, false);
        return _reason == ModemError.Aborted ? _count : -1;
    }

    private void Listen()
    {
        try
        {
            int read;
            while ((read = _socket.Receive(_received, 0, _received.Length)) > 0)
            {
                _count += read;
                _arrived.Set();
            }
        }
        catch (ModemException e)
        {
            _reason = e.Error; // Aborted, after the Close of the other thread
        }

        _ended.Set();
    }
}

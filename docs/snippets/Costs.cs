using System;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/costs.md.</summary>
internal sealed class Costs
{
    private const int LongestRecord = 32;

    private readonly ModemSocket _socket;
    private readonly byte[] _block = new byte[1460];
    private int _filled;

    public Costs(ModemSocket socket)
    {
        _socket = socket;
    }

    // A record costs what it takes to copy it; the block costs one send.
    public void Add(byte[] record, int length)
    {
        Array.Copy(record, 0, _block, _filled, length);
        _filled += length;
        if (_filled + LongestRecord > _block.Length)
        {
            Flush();
        }
    }

    public void Flush()
    {
        int sent = 0;
        while (sent < _filled)
        {
            sent += _socket.Send(_block, sent, _filled - sent);
        }

        _filled = 0;
    }
}

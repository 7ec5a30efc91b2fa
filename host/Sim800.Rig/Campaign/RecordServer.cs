using System.Text;
using Sim800.Simulator.Network;
using Wire;

namespace Sim800.Rig.Campaign;

/// <summary>Takes records, one a line, and acknowledges each with <c>ACK n</c>.</summary>
internal sealed class RecordServer(EventQueue queue, Ledger ledger, bool replies, bool keeps) : MemoryServer
{
    private readonly Dictionary<ServerEnd, StringBuilder> _partial = [];

    public override void OnOpen(ServerEnd client) => _partial[client] = new StringBuilder();

    public override void OnData(ServerEnd client, ReadOnlySpan<byte> data)
    {
        var partial = _partial[client];
        foreach (var value in data)
        {
            if (value != '\n')
            {
                partial.Append((char)value);
                continue;
            }

            var line = partial.ToString();
            partial.Clear();
            if (!keeps)
            {
                continue;
            }

            if (ledger.Take(line, queue.Now) && replies)
            {
                client.Send(Encoding.ASCII.GetBytes($"ACK {line.Split(';')[0]}\n"));
            }
        }
    }

    public override void OnClosed(ServerEnd client)
    {
        if (_partial.Remove(client, out var partial) && partial.Length > 0)
        {
            ledger.Torn++;
        }
    }
}

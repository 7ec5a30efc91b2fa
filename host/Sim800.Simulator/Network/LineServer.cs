using System.Text;

namespace Sim800.Simulator.Network;

/// <summary>Answers every line that ends in a line feed, each with what a function makes of it; null is no answer. Another is told of a line that the end of its connection has cut off.</summary>
public sealed class LineServer(Func<string, string?> answer, Action<string>? torn = null) : MemoryServer
{
    private readonly Dictionary<ServerEnd, StringBuilder> _partial = [];
    private readonly List<string> _lines = [];

    /// <summary>All lines received so far, without their ends.</summary>
    public IReadOnlyList<string> Lines => _lines;

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

            var line = partial.ToString().TrimEnd('\r');
            partial.Clear();
            _lines.Add(line);
            if (answer(line) is { } text)
            {
                client.Send(Encoding.Latin1.GetBytes(text));
            }
        }
    }

    public override void OnClosed(ServerEnd client)
    {
        if (_partial.Remove(client, out var partial) && partial.Length > 0)
        {
            torn?.Invoke(partial.ToString());
        }
    }
}

using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

/// <summary>Somebody who comes to the firmware's listener, says something, and expects to hear it again.</summary>
internal sealed class Visitor(int stream, int count) : MemoryServer
{
    private readonly List<byte> _heard = [];
    private ServerEnd? _end;
    private int _said;

    /// <summary>What happens each time when everything has come back.</summary>
    public Action<Visitor>? Answered { get; init; }

    public bool WasRefused { get; private set; }

    public bool WasAnswered => _said > 0 && _heard.Count == _said && _heard.SequenceEqual(Pattern.Of(stream, 0, _said));

    public bool WasClosed { get; private set; }

    public void Say(int more)
    {
        var words = Pattern.Of(stream, _said, more);
        _said += more;
        _end!.Send(words);
    }

    public void Close() => _end!.Close();

    public override void OnOpen(ServerEnd client)
    {
        _end = client;
        Say(count);
    }

    public override void OnRefused() => WasRefused = true;

    public override void OnClosed(ServerEnd client) => WasClosed = true;

    public override void OnData(ServerEnd client, ReadOnlySpan<byte> data)
    {
        _heard.AddRange(data);
        if (_heard.Count == _said)
        {
            Answered?.Invoke(this);
        }
    }
}

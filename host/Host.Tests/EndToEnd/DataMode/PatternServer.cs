using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd.DataMode;

/// <summary>Says a pattern piece by piece, and keeps what it hears.</summary>
/// <param name="total">How much it says.</param>
/// <param name="piece">How much at a time.</param>
/// <param name="interval">The nanoseconds from one piece to the next.</param>
internal sealed class PatternServer(int total, int piece, long interval) : MemoryServer
{
    private readonly List<byte> _received = [];

    public IReadOnlyList<byte> Received => _received;

    public override void OnOpen(ServerEnd client) => Speak(client, 0);

    public override void OnData(ServerEnd client, ReadOnlySpan<byte> data) => _received.AddRange(data);

    private void Speak(ServerEnd client, int place)
    {
        var count = Math.Min(piece, total - place);
        client.Send(Pattern.Of(Pattern.OfServer, place, count));
        if (place + count < total)
        {
            client.After(interval, () => Speak(client, place + count));
        }
    }
}

using System.Net;

namespace Sim800.Simulator.Network;

/// <summary>One end of a conversation: an address as dotted text, and a port.</summary>
public readonly record struct Peer(string Address, int Port)
{
    /// <summary>Whether a text is an address and not a name.</summary>
    public static bool IsAddress(string text) => text.Count(c => c == '.') == 3 && IPAddress.TryParse(text, out _);

    /// <summary>As the module writes it: <c>116.228.221.51:9600</c>.</summary>
    public override string ToString() => $"{Address}:{Port}";
}

namespace Sim800.Simulator.Network;

/// <summary>One end of a conversation: an address as dotted text, and a port.</summary>
public readonly record struct Peer(string Address, int Port)
{
    /// <summary>As the module writes it: <c>116.228.221.51:9600</c>.</summary>
    public override string ToString() => $"{Address}:{Port}";
}

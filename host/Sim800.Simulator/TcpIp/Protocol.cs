namespace Sim800.Simulator.TcpIp;

/// <summary>What a link carries.</summary>
internal enum Protocol
{
    Tcp,
    Udp,
}

namespace Sim800.Simulator.Settings;

/// <summary>The settings that each link has for itself.</summary>
public sealed record LinkSettings
{
    /// <summary>AT+CLPORT: fixed local port as a TCP client, 0 for any.</summary>
    public int TcpPort { get; set; }

    /// <summary>AT+CLPORT: fixed local port for UDP, 0 for any.</summary>
    public int UdpPort { get; set; }

    /// <summary>AT+CIPUDPMODE: whether datagrams of anybody are taken.</summary>
    public bool UdpExtended { get; set; }
}

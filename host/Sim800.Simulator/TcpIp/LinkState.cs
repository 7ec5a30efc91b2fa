namespace Sim800.Simulator.TcpIp;

/// <summary>The states of one link (fact sheet 2.14, 3.3).</summary>
public enum LinkState
{
    Initial,
    Connecting,
    Connected,
    RemoteClosing,
    Closing,
    Closed,
}

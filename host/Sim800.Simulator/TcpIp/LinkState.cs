namespace Sim800.Simulator.TcpIp;

/// <summary>The states of one link (fact sheet 2.14, 3.3).</summary>
public enum LinkState
{
    /// <summary>Never used since IP INITIAL.</summary>
    Initial,

    /// <summary>On the way up.</summary>
    Connecting,

    /// <summary>Up.</summary>
    Connected,

    /// <summary>The peer closes.</summary>
    RemoteClosing,

    /// <summary>The module closes.</summary>
    Closing,

    /// <summary>Down; may be used again.</summary>
    Closed,
}

namespace Sim800.Simulator.TcpIp;

/// <summary>What becomes of data that arrive while the host has left data mode and the connection lives on (fact sheet 10.14).</summary>
public enum EscapedData
{
    /// <summary>They wait for ATO, up to the receive buffer; more waits in the network.</summary>
    Hold,

    /// <summary>They come between the answers.</summary>
    Output,

    /// <summary>They are lost.</summary>
    Drop,
}

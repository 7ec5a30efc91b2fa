namespace Sim800.Simulator.TcpIp;

/// <summary>How the states are spelled on the line (fact sheet 3.1, 2.14).</summary>
internal static class StateText
{
    public static string Of(IpState state, Protocol protocol) => state switch
    {
        IpState.Initial => "IP INITIAL",
        IpState.Start => "IP START",
        IpState.Config => "IP CONFIG",
        IpState.GprsAct => "IP GPRSACT",
        IpState.Status => "IP STATUS",
        IpState.Connecting => $"{Of(protocol)} CONNECTING",
        IpState.Listening => "SERVER LISTENING",
        IpState.ConnectOk => "CONNECT OK",
        IpState.Closing => $"{Of(protocol)} CLOSING",
        IpState.Closed => $"{Of(protocol)} CLOSED",
        IpState.Processing => "IP PROCESSING",
        IpState.PdpDeact => "PDP DEACT",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(Protocol protocol) => protocol == Protocol.Tcp ? "TCP" : "UDP";

    public static string Of(ServerState state) => state == ServerState.Opening ? "OPENING" : "LISTENING";

    public static string Of(LinkState state) => state switch
    {
        LinkState.Initial => "INITIAL",
        LinkState.Connecting => "CONNECTING",
        LinkState.Connected => "CONNECTED",
        LinkState.RemoteClosing => "REMOTE CLOSING",
        LinkState.Closing => "CLOSING",
        LinkState.Closed => "CLOSED",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}

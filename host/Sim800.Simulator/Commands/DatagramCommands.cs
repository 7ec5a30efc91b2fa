using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;

namespace Sim800.Simulator.Commands;

/// <summary>Local ports and UDP extended mode. Sources: fact sheet 2.13, 2.21, 9 (15, 33), 11.4; application note 3.1.4, 3.3; manual chapter 8.2.8, 8.2.25.</summary>
internal static class DatagramCommands
{
    private const string Ranges = "(0-2),(\"(0-255).(0-255).(0-255).(0-255)\"),(1-65535)";

    public static IEnumerable<Command> All =>
    [
        new("+CLPORT")
        {
            Test = call => Reply.Info($"+CLPORT: {call.LinkRange}(\"TCP\",\"UDP\"),(0-65535)"),
            Read = call => Reply.Info([.. Lines(call, (prefix, link) =>
            {
                var settings = call.Machine.TcpIp.Settings.Links[link.Number];
                return $"+CLPORT: {prefix}{settings.TcpPort},{settings.UdpPort}";
            })]),
            Write = SetPort,
        },
        new("+CIPUDPMODE")
        {
            Test = call => Reply.Info($"+CIPUDPMODE: {call.LinkRange}{Ranges}"),
            Read = call => Reply.Info([.. Lines(call, (prefix, link) => $"+CIPUDPMODE: {prefix}{Mode(call, link)}")]),
            Write = SetMode,
        },
    ];

    private static IEnumerable<string> Lines(Invocation call, Func<string, Link, string> line)
    {
        var tcpIp = call.Machine.TcpIp;
        return tcpIp.Settings.Multi ? tcpIp.Links.Select(link => line($"{link.Number},", link)) : [line("", tcpIp.Links[0])];
    }

    private static Reply SetPort(Invocation call)
    {
        if (!call.TryLink(out var link, out var first) || call.Count != first + 2 || !call.TryQuotableNumber(first + 1, 0, 65535, out var port))
        {
            return Reply.Error;
        }

        var settings = call.Machine.TcpIp.Settings.Links[link.Number];
        switch (call.Text(first))
        {
            case "TCP":
                settings.TcpPort = port;
                return Reply.Ok;
            case "UDP":
                settings.UdpPort = port;
                return Reply.Ok;
            default:
                return Reply.Error;
        }
    }

    /// <summary>A destination is shown once there is one.</summary>
    private static string Mode(Invocation call, Link link) =>
        !call.Machine.TcpIp.Settings.Links[link.Number].UdpExtended ? "0"
        : link.Destination == default ? "1"
        : $"1,\"{link.Destination.Address}\",{link.Destination.Port}";

    /// <summary>Modes 0 and 1 belong before the connection, mode 2 redirects it.</summary>
    private static Reply SetMode(Invocation call)
    {
        if (!call.TryLink(out var link, out var first) || !call.TryNumber(first, 0, 2, out var mode))
        {
            return Reply.Error;
        }

        var port = 0;
        var hasPeer = call.Count == first + 3;
        if (hasPeer ? !Peer.IsAddress(call.Text(first + 1)) || !call.TryQuotableNumber(first + 2, 1, 65535, out port) : call.Count != first + 1 || mode == 2)
        {
            return Reply.Error;
        }

        var settings = call.Machine.TcpIp.Settings.Links[link.Number];
        if (mode == 2 ? !settings.UdpExtended : !link.IsFree)
        {
            return Reply.NotAllowed;
        }

        settings.UdpExtended = mode != 0;
        if (hasPeer && mode != 0)
        {
            link.Destination = new Peer(call.Text(first + 1), port);
        }

        return Reply.Ok;
    }
}

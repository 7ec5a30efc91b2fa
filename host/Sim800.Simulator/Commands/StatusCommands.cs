using System.Globalization;
using Sim800.Simulator.TcpIp;

namespace Sim800.Simulator.Commands;

/// <summary>AT+CIPSTATUS in its two shapes. Sources: fact sheet 1.4, 2.14, 8 (T25, T35); application note 3.1.3, 4, 5; manual chapter 8.2.12.</summary>
internal static class StatusCommands
{
    public static IEnumerable<Command> All =>
    [
        new("+CIPSTATUS") { Test = _ => Reply.Ok, Execute = Whole, Write = One },
    ];

    /// <summary>OK comes first, the state after it, and nothing ends the list.</summary>
    private static Reply Whole(Invocation call)
    {
        var tcpIp = call.Machine.TcpIp;
        var state = $"STATE: {tcpIp.Describe(tcpIp.State)}";
        if (!tcpIp.Settings.Multi)
        {
            return Reply.OkBefore(state);
        }

        var server = tcpIp.Server;
        string[] listener = server.IsOn ? ["", $"S: 0,{server.Bearer},\"{server.Port}\",\"{StateText.Of(server.State)}\""] : [];
        return Reply.OkBefore([state, .. listener, "", .. tcpIp.Links.Select(link => $"C: {Describe(link)}")]);
    }

    private static Reply One(Invocation call)
    {
        var tcpIp = call.Machine.TcpIp;
        return tcpIp.Settings.Multi && call.TryOnlyNumber(0, tcpIp.Links.Count - 1, out var number)
            ? Reply.Info($"+CIPSTATUS: {Describe(tcpIp.Links[number])}")
            : Reply.BadParameter;
    }

    private static string Describe(Link link) => link.IsUsed
        ? string.Create(CultureInfo.InvariantCulture, $"{link.Number},{link.Bearer},\"{StateText.Of(link.Protocol)}\",\"{link.Remote.Address}\",\"{link.Remote.Port}\",\"{StateText.Of(link.State)}\"")
        : $"{link.Number},,\"\",\"\",\"\",\"{StateText.Of(link.State)}\"";
}

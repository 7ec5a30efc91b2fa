using Sim800.Simulator.Faults;
using Sim800.Simulator.Serial;
using Sim800.Simulator.TcpIp;

namespace Sim800.Simulator.Commands;

/// <summary>Receiving. Sources: fact sheet 2.17, 2.22, 6.3 (4, 6), 8 (T01, T04, T05, T26); application note 8; manual chapter 8.2.15, 8.2.20, 8.2.24, 8.2.26.</summary>
internal static class ReceiveCommands
{
    private const int LargestRead = 1460;

    public static IEnumerable<Command> All =>
    [
        new("+CIPRXGET")
        {
            Test = call => Reply.Info($"+CIPRXGET: (0-4),{call.LinkRange}(1-1460)"),
            Read = call => Reply.Info($"+CIPRXGET: {(call.Machine.TcpIp.Settings.ManualReceive ? 1 : 0)}"),
            Write = Get,
        },
        Setting.Switch("+CIPHEAD", call => call.Machine.TcpIp.Settings.Header, (call, on) => call.Machine.TcpIp.Settings.Header = on),
        Setting.Switch("+CIPSHOWTP", call => call.Machine.TcpIp.Settings.ShowsProtocol, (call, on) => call.Machine.TcpIp.Settings.ShowsProtocol = on),
        Setting.Switch("+CIPSRIP", call => call.Machine.TcpIp.Settings.ShowsSender, (call, on) => call.Machine.TcpIp.Settings.ShowsSender = on),
    ];

    private static Reply Get(Invocation call)
    {
        var tcpIp = call.Machine.TcpIp;
        if (!call.TryNumber(0, 0, 4, out var mode))
        {
            return Reply.BadParameter;
        }

        if (mode < 2)
        {
            return SetMode(call, mode == 1);
        }

        var number = 0;
        var next = 1;
        if (tcpIp.Settings.Multi && !call.TryNumber(next++, 0, tcpIp.Links.Count - 1, out number))
        {
            return Reply.BadParameter;
        }

        var link = tcpIp.Links[number];
        var header = tcpIp.Settings.Multi ? $"+CIPRXGET: {mode},{number}" : $"+CIPRXGET: {mode}";
        if (mode == 4)
        {
            return call.Count == next && IsReadable(link) ? Reply.Info($"{header},{link.Unread.Count}") : Reply.NotAllowed;
        }

        if (call.Count != next + 1 || !call.TryNumber(next, 1, mode == 2 ? LargestRead : LargestRead / 2, out var limit))
        {
            return Reply.BadParameter;
        }

        if (!IsReadable(link) || (link.Unread.Count == 0 && call.Machine.Options.EmptyReadIsError))
        {
            return Reply.NotAllowed;
        }

        if (link.Unread.Count > 0 && call.Machine.Strike<ShortReadFault>() is { } fault)
        {
            limit = Math.Min(limit, fault.Limit);
        }

        var data = tcpIp.Read(link, limit, out var sender);
        var from = tcpIp.Settings.ShowsSender ? $",{sender}" : "";
        var payload = mode == 2 ? data : Framing.Latin(Convert.ToHexString(data));
        return Reply.Counted($"{header},{data.Length},{link.Unread.Count}{from}", payload, () => tcpIp.Refill(link));
    }

    /// <summary>It applies to the connections that are opened from now on.</summary>
    private static Reply SetMode(Invocation call, bool manual)
    {
        var tcpIp = call.Machine.TcpIp;
        if (call.Count != 1)
        {
            return Reply.BadParameter;
        }

        if (call.Machine.Options.FixesReceiveModeWhileConnected && tcpIp.Links.Any(link => !link.IsFree))
        {
            return Reply.NotAllowed;
        }

        tcpIp.Settings.ManualReceive = manual;
        return Reply.Ok;
    }

    /// <summary>Connected, or closed with something left.</summary>
    private static bool IsReadable(Link link) =>
        link.IsManual && (link.State is LinkState.Connected or LinkState.RemoteClosing or LinkState.Closing || link.Unread.Count > 0);
}

using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Sim800.Simulator.TcpIp;

namespace Sim800.Simulator.Commands;

/// <summary>
/// Settings of the TCP/IP chapter that do their work in the background, and the command that stores them. Sources: fact sheet 2.16, 2.24 to 2.28,
/// 11.4; manual chapter 8.2.13, 8.2.19, 8.2.21, 8.2.27, 8.2.28, 8.2.30.
/// </summary>
internal static class TcpIpSettingCommands
{
    public static IEnumerable<Command> All =>
    [
        new("+CIPTKA")
        {
            Test = _ => Reply.Info("+CIPTKA: (0,1),(30-7200),(30-600),(1-9)"),
            Read = call =>
            {
                var (mode, idle, interval, probes) = call.Machine.TcpIp.Settings.KeepAlive;
                return Reply.Info($"+CIPTKA: {mode},{idle},{interval},{probes}");
            },
            Write = SetKeepAlive,
        },
        new("+CIPDPDP")
        {
            Test = _ => Reply.Info("+CIPDPDP: (0,1),(1-180),(1-10)"),
            Read = call => Reply.Info($"+CIPDPDP: {ContextCheck(call.Machine.TcpIp.Settings)}"),
            Write = SetContextCheck,
        },
        new("+CIPRDTIMER")
        {
            Test = _ => Reply.Info("+CIPRDTIMER: (100-4000),(100-7000)"),
            Read = call => Reply.Info($"+CIPRDTIMER: {RemoteDelay(call.Machine.TcpIp.Settings)}"),
            Write = SetRemoteDelay,
        },
        new("+CIPCSGP")
        {
            Test = _ => Reply.Info("+CIPCSGP:0-CSD,DIALNUMBER,USER NAME,PASSWORD,RATE(0-3)", "+CIPCSGP: 1-GPRS,APN,USER NAME,PASSWORD"),
            Read = ShowBearer,
            Write = SetBearer,
            Legal = IpState.Initial,
        },
        new("+CDNSCFG")
        {
            Test = _ => Reply.Info("+CDNSCFG: (\"Primary DNS\"),(\"Secondary DNS\")"),
            Read = call => Reply.Info(
                $"PrimaryDns: {call.Machine.TcpIp.Settings.NameServers.Primary}", $"SecondaryDns: {call.Machine.TcpIp.Settings.NameServers.Secondary}"),
            Write = SetNameServers,
        },
        new("+CIPSCONT")
        {
            Read = call => Reply.Info([$"+CIPSCONT: {(IsStored(call.Machine) ? 0 : 1)}", .. Describe(call.Machine.TcpIp.Settings)]),
            Execute = call =>
            {
                call.Machine.StoredTcpIp = call.Machine.TcpIp.Settings.ToStore();
                return Reply.Ok;
            },
        },
    ];

    private static string ContextCheck(TcpIpSettings settings) =>
        $"{settings.ContextCheck.Mode},{settings.ContextCheck.Interval},{settings.ContextCheck.Times}";

    private static string RemoteDelay(TcpIpSettings settings) => $"{settings.RemoteDelay.Single},{settings.RemoteDelay.Multi}";

    private static Reply SetKeepAlive(Invocation call)
    {
        var settings = call.Machine.TcpIp.Settings;
        var (_, idle, interval, probes) = settings.KeepAlive;
        if (call.Count > 4
            || !call.TryNumber(0, 0, 1, out var mode)
            || (call.Count > 1 && !call.TryNumber(1, 30, 7200, out idle))
            || (call.Count > 2 && !call.TryNumber(2, 30, 600, out interval))
            || (call.Count > 3 && !call.TryNumber(3, 1, 9, out probes)))
        {
            return Reply.Error;
        }

        settings.KeepAlive = (mode, idle, interval, probes);
        return Reply.Ok;
    }

    /// <summary>The two optional values go together.</summary>
    private static Reply SetContextCheck(Invocation call)
    {
        var settings = call.Machine.TcpIp.Settings;
        var (_, interval, times) = settings.ContextCheck;
        if (call.Count is not (1 or 3)
            || !call.TryNumber(0, 0, 1, out var mode)
            || (call.Count == 3 && (!call.TryNumber(1, 1, 180, out interval) || !call.TryNumber(2, 1, 10, out times))))
        {
            return Reply.Error;
        }

        settings.ContextCheck = (mode, interval, times);
        call.Machine.TcpIp.ContextCheck.Begin();
        return Reply.Ok;
    }

    private static Reply SetRemoteDelay(Invocation call)
    {
        if (call.Count != 2 || !call.TryNumber(0, 100, 4000, out var single) || !call.TryNumber(1, 100, 7000, out var multi))
        {
            return Reply.BadParameter;
        }

        call.Machine.TcpIp.Settings.RemoteDelay = (single, multi);
        return Reply.Ok;
    }

    private static Reply ShowBearer(Invocation call)
    {
        var settings = call.Machine.TcpIp.Settings;
        var point = settings.AccessPoint;
        var rate = settings.BearerType == 0 ? $",{settings.BearerRate}" : "";
        return Reply.Info($"+CIPCSGP: {settings.BearerType},\"{point.Name}\",\"{point.User}\",\"{point.Password}\"{rate}");
    }

    private static Reply SetBearer(Invocation call)
    {
        var settings = call.Machine.TcpIp.Settings;
        var rate = settings.BearerRate;
        if (!call.TryNumber(0, 0, 1, out var type)
            || call.Count > (type == 0 ? 5 : 4)
            || (call.Count == 5 && !call.TryNumber(4, 0, 3, out rate))
            || call.Arguments.Any(argument => argument.Text.Length > ContextCommands.LongestName))
        {
            return Reply.Error;
        }

        settings.BearerType = type;
        settings.BearerRate = rate;
        if (call.Count > 1)
        {
            settings.AccessPoint = new AccessPoint(call.Text(1), call.Text(2), call.Text(3));
        }

        return Reply.Ok;
    }

    private static Reply SetNameServers(Invocation call)
    {
        var settings = call.Machine.TcpIp.Settings;
        if (call.Count is not (1 or 2) || call.Arguments.Any(argument => !Peer.IsAddress(argument.Text)))
        {
            return Reply.Error;
        }

        settings.NameServers = (call.Text(0), call.Count == 2 ? call.Text(1) : settings.NameServers.Secondary);
        return Reply.Ok;
    }

    private static bool IsStored(Sim800Machine machine) =>
        machine.StoredTcpIp is { } stored && Describe(stored).SequenceEqual(Describe(machine.TcpIp.Settings));

    private static string[] Describe(TcpIpSettings settings)
    {
        static int Bit(bool on) => on ? 1 : 0;
        return
        [
            $"+CIPCSGP: {settings.BearerType}",
            $"Gprs Config APN: {settings.AccessPoint.Name}",
            $"Gprs Config UserId: {settings.AccessPoint.User}",
            $"Gprs Config Password: {settings.AccessPoint.Password}",
            $"+CIPHEAD: {Bit(settings.Header)}",
            $"+CIPSHOWTP: {Bit(settings.ShowsProtocol)}",
            $"+CIPSRIP: {Bit(settings.ShowsSender)}",
            $"+CIPATS: {Bit(settings.SendsByTime)},{settings.SendTime}",
            $"+CIPSPRT: {Bit(settings.Prompt == 1)},{Bit(settings.Prompt == 2)}",
            $"+CIPQSEND: {Bit(settings.QuickSend)}",
            $"+CIPMODE: {Bit(settings.Transparent)}",
            $"+CIPCCFG: {settings.Transfer}",
            $"+CIPMUX: {Bit(settings.Multi)}",
            $"+CIPDPDP: {ContextCheck(settings)}",
            $"+CIPRXGET: {Bit(settings.ManualReceive)}",
            $"+CIPRDTIMER: {RemoteDelay(settings)}",
        ];
    }
}

using Sim800.Simulator.Settings;

namespace Sim800.Simulator.Commands;

/// <summary>Transparent mode. Sources: fact sheet 2.2, 2.3, 2.30, 5.4, 8 (T41), 9 (7, 8, 14); application note 3.2; manual chapter 2.2.13, 8.2.22, 8.2.23.</summary>
internal static class TransparentCommands
{
    /// <summary>Smallest and largest value of each parameter of AT+CIPCCFG.</summary>
    private static readonly (int Minimum, int Maximum)[] s_ranges = [(3, 8), (1, 10), (1, 1460), (0, 1), (0, 1), (50, 1460), (20, 1000)];

    public static IEnumerable<Command> All =>
    [
        new("+CIPMODE")
        {
            Test = _ => Reply.Info("+CIPMODE: (0-NORMAL MODE,1-TRANSPARENT MODE)"),
            Read = call => Reply.Info($"+CIPMODE: {(call.Machine.TcpIp.Settings.Transparent ? 1 : 0)}"),
            Write = SetMode,
        },
        new("+CIPCCFG")
        {
            Test = _ => Reply.Info("+CIPCCFG: (NmRetry:3-8),(WaitTm:1-10),(SendSz:1-1460),(esc:0,1),(Rxmode:0,1),(RxSize:50-1460),(Rxtimer:20-1000)"),
            Read = call => Reply.Info($"+CIPCCFG: {call.Machine.TcpIp.Settings.Transfer}"),
            Write = SetTransfer,
        },
        new("O") { Execute = Resume },
    ];

    /// <summary>Meaningless in multi connection mode, and nothing that a connection changes to.</summary>
    private static Reply SetMode(Invocation call)
    {
        var tcpIp = call.Machine.TcpIp;
        if (!call.TryOnlyNumber(0, 1, out var transparent))
        {
            return Reply.BadParameter;
        }

        if (tcpIp.Settings.Multi && transparent == 1)
        {
            return Reply.Fail((CmeError)call.Machine.Options.TransparentInMultiError);
        }

        if ((transparent == 1) != tcpIp.Settings.Transparent && tcpIp.Links.Any(link => !link.IsFree))
        {
            return Reply.NotAllowed;
        }

        tcpIp.Settings.Transparent = transparent == 1;
        return Reply.Ok;
    }

    /// <summary>Four parameters, or all seven.</summary>
    private static Reply SetTransfer(Invocation call)
    {
        var values = new int[s_ranges.Length];
        if (call.Count is not (4 or 7))
        {
            return Reply.Error;
        }

        for (var i = 0; i < call.Count; i++)
        {
            if (!call.TryNumber(i, s_ranges[i].Minimum, s_ranges[i].Maximum, out values[i]))
            {
                return Reply.Error;
            }
        }

        var settings = call.Machine.TcpIp.Settings;
        var transfer = settings.Transfer with { Retries = values[0], Wait = values[1], BlockSize = values[2], Escape = values[3] == 1 };
        settings.Transfer = call.Count == 4
            ? transfer
            : transfer with { Paced = values[4] == 1, OutputSize = values[5], OutputInterval = values[6] };
        return Reply.Ok;
    }

    private static Reply Resume(Invocation call)
    {
        var machine = call.Machine;
        if ((call.Count > 0 && (machine.Options.RefusesResumeZero || !call.TryOnlyNumber(0, 0, out _))) || !machine.TcpIp.HasCarrier)
        {
            return Reply.Error;
        }

        return Reply.Connect(machine.DataMode.Enter);
    }
}

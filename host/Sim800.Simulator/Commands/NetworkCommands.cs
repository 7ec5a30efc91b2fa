namespace Sim800.Simulator.Commands;

/// <summary>Signal, registration, attachment. Sources: fact sheet 2.30, 3.2, 5.8, 7.9, 11.7; application note 3.1.1; manual chapters 3.2 and 7.2.</summary>
internal static class NetworkCommands
{
    public static IEnumerable<Command> All =>
    [
        new("+CSQ")
        {
            Execute = call => Reply.Info($"+CSQ: {(call.Machine.Radio.Functionality == 1 ? call.Machine.Options.SignalStrength : 99)},0"),
            Test = _ => Reply.Info("+CSQ: (0-31,99),(0-7,99)"),
        },
        Registration("+CREG", call => call.Machine.Profile.Registration, (call, mode) => call.Machine.Profile.Registration = mode),
        Registration("+CGREG", call => call.Machine.Profile.GprsRegistration, (call, mode) => call.Machine.Profile.GprsRegistration = mode),
        new("+COPS")
        {
            Test = call => Reply.Later(call.Machine.Options.Latencies.For("+COPS=?"), () => Reply.Info(call.Machine.Radio.Selection.List())),
            Read = call => Reply.Info(call.Machine.Radio.Selection.ToString()),
            Write = Select,
            Works = true,
        },
        new("+CGATT")
        {
            Test = _ => Reply.Info("+CGATT: (0,1)"),
            Read = call => Reply.Info($"+CGATT: {(call.Machine.Radio.IsAttached ? 1 : 0)}"),
            Write = Attach,
            Works = true,
        },
    ];

    private static Command Registration(string name, Func<Invocation, int> mode, Action<Invocation, int> set) => new(name)
    {
        Test = _ => Reply.Info($"{name}: (0-2)"),
        Read = call => Reply.Info(call.Machine.Radio.Read(name, mode(call))),
        Write = call =>
        {
            if (!call.TryOnlyNumber(0, 2, out var value))
            {
                return Reply.BadParameter;
            }

            set(call, value);
            return Reply.Ok;
        },
    };

    /// <summary>Mode, format, operator.</summary>
    private static Reply Select(Invocation call)
    {
        var selection = call.Machine.Radio.Selection;
        var format = selection.Format;
        if (call.Count > 3 || !call.TryNumber(0, 0, 4, out var mode) || (call.Count > 1 && !call.TryNumber(1, 0, 2, out format)) || (call.Count > 2 && mode is not (1 or 4)))
        {
            return Reply.BadParameter;
        }

        if (mode == 3)
        {
            selection.Format = format;
            return call.Count > 1 ? Reply.Ok : Reply.BadParameter;
        }

        if (call.Machine.Radio.Functionality != 1)
        {
            return Reply.NotAllowed;
        }

        return Reply.Later(call.Latency, () => selection.Choose(mode, format, call.Text(2)) ? Reply.Ok : Reply.Fail(CmeError.NoNetworkService));
    }

    private static Reply Attach(Invocation call)
    {
        if (!call.TryOnlyNumber(0, 1, out var attach))
        {
            return Reply.BadParameter;
        }

        var radio = call.Machine.Radio;
        return Reply.Later(call.Latency, () =>
        {
            if (attach == 1 && !radio.IsRegistered)
            {
                return Reply.Fail(CmeError.NoNetworkService);
            }

            radio.Attach(attach == 1);
            if (attach == 0)
            {
                call.Machine.TcpIp.LoseContext();
            }

            return Reply.Ok;
        });
    }
}

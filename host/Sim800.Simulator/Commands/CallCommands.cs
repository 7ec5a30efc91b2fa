namespace Sim800.Simulator.Commands;

/// <summary>Voice calls. Sources: fact sheet 1.4, 7.2, 11.6; manual chapters 2.2.2 to 2.2.8, 3.2.16 to 3.2.21.</summary>
internal static class CallCommands
{
    public static IEnumerable<Command> All =>
    [
        new("D") { Execute = Dial },
        new("A") { Execute = call => call.Machine.Calls.Answer() ? Reply.Ok : Reply.NoCarrier },
        new("H") { Execute = HangUp },
        Switch("+CLIP", call => call.Machine.Calls.ShowsNumber, (call, on) => call.Machine.Calls.ShowsNumber = on, ",1"),
        Switch("+CRC", call => call.Machine.Calls.NamesKind, (call, on) => call.Machine.Calls.NamesKind = on),
        Switch("+CLCC", call => call.Machine.Calls.ReportsChanges, (call, on) => call.Machine.Calls.ReportsChanges = on) with
        {
            Execute = call => call.Machine.Calls.Description is { } description ? Reply.Info(description) : Reply.Ok,
        },
    ];

    private static Command Switch(string name, Func<Invocation, bool> get, Action<Invocation, bool> set, string behind = "") => new(name)
    {
        Test = _ => Reply.Info($"{name}: (0,1)"),
        Read = call => Reply.Info($"{name}: {(get(call) ? 1 : 0)}{behind}"),
        Write = call =>
        {
            if (!call.TryOnlyNumber(0, 1, out var value))
            {
                return Reply.BadParameter;
            }

            set(call, value == 1);
            return Reply.Ok;
        },
    };

    /// <summary>The semicolon makes it a voice call; data calls are not modelled.</summary>
    private static Reply Dial(Invocation call)
    {
        var machine = call.Machine;
        var text = call.Text(0);
        if (machine.Radio.Functionality != 1)
        {
            return Reply.Error;
        }

        var number = text.StartsWith('L') ? machine.Calls.LastDialled : new string([.. text.Where(c => char.IsAsciiDigit(c) || c is '+' or '*' or '#' or 'A' or 'B' or 'C')]);
        return text.EndsWith(';') && number.Length > 0 && machine.Calls.Dial(number) ? Reply.Ok : Reply.NoCarrier;
    }

    private static Reply HangUp(Invocation call)
    {
        if (call.Count > 0 && !call.TryOnlyNumber(0, 1, out _))
        {
            return Reply.Error;
        }

        var machine = call.Machine;
        machine.Calls.HangUp();
        if (machine.Options.HangUpClosesConnection && machine.TcpIp.HasCarrier)
        {
            machine.TcpIp.Close(machine.TcpIp.Links[0], quick: true, () => machine.Log("ATH closes the connection"));
        }

        return Reply.Ok;
    }
}

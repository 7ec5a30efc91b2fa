namespace Sim800.Simulator.Commands;

/// <summary>The serial port. Sources: fact sheet 2.30, 5.3, 10.2; manual chapter 2.2.40 and 2.2.41.</summary>
internal static class PortCommands
{
    private static readonly int[] s_rates = [0, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800];

    public static IEnumerable<Command> All =>
    [
        new("+IPR")
        {
            Test = call => Reply.Info($"+IPR: (),({string.Join(',', Rates(call.Machine))})"),
            Read = call => Reply.Info($"+IPR: {call.Machine.Profile.BaudRate}"),
            Write = SetRate,
        },
        new("+ICF")
        {
            Test = _ => Reply.Info("+ICF: (1-6),(0,1,3)"),
            Read = call => Reply.Info($"+ICF: {call.Machine.Profile.CharacterFormat},{(call.Machine.Profile.HasParity ? call.Machine.Profile.Parity : 255)}"),
            Write = SetFormat,
        },
        new("+IFC")
        {
            Test = _ => Reply.Info("+IFC: (0-2),(0-2)"),
            Read = call => Reply.Info($"+IFC: {call.Machine.Profile.FlowControlOut},{call.Machine.Profile.FlowControlIn}"),
            Write = SetFlowControl,
        },
    ];

    private static IEnumerable<int> Rates(Sim800Machine machine) => s_rates.Where(rate => rate <= machine.Options.Model.HighestRate);

    /// <summary>The new rate applies after the result of the line; 0 acts after a restart.</summary>
    private static Reply SetRate(Invocation call)
    {
        var machine = call.Machine;
        if (!call.TryOnlyNumber(0, int.MaxValue, out var rate) || !Rates(machine).Contains(rate))
        {
            return Reply.BadParameter;
        }

        machine.Profile.BaudRate = rate;
        if (machine.Options.StoresBaudRateAtOnce)
        {
            machine.Stored = machine.Stored with { BaudRate = rate };
        }

        return rate == 0 ? Reply.Ok : Reply.OkThen(() => machine.Receiver.FixRate(rate));
    }

    /// <summary>The new format applies after the result of the line.</summary>
    private static Reply SetFormat(Invocation call)
    {
        var parity = 3;
        if (call.Count is not (1 or 2)
            || !call.TryNumber(0, 1, 6, out var format)
            || (call.Count == 2 && (!call.TryNumber(1, 0, 3, out parity) || parity == 2)))
        {
            return Reply.BadParameter;
        }

        call.Machine.Profile.CharacterFormat = format;
        call.Machine.Profile.Parity = parity;
        return Reply.OkThen(() => call.Machine.Port.SetFormat(call.Machine.Profile.Format));
    }

    private static Reply SetFlowControl(Invocation call)
    {
        if (call.Count > 2 || !call.TryNumber(0, 0, 2, out var output))
        {
            return Reply.BadParameter;
        }

        var input = output;
        if (call.Count == 2 && !call.TryNumber(1, 0, 2, out input))
        {
            return Reply.BadParameter;
        }

        call.Machine.Profile.FlowControlOut = output;
        call.Machine.Profile.FlowControlIn = input;
        return Reply.Ok;
    }
}

using System.Globalization;

namespace Sim800.Simulator.Commands;

/// <summary>V.25ter settings of the dialogue itself. Sources: fact sheet 1.2, 1.3, 1.7, 2.30, 11.1, 11.2; manual chapter 2.2 and 3.2.20.</summary>
internal static class BasicCommands
{
    private static readonly Dictionary<int, (int Minimum, int Maximum, int Default)> s_registers = new()
    {
        [0] = (0, 255, 0),
        [3] = (13, 13, 13),
        [4] = (10, 10, 10),
        [5] = (0, 127, 8),
        [6] = (0, 999, 2),
        [7] = (1, 255, 60),
        [8] = (0, 255, 2),
        [10] = (1, 254, 15),
    };

    public static IEnumerable<Command> All =>
    [
        new("E") { Execute = call => Set(call, 1, 1, value => call.Machine.Profile.Echo = value == 1) },
        new("V") { Execute = call => Set(call, 1, 1, value => call.Machine.Profile.Verbose = value == 1) },
        new("Q") { Execute = call => Set(call, 1, 0, value => call.Machine.Profile.Quiet = value == 1) },
        new("X") { Execute = call => Set(call, 4, 4, value => call.Machine.Profile.ResultCodes = value) },
        new("&C") { Execute = SetCarrierDetect },
        new("&D") { Execute = call => Set(call, 2, 1, value => call.Machine.Profile.TerminalReady = value) },
        new("L") { Execute = call => Set(call, 9, 0, _ => { }) },
        new("M") { Execute = call => Set(call, 9, 0, _ => { }) },
        new("P") { Execute = _ => Reply.Ok },
        new("T") { Execute = _ => Reply.Ok },
        new("S") { Read = ReadRegister, Write = WriteRegister },
        Setting.Number("+CMEE", 2, call => call.Machine.Profile.ErrorFormat, (call, format) => call.Machine.Profile.ErrorFormat = format),
    ];

    private static Reply Set(Invocation call, int maximum, int standard, Action<int> set)
    {
        var value = call.Machine.Options.MissingNumberIsZero ? 0 : standard;
        if (call.Count > 0 && !call.TryOnlyNumber(0, maximum, out value))
        {
            return Reply.Error;
        }

        set(value);
        return Reply.Ok;
    }

    private static Reply SetCarrierDetect(Invocation call) => Set(call, 1, 1, value =>
    {
        call.Machine.Profile.CarrierDetect = value;
        call.Machine.UpdateCarrier();
    });

    private static Reply ReadRegister(Invocation call) =>
        call.TryNumber(0, 0, 99, out var number) && s_registers.TryGetValue(number, out var register)
            ? Reply.Info(call.Machine.Profile.Registers.GetValueOrDefault(number, register.Default)
                .ToString(call.Machine.Options.PadsRegisters ? "D3" : "D", CultureInfo.InvariantCulture))
            : Reply.Error;

    private static Reply WriteRegister(Invocation call)
    {
        if (!call.TryNumber(0, 0, 99, out var number) || !s_registers.TryGetValue(number, out var register))
        {
            return Reply.Error;
        }

        var value = register.Default;
        if (call.Text(1).Length > 0 && !call.TryNumber(1, register.Minimum, register.Maximum, out value))
        {
            return Reply.Error;
        }

        call.Machine.Profile.Registers = call.Machine.Profile.Registers.SetItem(number, value);
        return Reply.Ok;
    }
}

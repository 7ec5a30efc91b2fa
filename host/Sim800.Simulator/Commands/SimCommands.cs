namespace Sim800.Simulator.Commands;

/// <summary>The SIM card. Sources: fact sheet 1.4, 2.30, 7.9, 8 (T14); manual chapters 3.2 and 6.2.23.</summary>
internal static class SimCommands
{
    public static IEnumerable<Command> All =>
    [
        new("+CPIN") { Read = Status, Write = _ => Reply.NotAllowed, Test = _ => Reply.Ok },
        new("+CIMI") { Execute = call => WithSim(call, () => Reply.Info(call.Machine.Options.Imsi)), Test = _ => Reply.Ok },
        new("+CCID") { Execute = call => WithSim(call, () => Reply.Info(CardNumber(call.Machine.Options))), Test = _ => Reply.Ok },
    ];

    private static Reply Status(Invocation call) => call.Machine is { Radio.HasSim: false, Options.MissingCardIsStatus: true }
        ? Reply.Info("+CPIN: NOT INSERTED")
        : WithSim(call, () => Reply.Info("+CPIN: READY"));

    private static string CardNumber(Sim800Options options) => (options.PrefixesCardNumber ? "+CCID: " : "") + options.Iccid;

    private static Reply WithSim(Invocation call, Func<Reply> answer) =>
        !call.Machine.Radio.HasSim ? Reply.Fail(CmeError.SimNotInserted)
        : call.Machine.Radio.Functionality == 0 ? Reply.Fail(CmeError.CfunStateIs0Or4)
        : !call.Machine.Radio.SimIsReady ? Reply.Fail(CmeError.SimBusy)
        : answer();
}

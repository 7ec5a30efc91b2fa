namespace Sim800.Simulator.Commands;

/// <summary>The SIM card. Sources: fact sheet 1.4, 1.7, 2.30, 7.9, 8 (T14); manual chapters 3.2, 6.2.3 and 6.2.23.</summary>
internal static class SimCommands
{
    public static IEnumerable<Command> All =>
    [
        new("+CPIN") { Read = Status, Write = Enter, Test = _ => Reply.Ok, Works = true },
        new("+SPIC") { Execute = call => WithCard(call, () => Attempts(call.Machine.Radio.Card)), Test = _ => Reply.Ok },
        new("+CIMI") { Execute = call => WithSim(call, () => Reply.Info(call.Machine.Options.Imsi)), Test = _ => Reply.Ok },
        new("+CCID") { Execute = call => WithSim(call, () => Reply.Info(CardNumber(call.Machine.Options))), Test = _ => Reply.Ok },
    ];

    private static Reply Status(Invocation call) => call.Machine is { Radio.HasSim: false, Options.MissingCardIsStatus: true }
        ? Reply.Info("+CPIN: NOT INSERTED")
        : WithCard(call, () => Reply.Info($"+CPIN: {call.Machine.Radio.Card.State}"));

    /// <summary>The PIN, or the PUK and a new PIN; what is right is followed by the state as a code.</summary>
    private static Reply Enter(Invocation call) => WithCard(call, () =>
    {
        var card = call.Machine.Radio.Card;
        var asksForPuk = card.State == "SIM PUK";
        if (card.IsOpen || call.Count > 2)
        {
            return Reply.NotAllowed;
        }

        if (asksForPuk && call.Count != 2)
        {
            return Reply.Fail(CmeError.SimPukRequired);
        }

        return Reply.Later(call.Latency, () => (asksForPuk ? card.TryPuk(call.Text(0), call.Text(1)) : card.TryPin(call.Text(0)))
            ? Reply.OkThen(call.Machine.Radio.Unlock)
            : Reply.Fail(CmeError.IncorrectPassword));
    });

    /// <summary>PIN, PIN2, PUK, PUK2; nothing here uses the second ones.</summary>
    private static Reply Attempts(Radio.SimCard card) => Reply.Info($"+SPIC: {card.PinAttempts},3,{card.PukAttempts},10");

    private static string CardNumber(Sim800Options options) => (options.PrefixesCardNumber ? "+CCID: " : "") + options.Iccid;

    private static Reply WithSim(Invocation call, Func<Reply> answer) => WithCard(call, () =>
        call.Machine.Radio.Card.IsOpen ? answer() : Reply.Fail(call.Machine.Radio.Card.PinAttempts > 0 ? CmeError.SimPinRequired : CmeError.SimPukRequired));

    private static Reply WithCard(Invocation call, Func<Reply> answer) =>
        !call.Machine.Radio.HasSim ? Reply.Fail(CmeError.SimNotInserted)
        : call.Machine.Radio.Functionality == 0 ? Reply.Fail(CmeError.CfunStateIs0Or4)
        : !call.Machine.Radio.SimIsReady ? Reply.Fail(CmeError.SimBusy)
        : answer();
}

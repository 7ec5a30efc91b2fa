using Sim800.Nano.Channels;
using Sim800.Nano.Commands;

namespace Sim800.Nano.Network;

/// <summary>The SIM card: what it wants, and its PIN. For the owner of the gate.</summary>
internal static class SimCard
{
    public const int NotInserted = 10;
    public const int PinRequired = 11;
    public const int PukRequired = 12;
    public const int Busy = 14;

    private const int WrongPassword = 16;
    private const int SwitchedOff = 797;
    private const int Time = 5_000;

    // After a start the card takes seconds.
    private const int Patience = 10_000;
    private const int Poll = 1_000;

    // The last attempt is left to a hand: if it is wrong the card locks itself.
    private const int SafeAttempts = 2;

    /// <summary>Asks what it wants.</summary>
    public static int Ask(Channel channel, out ModemSimState state)
    {
        var reply = new Reply();
        int outcome = reply.Ask(channel, "AT+CPIN?", Time);
        state = ModemSimState.Locked;
        if (outcome == Outcome.Ok)
        {
            if (reply.Find("+CPIN:"))
            {
                state = StateOf(reply.Rest());
            }
        }
        else if (Outcome.ErrorOf(outcome) == ModemError.Rejected)
        {
            int code = Outcome.ModuleCodeOf(outcome);
            state = code == NotInserted ? ModemSimState.Missing : code == PinRequired ? ModemSimState.PinRequired : code == PukRequired ? ModemSimState.PukRequired : ModemSimState.Busy;
            outcome = state != ModemSimState.Busy || code == Busy || code == SwitchedOff ? Outcome.Ok : outcome;
        }

        return outcome;
    }

    /// <summary>Asks how many attempts are left for the PIN; -1 if the module does not say.</summary>
    public static int AskAttempts(Channel channel, out int attempts)
    {
        var reply = new Reply();
        int outcome = reply.Ask(channel, "AT+SPIC", Time);
        attempts = outcome == Outcome.Ok && reply.Find("+SPIC:") ? reply.Number() : -1;
        return Outcome.Pardon(outcome);
    }

    /// <summary>Enters the PIN, if it is asked for, and unless it could be the last time.</summary>
    public static int Enter(Channel channel, string pin, bool force)
    {
        int outcome = Ask(channel, out ModemSimState state);
        for (int patience = Patience; outcome == Outcome.Ok && state == ModemSimState.Busy && patience > 0 && !channel.Gate.IsOwnerAborted; patience -= Poll)
        {
            channel.Pause(Poll);
            outcome = Ask(channel, out state);
        }

        if (outcome != Outcome.Ok || state == ModemSimState.Ready)
        {
            return outcome;
        }

        if (state != ModemSimState.PinRequired)
        {
            return state == ModemSimState.Busy ? Outcome.Rejected(Busy)
                : Outcome.Of(state == ModemSimState.Missing ? ModemError.SimMissing : ModemError.SimLocked, ModemWait.None);
        }

        outcome = AskAttempts(channel, out int attempts);
        if (outcome == Outcome.Ok && attempts >= 0 && attempts < SafeAttempts && !force)
        {
            outcome = Outcome.Of(ModemError.LastAttempt, ModemWait.None);
        }

        if (outcome == Outcome.Ok)
        {
            channel.Begin(Command.Pin, -1);
            channel.AddQuoted(pin);
            outcome = channel.Run();
            if (Outcome.ErrorOf(outcome) == ModemError.Rejected && Outcome.ModuleCodeOf(outcome) == WrongPassword)
            {
                outcome = Outcome.Of(ModemError.WrongPin, ModemWait.None, WrongPassword);
            }
        }

        return outcome;
    }

    private static ModemSimState StateOf(string text)
    {
        switch (text)
        {
            case "READY":
                return ModemSimState.Ready;
            case "SIM PIN":
                return ModemSimState.PinRequired;
            case "SIM PUK":
                return ModemSimState.PukRequired;
            case "NOT INSERTED":
                return ModemSimState.Missing;
            case "NOT READY":
                return ModemSimState.Busy;
            default:
                return ModemSimState.Locked;
        }
    }
}

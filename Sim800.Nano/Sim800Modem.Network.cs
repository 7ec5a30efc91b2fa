using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Network;

namespace Sim800.Nano;

// The way into the network, and what it says of itself.
public sealed partial class Sim800Modem
{
    private const int UnknownSignal = 99;
    private const int AnswerTime = 5_000;
    private const int AttachTime = 75_000;

    /// <summary>Waits until the SIM card is ready and the module is registered and attached to the packet network. What it waits for is reported (<see cref="ModemEvent.Progress"/>); <see cref="Close"/> ends it.</summary>
    /// <param name="timeout">The time for all of it in milliseconds, or -1 for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is less than -1.</exception>
    /// <exception cref="ModemTimeoutException">It did not come so far in time (<see cref="ModemWait.Network"/>), or the module does not answer.</exception>
    /// <exception cref="ModemException">There is no SIM card, it is locked, or registration was still denied at the end.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void WaitForNetwork(int timeout = 60_000)
    {
        Check.Timeout(timeout);
        Use(Slot.Modem);
        int outcome;
        try
        {
            outcome = _network.AwaitReady(DeadlineIn(timeout));
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
    }

    /// <summary>
    /// Asks the network for the addresses of a name. Other calls and links may talk to the module while it looks; another call of the modem itself is <see cref="ModemError.InUse"/>.
    /// <para>An answer that comes after the time is over answers no later question. As long as one is owed, a failure cannot be told from it: then a name that has no address may
    /// end in <see cref="ModemError.TimedOut"/>.</para>
    /// </summary>
    /// <param name="host">The name: at most 253 printable ASCII characters without quotes and spaces.</param>
    /// <param name="timeout">The time for the turn and the answer in milliseconds, or -1 for no limit. The module documents none of its own.</param>
    /// <param name="context">The context in which it is asked, 0 or 1.</param>
    /// <returns>Its IPv4 addresses, one at least; the module gives at most two.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="host"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="host"/> is empty, too long, or has a character that cannot be sent.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is less than -1, or <paramref name="context"/> is neither 0 nor 1.</exception>
    /// <exception cref="ModemTimeoutException">No answer came in time (<see cref="ModemWait.Resolve"/>), or the module does not answer.</exception>
    /// <exception cref="ModemException">The name has no address (<see cref="ModemError.HostNotFound"/>) or was not resolved (<see cref="ModemError.ResolveFailed"/>), no context is open or it was lost, or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates a buffer of 64 bytes, the texts and their array.</remarks>
    public string[] Resolve(string host, int timeout = 60_000, int context = 0)
    {
        Check.Host(host);
        Check.Timeout(timeout);
        Check.Context(context);
        DemandContext(context);
        Use(Slot.Modem);
        int outcome;
        string[] addresses;
        try
        {
            outcome = _names.Resolve(host, context, DeadlineIn(timeout), out addresses);
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
        return addresses;
    }

    /// <summary>Asks for the strength of the signal.</summary>
    /// <returns>0 (-115 dBm or less) to 31 (-52 dBm or more), or 99 if it is not known.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public int GetSignalQuality()
    {
        int quality = AskValue(Command.Signal, 0);
        return quality < 0 ? UnknownSignal : quality;
    }

    /// <summary>Asks how the module stands with the network of its voice and messages (AT+CREG?).</summary>
    /// <returns>The state; <see cref="ModemRegistration.Denied"/> is the network's own answer.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public ModemRegistration GetRegistration()
    {
        int state = AskValue(Command.Registration, 1);
        return state >= 0 && state <= (int)ModemRegistration.Roaming ? (ModemRegistration)state : ModemRegistration.Unknown;
    }

    /// <summary>Asks whether the module is attached to the packet network (AT+CGATT?).</summary>
    /// <returns>Whether it is. Some modules say no, and a context can be opened all the same.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public bool GetAttached() => AskValue(Command.Attached, 0) == 1;

    /// <summary>
    /// Has the module attach to the packet network (AT+CGATT=1), which it otherwise does by itself when it has registered. Does nothing if it is attached. No other call can talk to the module meanwhile, at most 75 s;
    /// <see cref="Close"/> ends it.
    /// </summary>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The network refused, or the module is not registered; the modem is not open, is in another call of this kind, or was closed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates a buffer of 96 bytes.</remarks>
    public void JoinPacketNetwork() => Ask("AT+CGATT=1", AttachTime);

    /// <summary>Asks for the name of the network (AT+COPS?).</summary>
    /// <returns>The name, in the format that AT+COPS=3 has chosen; null if there is no network.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates the text and a buffer of 96 bytes.</remarks>
    public string GetOperator()
    {
        Reply reply = Ask("AT+COPS?", AnswerTime);
        return reply.Find("+COPS:") ? reply.Quoted() : null;
    }

    /// <summary>Asks the module how far a context is on its way (AT+CIPSTATUS). What it says is reported too if it is news (<see cref="ModemEvent.GprsState"/>).</summary>
    /// <param name="context">The context, 0 or 1.</param>
    /// <returns>The state, as the module names it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="context"/> is neither 0 nor 1.</exception>
    /// <exception cref="NotSupportedException">The second context, which has never been opened.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates 100 bytes.</remarks>
    public ModemGprsState GetGprsState(int context = 0)
    {
        Check.Context(context);
        if (context > 0 && !_channel.Chooses)
        {
            throw new NotSupportedException();
        }

        Enter();
        int outcome;
        ModemGprsState state;
        try
        {
            outcome = _network.AskState(context, out state);
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
        return state;
    }

    private int AskValue(int command, int index)
    {
        Enter();
        int outcome;
        int value;
        try
        {
            _channel.Begin(command, -1);
            outcome = _channel.Run();
            value = _channel.Value(index);
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
        return value;
    }

    private Reply Ask(string question, int milliseconds)
    {
        var reply = new Reply();
        Enter();
        int outcome;
        try
        {
            outcome = reply.Ask(_channel, question, milliseconds);
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
        return reply;
    }
}

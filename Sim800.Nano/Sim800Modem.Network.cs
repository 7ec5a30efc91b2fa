using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;

namespace Sim800.Nano;

// What the module and the network say of themselves.
public sealed partial class Sim800Modem
{
    /// <summary>Waits until the SIM card is ready and the module is registered and attached to the packet network.</summary>
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
            _channel.Unuse(Slot.Modem);
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
            _channel.Unuse(Slot.Modem);
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
        Enter();
        int outcome;
        int quality;
        try
        {
            _channel.Begin(Command.Signal, -1);
            outcome = _channel.Run();
            quality = _channel.Value(0);
        }
        finally
        {
            _channel.Unuse(Slot.Modem);
        }

        Outcome.Check(outcome);
        return quality;
    }

    /// <summary>Asks for the name and release of the module (ATI). Allocates the text.</summary>
    /// <returns>For example <c>SIM800 R14.18</c>.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public string GetIdentity() => Execute("ATI", 5_000);

    /// <summary>Asks for the serial number of the module, its IMEI. Allocates the text.</summary>
    /// <returns>Fifteen digits.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public string GetSerialNumber() => Execute("AT+GSN", 5_000);
}

using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Network;

namespace Sim800.Nano;

// The SIM card and its PIN.
public sealed partial class Sim800Modem
{
    /// <summary>Asks what the SIM card wants (AT+CPIN?).</summary>
    /// <returns>Its state.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates a buffer of 96 bytes and a text.</remarks>
    public ModemSimState GetSimState()
    {
        Enter();
        int outcome;
        ModemSimState state;
        try
        {
            outcome = SimCard.Ask(_channel, out state);
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
        return state;
    }

    /// <summary>Asks how many attempts are left for the PIN (AT+SPIC).</summary>
    /// <returns>Their number, 3 at most; -1 if the module does not say.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates a buffer of 96 bytes.</remarks>
    public int GetPinAttempts()
    {
        Enter();
        int outcome;
        int attempts;
        try
        {
            outcome = SimCard.AskAttempts(_channel, out attempts);
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
        return attempts;
    }

    /// <summary>
    /// Enters the PIN of the SIM card (AT+CPIN), if the card asks for it; a card that is still being read is waited for, 10 s. How many attempts are left is asked before (AT+SPIC, where the module can say it): with fewer than two it is not tried, because a program that
    /// tries a wrong PIN after each restart would lock the card.
    /// </summary>
    /// <param name="pin">Four to eight digits.</param>
    /// <param name="force">Whether the last attempt is used too.</param>
    /// <exception cref="ArgumentNullException"><paramref name="pin"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="pin"/> is not four to eight digits.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The PIN is wrong (<see cref="ModemError.WrongPin"/>); fewer than two attempts are left (<see cref="ModemError.LastAttempt"/>); the card asks for something else
    /// (<see cref="ModemError.SimLocked"/>), is missing, or is not ready in time (<see cref="ModemError.Rejected"/>, 14); the modem is not open, is in another call of this kind, or was closed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates two buffers of 96 bytes and a text.</remarks>
    public void EnterPin(string pin, bool force = false)
    {
        Check.Pin(pin);
        Enter();
        int outcome;
        try
        {
            outcome = SimCard.Enter(_channel, pin, force);
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
    }
}

using System;
using Sim800.Nano.Channels;

namespace Sim800.Nano;

// Off.
public sealed partial class Sim800Modem
{
    /// <summary>Switches the module off, by AT+CPOWD=1 or, if that is not answered within 10 s, by PWRKEY. Every link fails. <see cref="PowerOn"/> switches it on again.</summary>
    /// <exception cref="ModemTimeoutException">The module does not answer and PWRKEY is not wired (<see cref="ModemWait.PowerDown"/>).</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void PowerOff()
    {
        Enter();
        int outcome;
        try
        {
            outcome = _power.Off();
            if (outcome == Outcome.Ok)
            {
                _notices.Forget(ModemError.PoweredDown, ModemContextState.Closed);
            }
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
    }
}

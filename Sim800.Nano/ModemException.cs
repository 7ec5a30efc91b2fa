using System;

namespace Sim800.Nano;

/// <summary>
/// An operation of the modem has failed. As everywhere on this platform there is no message text; the properties say it all.
/// A failure that is a missed deadline is a <see cref="ModemTimeoutException"/>.
/// </summary>
public class ModemException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="ModemException"/> class.</summary>
    /// <param name="error">Why it has failed.</param>
    /// <param name="wait">What it waited for.</param>
    /// <param name="moduleCode">The module's own number, or -1.</param>
    public ModemException(ModemError error, ModemWait wait, int moduleCode)
    {
        Error = error;
        Wait = wait;
        ModuleCode = moduleCode;
        Unacknowledged = -1;
    }

    /// <summary>Gets why it has failed.</summary>
    public ModemError Error { get; }

    /// <summary>Gets what it waited for.</summary>
    public ModemWait Wait { get; }

    /// <summary>Gets the module's own number: that of +CME ERROR, or of +CDNSGIP if <see cref="Error"/> is <see cref="ModemError.ResolveFailed"/>; -1 if it gave none.</summary>
    public int ModuleCode { get; }

    /// <summary>Gets how many bytes the peer had not acknowledged when <see cref="ModemSocket.Flush"/> failed; -1 if that is not known.</summary>
    public int Unacknowledged { get; internal set; }
}

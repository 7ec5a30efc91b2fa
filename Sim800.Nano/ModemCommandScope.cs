using System;

namespace Sim800.Nano;

/// <summary>The time between leaving data mode and returning to it: <c>using (stream.EnterCommandMode(spill)) { … }</c>.</summary>
public sealed class ModemCommandScope : IDisposable
{
    private readonly ModemDataStream _stream;

    internal ModemCommandScope(ModemDataStream stream)
    {
        _stream = stream;
    }

    /// <summary>Returns to data mode (ATO). If the connection has ended meanwhile the next read says so, behind what came before.</summary>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">Another thread is in a call of the modem, or the modem was closed.</exception>
    public void Dispose() => _stream.ExitCommandMode();
}

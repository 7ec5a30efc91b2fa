namespace Sim800.Nano;

/// <summary>What <see cref="ModemException.Wait"/> names did not come in time. <see cref="ModemException.Error"/> is <see cref="ModemError.TimedOut"/>.</summary>
public sealed class ModemTimeoutException : ModemException
{
    /// <summary>Initializes a new instance of the <see cref="ModemTimeoutException"/> class.</summary>
    /// <param name="wait">What did not come.</param>
    public ModemTimeoutException(ModemWait wait)
        : base(ModemError.TimedOut, wait, -1)
    {
    }
}

namespace Sim800.Nano.Channels;

/// <summary>
/// How something inside the driver has ended, as one number: 0 is well; else the error, what it waited for and the module's own
/// number in one byte or more each. An exception is made of it only where it leaves the driver.
/// </summary>
internal static class Outcome
{
    public const int Ok = 0;

    public static int Of(ModemError error, ModemWait wait) => (int)error | ((int)wait << 8);

    public static int Of(ModemError error, ModemWait wait, int moduleCode) => Of(error, wait) | ((moduleCode + 1) << 16);

    public static int Rejected(int moduleCode) => Of(ModemError.Rejected, ModemWait.Answer, moduleCode);

    public static ModemError ErrorOf(int outcome) => (ModemError)(outcome & 255);

    public static ModemWait WaitOf(int outcome) => (ModemWait)((outcome >> 8) & 255);

    public static int ModuleCodeOf(int outcome) => (outcome >> 16) - 1;

    /// <summary>Lets a refusal count as well: of what not every module knows.</summary>
    public static int Pardon(int outcome) => ErrorOf(outcome) == ModemError.Rejected ? Ok : outcome;

    /// <summary>Throws unless it ended well.</summary>
    public static void Check(int outcome)
    {
        if (outcome != Ok)
        {
            throw Failure(outcome);
        }
    }

    /// <summary>Makes the exception of what did not end well.</summary>
    public static ModemException Failure(int outcome)
    {
        ModemError error = ErrorOf(outcome);
        ModemWait wait = WaitOf(outcome);
        if (error == ModemError.TimedOut)
        {
            return new ModemTimeoutException(wait);
        }

        return new ModemException(error, wait, ModuleCodeOf(outcome));
    }
}

using NanoHost;

/// <summary>What is common to calls into the platform.</summary>
internal static class Platform
{
    /// <summary>What throwing and catching an exception takes from the heap.</summary>
    private const int ExceptionBytes = 120;

    /// <summary>An exception that the platform, and not the firmware's own code, makes.</summary>
    public static System.Exception Error(System.Exception exception)
    {
        Cpu.AllocatedByPlatform(ExceptionBytes);
        return exception;
    }
}

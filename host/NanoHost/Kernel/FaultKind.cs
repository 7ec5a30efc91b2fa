namespace NanoHost;

/// <summary>What went wrong in the firmware.</summary>
public enum FaultKind
{
    /// <summary>An exception that nobody caught ended a thread (or a handler on the dispatcher); the device goes on in silence.</summary>
    UnhandledException,

    /// <summary>A thread executed too long without ever waiting for anything.</summary>
    Spins,
}

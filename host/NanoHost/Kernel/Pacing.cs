namespace NanoHost;

/// <summary>How simulated time goes on while no firmware thread can run.</summary>
public enum Pacing
{
    /// <summary>It jumps to the next event.</summary>
    Simulated,

    /// <summary>It follows the PC's clock: for real serial ports.</summary>
    RealTime,

    /// <summary>
    /// It follows the PC's clock while <see cref="MachineOptions.PacedWhile"/> says so (a real connection is open, so that an
    /// answer may be under way that no event announces) and jumps otherwise.
    /// </summary>
    RealTimeWhile,
}

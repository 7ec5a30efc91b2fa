using NanoHost;

namespace nanoFramework.Runtime.Native;

/// <summary>The host does not model the heap's occupation.</summary>
public static class GC
{
    /// <summary>Nothing on the host.</summary>
    public static void EnableGCMessages(bool enable) => FirmwareThread.Enter();

    /// <returns>What is free on such a board after a start: an estimate that does not change.</returns>
    public static uint Run(bool compactHeap) => FirmwareThread.Enter().Machine.Board.Profile.FreeHeap;
}

using Sim800.Simulator.Faults;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>What can end a connection, by number: the peer closes or resets it, the context is lost, the module restarts, or falls silent.</summary>
internal static class ConnectionFaults
{
    /// <summary>Has one of them happen now; the peer knows how to end its side, by a reset or not.</summary>
    public static void Strike(Bench bench, int fault, Action<bool> end)
    {
        var machine = bench.Module.Machine;
        switch (fault)
        {
            case 0:
            case 1:
                end(fault == 1);
                break;
            case 2:
                machine.LoseContext(bench.Queue.Now);
                break;
            case 3:
                machine.BrownOut(bench.Queue.Now);
                break;
            default:
                bench.Module.Strike(new StallFault(0, 20 * PerSecond));
                break;
        }
    }
}

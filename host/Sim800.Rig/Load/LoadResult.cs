namespace Sim800.Rig.Load;

/// <summary>How a crowd did.</summary>
/// <param name="Elapsed">By the PC's clock.</param>
/// <param name="Simulated">By the modules'.</param>
/// <param name="Blocks">Blocks of 1460 bytes that went to a server and back.</param>
/// <param name="Processor">Processor time for each second, of one core.</param>
/// <param name="Median">Milliseconds behind the PC's clock, at half of the steps at most.</param>
/// <param name="Usual">At 99 of 100 steps at most.</param>
/// <param name="Worst">At the worst.</param>
internal sealed record LoadResult(TimeSpan Elapsed, TimeSpan Simulated, int Blocks, double Processor, double Median, double Usual, double Worst)
{
    /// <summary>A module that is later than this at more than one step in a hundred is late for firmware, too: the shortest times on its pins are 50 ms.</summary>
    private const double Tolerable = 50;

    /// <summary>Whether simulated time kept up with the PC's clock.</summary>
    public bool KeepsUp => Usual < Tolerable;
}

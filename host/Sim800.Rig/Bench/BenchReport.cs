using NanoHost;
using Sim800.Rig.Boards;

namespace Sim800.Rig.Bench;

/// <summary>Everything that is measured.</summary>
internal sealed record BenchReport(IReadOnlyList<BoardReport> Boards, AssemblyFigures Assembly, HeapEstimate OneSocket, HeapEstimate SixSockets)
{
    /// <summary>The board whose figures are meant where only one is.</summary>
    public BoardReport Main => Boards[0];

    /// <summary>Runs the bench: simulated time only, so that each run is like any other.</summary>
    public static BenchReport Measure()
    {
        var firmware = BuiltFirmware.Load("Bench", new RewriteOptions { CountsMethods = true });
        return new BenchReport(
            [.. Conditions.Boards.Select(board => new BoardReport(board.Name, [.. Operations.All.Select(operation => Measuring.Of(operation, firmware, board))]))],
            AssemblyFigures.Of(BuiltFirmware.PathOf(Measuring.Driver)),
            HeapAfterOpen(firmware, 1),
            HeapAfterOpen(firmware, 6));
    }

    private static HeapEstimate HeapAfterOpen(FirmwareImage firmware, int sockets)
    {
        using var board = new BenchBoard(Conditions.Boards[0]);
        board.Run(firmware, "Open", sockets);
        return HeapEstimate.Of(board.Machine, Measuring.Driver);
    }
}

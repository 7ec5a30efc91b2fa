using NanoHost;

namespace Sim800.Rig.Bench;

/// <summary>Everything that is measured.</summary>
internal sealed record BenchReport(IReadOnlyList<BoardReport> Boards, AssemblyFigures Assembly, HeapEstimate OneSocket, HeapEstimate SixSockets)
{
    /// <summary>The board whose figures are meant where only one is.</summary>
    public BoardReport Main => Boards[0];

    /// <summary>Runs the bench: simulated time only, so that each run is like any other.</summary>
    public static BenchReport Measure()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "firmware");
        var driver = Path.Combine(folder, "Sim800.Nano.dll");
        var firmware = FirmwareImage.Load([driver, Path.Combine(folder, "Bench.dll")], new RewriteOptions { CountsMethods = true });
        return new BenchReport(
            [.. Conditions.Boards.Select(board => new BoardReport(board.Name, [.. Operations.All.Select(operation => Measuring.Of(operation, firmware, board))]))],
            AssemblyFigures.Of(driver),
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

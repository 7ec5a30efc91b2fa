using System.Globalization;
using NanoHost;
using Spectre.Console;

namespace Sim800.Rig.Bench;

/// <summary>The figures for a person.</summary>
internal static class TableReport
{
    public static void Write(IAnsiConsole console, BenchReport report)
    {
        foreach (var board in report.Boards)
        {
            Write(console, board);
        }

        Heap("one socket", report.OneSocket);
        Heap("six sockets", report.SixSockets);
        console.MarkupLineInterpolated($"Assembly: {report.Assembly.IlBytes} bytes of IL in {report.Assembly.Methods} methods of {report.Assembly.Types} types.");
        console.WriteLine();
        foreach (var sentence in Conditions.Text)
        {
            console.MarkupLineInterpolated($"[grey]{sentence}[/]");
        }

        void Heap(string name, HeapEstimate heap) =>
            console.MarkupLineInterpolated($"Heap after opening, {name}: {heap.Bytes} bytes, {heap.StaticTables} of them static tables (estimated).");
    }

    /// <summary>Where the instructions of one operation go.</summary>
    public static void WriteMethods(IAnsiConsole console, BenchReport report, string operation)
    {
        foreach (var board in report.Boards)
        {
            var row = board.Operations.Single(row => row.Name == operation);
            var table = new Table().Border(TableBorder.Rounded).Title($"{operation} on {board.Board}").AddColumn("method").AddColumn(new TableColumn("il").RightAligned());
            foreach (var method in row.Methods)
            {
                table.AddRow(new Text(method.Name), new Text(Number(method.Instructions)));
            }

            console.Write(table.AddRow(new Text("all"), new Text(Number(row.Il))));
        }
    }

    private static void Write(IAnsiConsole console, BoardReport board)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(board.Board).AddColumn("operation");
        foreach (var column in (string[])["il", "platform calls", "serial + GPIO events", "deviceIl", "allocated", "by events", "bytes out", "bytes in", "round trips", "ms", "efficiency"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var row in board.Operations)
        {
            string[] cells =
            [
                row.Name,
                Number(row.Il),
                Number(row.PlatformCalls),
                $"{row.SerialEvents} + {row.PinEvents}",
                Number(row.DeviceIl),
                Number(row.Allocated),
                Number(row.EventBytes),
                Number(row.WireOut),
                Number(row.WireIn),
                Number(row.RoundTrips),
                row.SimulatedMs.ToString("F1", CultureInfo.InvariantCulture),
                row.Payload == 0 ? "" : row.LineEfficiency.ToString("P1", CultureInfo.InvariantCulture),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        console.Write(table);
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

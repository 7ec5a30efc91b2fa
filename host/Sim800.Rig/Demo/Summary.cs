using System.Globalization;
using Sim800.Rig.Energy;
using Spectre.Console;

namespace Sim800.Rig.Demo;

/// <summary>The closing table.</summary>
internal static class Summary
{
    public static void Write(IAnsiConsole console, DemoResult result)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("").AddColumn("");
        Row("Records sent", result.Sent);
        Row("Records acknowledged", result.Acknowledged);
        Row("Records at the server", result.Received);
        Row("Payload bytes", result.PayloadBytes);
        Row("AT commands", result.Commands);
        Row("Hash of what the sample sent", result.SentHash[..16]);
        Row("Hash of what the server got", result.ReceivedHash[..16]);
        Row("Simulated time", result.SimulatedTime.ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture));
        Row("Real time", $"{result.RealTime.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s");
        console.Write(table);
        console.Write(Energy(result));

        if (result.Problem is null)
        {
            console.MarkupLine("[green]The server received exactly the records that the sample says it sent.[/]");
        }
        else
        {
            console.MarkupLineInterpolated($"[red]{result.Problem}[/]");
        }

        void Row(string name, object value) => table.AddRow(new Text(name), new Text(Convert.ToString(value, CultureInfo.InvariantCulture)!));
    }

    /// <summary>What the module has drawn: by the currents of the hardware guide, which a board of one's own will not have exactly.</summary>
    private static Table Energy(DemoResult result)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Module");
        foreach (var column in (string[])["time", "mAh", "mAh a report"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var share in result.Energy)
        {
            Row(EnergyWords.Of(share.State), share.Time, share.Charge);
        }

        Row("all", result.Energy.Sum(share => share.Time), result.Energy.Sum(share => share.Charge));
        return table;

        void Row(string name, long time, double charge) => table.AddRow(
            new Text(name),
            new Text(TimeSpan.FromTicks(time / TimeSpan.NanosecondsPerTick).ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture)),
            new Text(charge.ToString("F4", CultureInfo.InvariantCulture)),
            new Text((charge / Math.Max(1, result.Acknowledged)).ToString("F4", CultureInfo.InvariantCulture)));
    }
}

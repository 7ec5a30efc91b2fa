using System.Globalization;
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
}

using System.CommandLine;
using Sim800.Rig.Flight;

namespace Sim800.Rig.Simulate;

/// <summary><c>rig replay</c>: a recorded run once more, or what a flight recorder has kept, with trace and waveform.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "What rig simulate --record has written, or what ModemRecorder.Dump has." };
        var trace = new Option<string?>("--trace") { Description = "Writes the trace there instead of showing it.", HelpName = "FILE" };
        var vcd = new Option<string?>("--vcd") { Description = "Writes the module's pins as a waveform for PulseView, sigrok-cli or GTKWave.", HelpName = "FILE" };
        var command = new Command("replay", "Runs a virtual SIM800 again on a recorded input.") { file, trace, vcd };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(trace), parsed.GetValue(vcd)));
        return command;
    }

    private static bool IsFlight(string path)
    {
        using var input = new StreamReader(path);
        return input.ReadLine() == FlightRecord.Heading;
    }

    private static int Run(string path, string? tracePath, string? vcdPath)
    {
        try
        {
            using var input = new StreamReader(path);
            using var trace = tracePath is null ? null : new StreamWriter(tracePath);
            using var vcd = vcdPath is null ? null : new StreamWriter(vcdPath);
            if (IsFlight(path))
            {
                input.ReadLine();
                var flight = new FlightReplay(input, trace ?? Console.Out, vcd);
                flight.Run();
                Console.Error.WriteLine($"{flight.Results} results, {flight.Differences.Count} otherwise than recorded");
            }
            else
            {
                new Replay(input).Run(trace ?? Console.Out, vcd);
            }

            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            Console.Error.WriteLine($"{path} cannot be replayed: {e.Message}");
            return 2;
        }
    }
}

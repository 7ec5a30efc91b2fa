using NanoHost;
using Sim800.Rig.Boards;
using Wire;

namespace Sim800.Rig.Bench;

/// <summary>Measures one operation on one board.</summary>
internal static class Measuring
{
    public const string Driver = BuiltFirmware.Driver;

    /// <summary>A call into the platform of which nothing is known but that it is one: three simple instructions more than none.</summary>
    private const int PlatformCall = 3;

    public static Measurement Of(Operation operation, FirmwareImage firmware, BoardProfile profile)
    {
        using var board = new BenchBoard(profile);
        var reader = new LapReader(board, operation);
        board.Run(firmware, operation.Method, Arguments(operation));
        var methods = board.Machine.Methods!.Methods;
        var isDriver = methods.Select(method => method.Assembly == Driver).ToArray();
        Reading[] laps = [.. reader.Laps.Skip(operation.Repetitions == 0 ? 0 : operation.WarmUp)];
        var median = laps.OrderBy(Il).ElementAt(laps.Length / 2);

        var il = Il(median);
        var calls = median.Methods.Where((_, method) => isDriver[method]).Sum(count => count.PlatformCalls);
        var platform = median.Total.Instructions - median.Methods.Sum(count => count.Instructions);
        var milliseconds = (double)median.Time / Nanoseconds.PerMillisecond / operation.Parts;
        return new Measurement
        {
            Name = operation.Name,
            Payload = operation.Payload,
            Il = Part(il),
            PlatformCalls = Part(calls),
            SerialEvents = Part(median.Total.Events - median.Total.PinEvents),
            PinEvents = Part(median.Total.PinEvents),
            DeviceIl = Part(il + platform + (calls * PlatformCall)),
            Allocated = Part(laps.Max(lap => lap.Total.Bytes)),
            EventBytes = Part(median.Total.EventBytes),
            WireOut = Part(median.Out),
            WireIn = Part(median.In),
            RoundTrips = Part(median.RoundTrips),
            SimulatedMs = Math.Round(milliseconds, 3),
            LineEfficiency = Math.Round(operation.Payload * CharacterFormat.Usual.Bits * 1000.0 / Conditions.BaudRate / milliseconds, 4),
            Methods =
            [
                .. from pair in methods.Zip(median.Methods)
                   where pair.First.Assembly == Driver && pair.Second.Instructions > 0
                   orderby pair.Second.Instructions descending, pair.First.Name
                   select new MethodShare(pair.First.Name, Part(pair.Second.Instructions)),
            ],
        };

        long Il(Reading lap) => lap.Methods.Where((_, method) => isDriver[method]).Sum(count => count.Instructions);

        long Part(long figure) => (figure + operation.Parts - 1) / operation.Parts;
    }

    private static object[] Arguments(Operation operation)
    {
        var laps = operation.Repetitions + operation.WarmUp;
        return operation.Repetitions == 0 ? [] : operation.Argument == 0 ? [laps] : [laps, operation.Argument];
    }
}

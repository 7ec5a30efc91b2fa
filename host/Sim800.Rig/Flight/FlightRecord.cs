using System.Globalization;
using System.Text.RegularExpressions;
using Wire;

namespace Sim800.Rig.Flight;

/// <summary>One line of a flight recorder.</summary>
/// <param name="Time">Nanoseconds of the board's clock.</param>
/// <param name="Sign">What it is: <c>&gt;</c> command, <c>&lt;</c> result, <c>*</c> code, <c>#</c> edge, <c>=</c> state.</param>
/// <param name="Text">The rest.</param>
internal sealed partial record FlightRecord(long Time, char Sign, string Text)
{
    /// <summary>The first line of what ModemRecorder.Dump writes.</summary>
    public const string Heading = "sim800 flight record 1";

    /// <summary>Stands where records were overwritten while they were read.</summary>
    private const string Gap = "...";

    /// <summary>A result that says that all is well.</summary>
    public bool IsWell => Sign == '<' && (Text == "OK" || Text.StartsWith("OK ", StringComparison.Ordinal));

    /// <summary>Whether this failed in some way, whatever it waited for.</summary>
    public bool HasFailed(string error) => Sign == '<' && Text.Split(' ')[0] == error;

    /// <summary>Reads all lines behind the heading.</summary>
    /// <exception cref="FormatException">One of them is no record.</exception>
    public static IReadOnlyList<FlightRecord> Read(TextReader input)
    {
        var records = new List<FlightRecord>();
        while (input.ReadLine() is { } line)
        {
            if (line is not ("" or Gap))
            {
                records.Add(Parse(line));
            }
        }

        return records;
    }

    private static FlightRecord Parse(string line)
    {
        if (Pattern().Match(line) is not { Success: true } match)
        {
            throw new FormatException($"'{line}' is no record");
        }

        var milliseconds = long.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture) * 1_000 + int.Parse(match.Groups["milliseconds"].Value, CultureInfo.InvariantCulture);
        return new FlightRecord(milliseconds * Nanoseconds.PerMillisecond, match.Groups["sign"].Value[0], match.Groups["text"].Value);
    }

    [GeneratedRegex(@"^ *(?<seconds>\d+)\.(?<milliseconds>\d{3}) (?<sign>[><*#=]) (?<text>.+)$")]
    private static partial Regex Pattern();
}

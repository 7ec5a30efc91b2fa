using System.Globalization;
using Sim800.Nano;

namespace Host.Tests.EndToEnd;

/// <summary>How a step of a scenario ended, in simulated time, as the scenario itself has measured it.</summary>
internal sealed record StepReport(ModemError Error, ModemWait Wait, int ModuleCode, long Milliseconds)
{
    /// <summary>Finds the report of a step among the lines that the firmware has written, the last if there are several.</summary>
    public static StepReport? Find(IEnumerable<string> console, string name)
    {
        if (console.LastOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal)) is not { } line)
        {
            return null;
        }

        var numbers = line[(name.Length + 2)..].Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new StepReport((ModemError)numbers[0], (ModemWait)numbers[1], (int)numbers[2], numbers[3]);
    }
}

using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Wire;

namespace Sim800.Rig.Simulate;

/// <summary>What the control channel's commands mean.</summary>
internal sealed class ControlCommands(EventQueue queue, VirtualModule module)
{
    /// <summary>Executes one line.</summary>
    /// <returns>The lines of the answer, the last of which is <c>ok</c> or <c>error REASON</c>.</returns>
    public IReadOnlyList<string> Execute(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        try
        {
            return words switch
            {
                ["set", var pin, "0" or "1"] => Set(pin, words[2] == "1"),
                ["set", ..] => ["error set takes dtr, pwrkey, rst or rts, and 0 or 1"],
                ["get", "state"] => [State(), "ok"],
                ["fault", ..] => Strike(string.Join(' ', words[1..])),
                [] => ["error empty line"],
                _ => [$"error unknown command {words[0]}: set, get, fault"],
            };
        }
        catch (FormatException e)
        {
            return [$"error {e.Message}"];
        }
    }

    private IReadOnlyList<string> Set(string pin, bool high)
    {
        var lines = module.Lines;
        var line = pin switch
        {
            "dtr" => lines.Dtr,
            "pwrkey" => lines.PwrKey,
            "rst" => lines.Rst,
            "rts" => lines.Rts,
            _ => throw new FormatException($"no such input: {pin}; there are dtr, pwrkey, rst and rts"),
        };
        line.Drive(Side.Host, high);
        return ["ok"];
    }

    private IReadOnlyList<string> Strike(string fault)
    {
        module.Strike(FaultSyntax.Parse(fault));
        return ["ok"];
    }

    private string State()
    {
        var machine = module.Machine;
        var pins = Enum.GetValues<ModuleLine>().Select(pin => module.Lines[pin]).Select(line => $"{line.Name.ToLowerInvariant()}={(line.High ? 1 : 0)}");
        return $"state power={machine.PowerState.ToString().ToLowerInvariant()} asleep={(machine.IsAsleep ? 1 : 0)} ip={machine.IpState.ToString().ToLowerInvariant()} "
            + $"rate={module.Uart.BaudRate} {string.Join(' ', pins)} milliseconds={queue.Now / Nanoseconds.PerMillisecond}";
    }
}

using System.Globalization;
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
                ["get", "energy"] => [.. Energy(), "ok"],
                ["fault", ..] => Strike(string.Join(' ', words[1..])),
                ["call", var number] => module.Machine.Call(number, queue.Now) ? ["ok"] : ["error nobody can be called: not registered, or in a call already"],
                ["hangup"] => module.Machine.HangUp(queue.Now) ? ["ok"] : ["error there is no call"],
                ["sms", var number, ..] => module.Machine.ReceiveMessage(number, Behind(line, number), queue.Now) ? ["ok"] : ["error the message cannot be delivered: not registered, or the store is full"],
                [] => ["error empty line"],
                _ => [$"error unknown command {words[0]}: set, call, hangup, sms, fault, get"],
            };
        }
        catch (FormatException e)
        {
            return [$"error {e.Message}"];
        }
    }

    /// <summary>The text behind a word, its blanks as they were.</summary>
    private static string Behind(string line, string word)
    {
        var rest = line[(line.IndexOf(word, StringComparison.Ordinal) + word.Length)..];
        return rest.Length > 0 ? rest[1..] : "";
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

    private IEnumerable<string> Energy() => module.Machine.Energy.Read(queue.Now).Select(share => string.Create(
        CultureInfo.InvariantCulture,
        $"energy {share.State.ToString().ToLowerInvariant()} milliseconds={share.Time / Nanoseconds.PerMillisecond} microamperehours={share.Charge * 1_000:F3}"));

    private string State()
    {
        var machine = module.Machine;
        var pins = Enum.GetValues<ModuleLine>().Select(pin => module.Lines[pin]).Select(line => $"{line.Name.ToLowerInvariant()}={(line.High ? 1 : 0)}");
        return $"state power={machine.PowerState.ToString().ToLowerInvariant()} asleep={(machine.IsAsleep ? 1 : 0)} ip={machine.IpState.ToString().ToLowerInvariant()} "
            + $"rate={module.Uart.BaudRate} {string.Join(' ', pins)} milliseconds={queue.Now / Nanoseconds.PerMillisecond}";
    }
}

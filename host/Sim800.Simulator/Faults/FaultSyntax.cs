using System.Globalization;
using Wire;

namespace Sim800.Simulator.Faults;

/// <summary>
/// Faults in words, for command lines and the control channel: a name, its arguments, and <c>@MILLISECONDS</c> at the end for one
/// that strikes later than at once.
/// </summary>
public static class FaultSyntax
{
    private static readonly (string Name, string Arguments, Func<Words, Fault> Make)[] s_faults =
    [
        ("restart", "", words => new RestartFault(words.At)),
        ("supply", "MILLIVOLTS", words => new SupplyFault(words.At, words.Number(0))),
        ("pdp-deact", "", words => new ContextLossFault(words.At)),
        ("network-loss", "", words => new RegistrationFault(words.At, 2)),
        ("network-return", "", words => new RegistrationFault(words.At, 1)),
        ("registration", "STATUS", words => new RegistrationFault(words.At, words.Number(0))),
        ("remote-close", "", words => new RemoteEndFault(words.At, Resets: false)),
        ("remote-reset", "", words => new RemoteEndFault(words.At, Resets: true)),
        ("no-ack", "", words => new NoAcknowledgementFault(words.At)),
        ("sim-removed", "", words => new SimRemovalFault(words.At)),
        ("code", "TEXT", words => new UnsolicitedFault(words.At, words.Rest())),
        ("stall", "MILLISECONDS", words => new StallFault(words.At, words.Number(0) * Nanoseconds.PerMillisecond)),
        ("noise", "module|host BYTES", words => new NoiseFault(words.At, words.Direction(0), words.Number(1))),
        ("lost", "module|host [PROBABILITY [COUNT]]", words => words.Line(LineEffect.Lost)),
        ("flipped", "module|host [PROBABILITY [COUNT]]", words => words.Line(LineEffect.Flipped)),
        ("duplicated", "module|host [PROBABILITY [COUNT]]", words => words.Line(LineEffect.Duplicated)),
        ("no-code", "TEXT", words => new LostCodeFault(words.Rest())),
        ("no-notice", "[COUNT]", words => new LostCodeFault("+CIPRXGET: 1", Count: words.Count(0))),
        ("short-payload", "BYTES", words => new PayloadFault(words.Number(0), Stalls: true)),
        ("no-answer", "COMMAND [COUNT]", words => words.Command(CommandEffect.NoAnswer)),
        ("error", "COMMAND [COUNT]", words => words.Command(CommandEffect.Error)),
        ("late-answer", "COMMAND MILLISECONDS [COUNT]", words => words.Command(CommandEffect.LateAnswer)),
        ("restart-in", "COMMAND MILLISECONDS [COUNT]", words => words.Command(CommandEffect.Restart)),
        ("no-result", "COMMAND [COUNT]", words => words.Command(CommandEffect.NoResult)),
        ("failed-result", "COMMAND MILLISECONDS [COUNT]", words => words.Command(CommandEffect.FailedResult)),
        ("late-result", "COMMAND MILLISECONDS [COUNT]", words => words.Command(CommandEffect.LateResult)),
        ("send-fail", "[COUNT]", words => new CommandFault("+CIPSEND", CommandEffect.FailedResult, Count: words.Count(0))),
        ("connect-fail", "[COUNT]", words => new CommandFault("+CIPSTART", CommandEffect.FailedResult, Count: words.Count(0))),
        ("dns-fail", "[COUNT]", words => new CommandFault("+CDNSGIP", CommandEffect.FailedResult, Count: words.Count(0))),
    ];

    /// <summary>Every fault with its arguments, one line each.</summary>
    public static IReadOnlyList<string> Names => [.. s_faults.Select(fault => $"{fault.Name} {fault.Arguments}".TrimEnd())];

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none; the message says what was expected.</exception>
    public static Fault Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words.Count == 0)
        {
            throw new FormatException($"name a fault: {string.Join(", ", s_faults.Select(fault => fault.Name))}");
        }

        var at = 0L;
        if (words[^1] is ['@', .. var time] && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            at = milliseconds * Nanoseconds.PerMillisecond;
            words.RemoveAt(words.Count - 1);
        }

        var (name, arguments, make) = s_faults.FirstOrDefault(fault => fault.Name == words[0]);
        if (make is null)
        {
            throw new FormatException($"no such fault: {words[0]}; there are {string.Join(", ", s_faults.Select(fault => fault.Name))}");
        }

        try
        {
            return make(new Words(words[1..], at));
        }
        catch (FormatException)
        {
            throw new FormatException($"expected: {$"{name} {arguments}".TrimEnd()} [@MILLISECONDS]");
        }
    }

    private sealed class Words(List<string> words, long at)
    {
        public long At => at;

        public int Number(int index) =>
            index < words.Count && int.TryParse(words[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException();

        public int Count(int index) => index < words.Count ? Number(index) : 1;

        public string Rest() => words.Count > 0 ? string.Join(' ', words) : throw new FormatException();

        public LineDirection Direction(int index) => words.ElementAtOrDefault(index) switch
        {
            "module" => LineDirection.ToModule,
            "host" => LineDirection.ToHost,
            _ => throw new FormatException(),
        };

        public LineFault Line(LineEffect effect)
        {
            var probability = words.Count < 2 ? 1 : double.Parse(words[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            return new LineFault(effect, Direction(0), probability, Count: words.Count < 3 ? int.MaxValue : Number(2));
        }

        public CommandFault Command(CommandEffect effect)
        {
            var command = words.FirstOrDefault() ?? throw new FormatException();
            var isTimed = effect is CommandEffect.LateAnswer or CommandEffect.Restart or CommandEffect.FailedResult or CommandEffect.LateResult;
            var delay = isTimed ? Number(1) * Nanoseconds.PerMillisecond : 0;
            return new CommandFault(command.StartsWith("AT", StringComparison.OrdinalIgnoreCase) ? command[2..] : command, effect, delay, Count: Count(isTimed ? 2 : 1));
        }
    }
}

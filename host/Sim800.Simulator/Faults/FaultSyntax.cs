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
        ("peer-gone", "", words => new PeerGoneFault(words.At)),
        ("no-ack", "[MILLISECONDS]", words => new NoAcknowledgementFault(words.At, words.Duration())),
        ("network-delay", "MILLISECONDS", words => new NetworkDelayFault(words.At, words.Milliseconds(0))),
        ("silence", "[MILLISECONDS]", words => new SilenceFault(words.At, words.Duration())),
        ("packet-loss", "[PROBABILITY [COUNT]]", words => new PacketLossFault(words.Probability(0), Count: words.Count(1, int.MaxValue))),
        ("sim-removed", "[MILLISECONDS]", words => new SimRemovalFault(words.At, words.Duration())),
        ("code", "TEXT", words => new UnsolicitedFault(words.At, words.Rest())),
        ("stuck", "connections|packets|port context|restart|reset|key|supply", words => words.Stuck()),
        ("stall", "MILLISECONDS", words => new StallFault(words.At, words.Milliseconds(0))),
        ("noise", "module|host BYTES", words => new NoiseFault(words.At, words.Direction(0), words.Number(1))),
        ("lost", "module|host [PROBABILITY [COUNT]]", words => words.Line(LineEffect.Lost)),
        ("flipped", "module|host [PROBABILITY [COUNT]]", words => words.Line(LineEffect.Flipped)),
        ("duplicated", "module|host [PROBABILITY [COUNT]]", words => words.Line(LineEffect.Duplicated)),
        ("no-code", "TEXT", words => new LostCodeFault(words.Rest())),
        ("no-notice", "[COUNT]", words => new LostCodeFault("+CIPRXGET: 1", Count: words.Count(0))),
        ("short-payload", "BYTES", words => new PayloadFault(words.Number(0), Stalls: true)),
        ("short-read", "BYTES [COUNT]", words => new ShortReadFault(words.Number(0), Count: words.Count(1))),
        ("no-answer", "COMMAND [COUNT]", words => words.Command(CommandEffect.NoAnswer)),
        ("error", "COMMAND [COUNT]", words => words.Command(CommandEffect.Error)),
        ("late-answer", "COMMAND MILLISECONDS [COUNT]", words => words.Command(CommandEffect.LateAnswer)),
        ("restart-in", "COMMAND MILLISECONDS [COUNT]", words => words.Command(CommandEffect.Restart)),
        ("no-result", "COMMAND [COUNT]", words => words.Command(CommandEffect.NoResult)),
        ("failed-result", "COMMAND MILLISECONDS [COUNT]", words => words.Command(CommandEffect.FailedResult)),
        ("late-result", "COMMAND MILLISECONDS [COUNT]", words => words.Command(CommandEffect.LateResult)),
        ("send-fail", "[COUNT]", words => new CommandFault("+CIPSEND", CommandEffect.FailedResult, Count: words.Count(0))),
        ("connect-fail", "[COUNT]", words => new CommandFault("+CIPSTART", CommandEffect.FailedResult, Count: words.Count(0))),
        ("dns-fail", "[COUNT]", words => new NameFault(Count: words.Count(0))),
        ("dns-gone", "[ADDRESS]", words => new NameServerFault(words.At, words.IsEmpty ? "0.0.0.0" : words.Rest())),
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

        public bool IsEmpty => words.Count == 0;

        public long Milliseconds(int index) => Number(index) * Nanoseconds.PerMillisecond;

        public long Duration() => IsEmpty ? long.MaxValue : Milliseconds(0);

        public double Probability(int index) =>
            index >= words.Count ? 1
            : double.TryParse(words[index], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var probability) ? probability
            : throw new FormatException();

        public int Count(int index, int otherwise = 1) => index < words.Count ? Number(index) : otherwise;

        public string Rest() => words.Count > 0 ? string.Join(' ', words) : throw new FormatException();

        public LineDirection Direction(int index) => words.ElementAtOrDefault(index) switch
        {
            "module" => LineDirection.ToModule,
            "host" => LineDirection.ToHost,
            _ => throw new FormatException(),
        };

        public StuckFault Stuck() => new(
            At,
            words.ElementAtOrDefault(0) switch
            {
                "connections" => StuckPart.Connections,
                "packets" => StuckPart.Packets,
                "port" => StuckPart.Port,
                _ => throw new FormatException(),
            },
            words.ElementAtOrDefault(1) switch
            {
                "context" => Cure.Context,
                "restart" => Cure.Restart,
                "reset" => Cure.Reset,
                "key" => Cure.PowerKey,
                "supply" => Cure.Supply,
                _ => throw new FormatException(),
            });

        public LineFault Line(LineEffect effect) => new(effect, Direction(0), Probability(1), Count: Count(2, int.MaxValue));

        public CommandFault Command(CommandEffect effect)
        {
            var command = words.FirstOrDefault() ?? throw new FormatException();
            var isTimed = effect is CommandEffect.LateAnswer or CommandEffect.Restart or CommandEffect.FailedResult or CommandEffect.LateResult;
            var delay = isTimed ? Milliseconds(1) : 0;
            return new CommandFault(command.StartsWith("AT", StringComparison.OrdinalIgnoreCase) ? command[2..] : command, effect, delay, Count: Count(isTimed ? 2 : 1));
        }
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>
/// What can end a connection, at each command and each line of the dialogue of one: the call that it meets fails as documented and in time, the
/// other link goes on or is told why not, and afterwards all six links work, the struck one among them.
/// </summary>
public class EveryStepTests
{
    private const int StruckPort = Bench.Port + 10;

    // In the order of the columns below: how long a call may take that is struck, and what the other link is told.
    private static readonly (string Fault, long Within, ModemError Others)[] s_faults =
    [
        ("peer closes", 4_000, ModemError.None),
        ("peer resets", 4_000, ModemError.None),
        ("context lost", 500, ModemError.ContextLost),
        ("restart", 3_000, ModemError.Restarted),
        ("silence", 30_000, ModemError.TimedOut),
    ];

    // Where it strikes (as the trace shows it, LINK is the link's number), and the call that fails with what error; none if the session succeeds.
    private static readonly (string Where, string[] Failures)[] s_steps =
    [
        ("> AT\\+CIPSTART=(?<link>.),.*,7010", ["send ConnectionClosed", "send ConnectionClosed", "connect ContextLost", "connect Restarted", "connect TimedOut"]),
        ("< .*OK", ["send ConnectionClosed", "send ConnectionClosed", "connect ContextLost", "connect Restarted", "none"]),
        ("< .*LINK, CONNECT OK", ["send ConnectionClosed", "send ConnectionClosed", "connect ContextLost", "connect Restarted", "connect TimedOut"]),
        ("> AT\\+CIPSEND\\?", ["send ConnectionClosed", "send ConnectionClosed", "connect ContextLost", "connect Restarted", "connect TimedOut"]),

        // Whether connect still hears it is a matter of a millisecond.
        ("< .*\\+CIPSEND: LINK,", ["send ConnectionClosed", "send ConnectionClosed", "(connect|send) ContextLost", "connect Restarted", "send TimedOut"]),
        ("< .*OK", ["send ConnectionClosed", "send ConnectionClosed", "(connect|send) ContextLost", "connect Restarted", "send TimedOut"]),

        // The module says SEND FAIL before it says why.
        ("> AT\\+CIPSEND=LINK,", ["send ConnectionClosed", "send ConnectionClosed", "send ContextLost", "send Restarted", "send TimedOut"]),
        ("< .*> $", ["send SendFailed", "send SendFailed", "send SendFailed", "send Restarted", "send TimedOut"]),
        ("> ", ["send SendFailed", "send SendFailed", "send SendFailed", "send Restarted", "send TimedOut"]),
        ("> ", ["send SendFailed", "send SendFailed", "send SendFailed", "send Restarted", "send TimedOut"]),
        ("< .*DATA ACCEPT:LINK,", ["end", "end", "receive ContextLost", "send Restarted", "receive TimedOut"]),
        ("< .*\\+CIPRXGET: 1,LINK", ["none", "none", "receive ContextLost", "receive Restarted", "receive TimedOut"]),
        ("> AT\\+CIPRXGET=2,LINK", ["none", "none", "none", "receive Restarted", "receive TimedOut"]),
        ("< .*\\+CIPRXGET: 2,LINK", ["none", "none", "none", "receive Restarted", "none"]),
        ("< .*OK", ["none", "none", "none", "receive Restarted", "none"]),
        ("> AT\\+CIPCLOSE=LINK", ["none", "none", "none", "none", "none"]),
        ("< .*LINK, CLOSE OK", ["none", "none", "none", "none", "none"]),
    ];

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            for (var fault = 0; fault < s_faults.Length; fault++)
            {
                cases.Add("ESP32", fault);
                cases.Add("STM32", fault);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void OneLinkFailsAndTheOthersWorkOrAreTold(string profile, int fault)
    {
        using var bench = Play(profile, fault);

        var (name, within, others) = s_faults[fault];
        for (var step = 0; step < s_steps.Length; step++)
        {
            var expected = s_steps[step].Failures[fault];
            var cell = $"{name} at {step} {s_steps[step].Where}, expected {expected}";

            Assert.True(Regex.IsMatch(Outcome(bench, step), $"^{expected}$"), $"{cell}: {Outcome(bench, step)}");
            foreach (var call in new[] { "connect", "send", "receive", "close" })
            {
                var took = StepReport.Find(bench.Console, $"{call} {step}");
                Assert.True(took is null || took.Milliseconds <= within, $"{cell}: {call} {took}");
            }

            bench.Succeeds($"close {step}");
            Assert.True(bench.Step($"other {step}").Error == others, $"{cell}: others {bench.Step($"other {step}")}");
            Assert.True(others != ModemError.None || bench.Console.Contains($"after {step} others talk"), cell);
            bench.Succeeds($"recover {step}");
            bench.Succeeds($"links {step}");
        }
    }

    private static Bench Play(string profile, int fault)
    {
        var step = 0;
        var target = -1;
        var link = "";
        var server = new StruckServer();
        Bench? bench = null;
        bench = new Bench(profile, recorder: new Recorder(new WireWatch(line =>
        {
            var match = target < 0 ? Match.Empty : Regex.Match(line, s_steps[step].Where.Replace("LINK", link, StringComparison.Ordinal));
            if (match.Success)
            {
                link = step == 0 ? match.Groups["link"].Value : link;
                if (step++ == target)
                {
                    target = -1;
                    bench!.At(bench.Queue.Now, () => ConnectionFaults.Strike(bench, fault, server.End));
                }
            }
        })));
        bench.Network.Latency = PerMillisecond;
        bench.Serve(new EchoServer());
        bench.Serve(server, StruckPort);
        bench.Machine.ConsoleLine += line =>
        {
            if (line.StartsWith("round ", StringComparison.Ordinal))
            {
                step = 0;
                target = int.Parse(line[6..], CultureInfo.InvariantCulture);
                server.Revive();
            }
        };
        var longest = s_faults[fault].Fault == "silence" ? 40_000 : 1_000;
        bench.Play("Struck", "Run", 36_000, s_steps.Length, longest);
        Assert.Equal(-1, target);
        return bench;
    }

    private static string Outcome(Bench bench, int step)
    {
        foreach (var call in new[] { "connect", "send", "receive" })
        {
            if (bench.Step($"{call} {step}").Error is not ModemError.None and var error)
            {
                return $"{call} {error}";
            }
        }

        return bench.Console.Any(line => line.StartsWith($"end {step} ", StringComparison.Ordinal)) ? "end" : "none";
    }
}

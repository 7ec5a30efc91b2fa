using System.Globalization;
using System.Text.RegularExpressions;
using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

/// <summary>What can end a connection, at each step of accepting a client and answering it: each call ends in time and as documented, and afterwards all of it works again. As <see cref="EveryStepTests"/> for connects.</summary>
public class EveryAcceptStepTests
{
    private static readonly (string Fault, long Within, ModemError[] Errors)[] s_faults =
    [
        ("peer closes", 4_000, [ModemError.ConnectionClosed, ModemError.SendFailed]),
        ("peer resets", 4_000, [ModemError.ConnectionClosed, ModemError.SendFailed]),
        ("context lost", 4_000, [ModemError.ContextLost, ModemError.SendFailed]),
        ("restart", 4_000, [ModemError.Restarted]),
        ("silence", 35_000, [ModemError.TimedOut]),
    ];

    // Where it strikes, as the trace shows it.
    private static readonly string[] s_steps =
    [
        "< .*0, REMOTE IP", "> AT\\+CIPSEND\\?", "< .*\\+CIPSEND: 0,", "> AT\\+CIPRXGET=2,0", "< .*\\+CIPRXGET: 2,0",
        "> AT\\+CIPSEND=0,", "< .*> $", "< .*DATA ACCEPT:0,", "> AT\\+CIPCLOSE=0",
    ];

    [Theory]
    [Boards(0, 1, 2, 3, 4)]
    public void EachCallEndsAndTheNextClientIsServed(string profile, int fault)
    {
        var (name, within, errors) = s_faults[fault];
        using var bench = Play(profile, fault);

        for (var step = 0; step <= s_steps.Length; step++)
        {
            var cell = $"{name} at {step}";
            bench.Succeeds($"connect {step}");
            bench.Succeeds($"listen {step}");
            foreach (var call in new[] { "accept", "receive", "send", "close" })
            {
                var took = StepReport.Find(bench.Console, $"{call} {step}");
                Assert.True(took is null || took.Milliseconds <= within, $"{cell}: {call} {took}");
                Assert.True(took is null || took.Error is ModemError.None || errors.Contains(took.Error), $"{cell}: {call} {took}");
            }

            var other = bench.Step($"other {step}").Error;
            Assert.True(other is ModemError.None || (fault > 1 && errors.Contains(other)), $"{cell}: others {other}");
            bench.Succeeds($"recover {step}");
        }

        // In the last round nothing strikes.
        bench.Succeeds($"accept {s_steps.Length}");
        bench.Succeeds($"send {s_steps.Length}");
    }

    private static Bench Play(string profile, int fault)
    {
        var target = -1;
        ServerEnd? visitor = null;
        Bench? bench = null;
        bench = new Bench(profile, Bench.FixedRate with { ListensWhileProcessing = true }, recorder: new Recorder(new WireWatch(line =>
        {
            if (target >= 0 && Regex.IsMatch(line, s_steps[target]))
            {
                target = -1;
                bench!.At(bench.Queue.Now, () => ConnectionFaults.Strike(bench, fault, resets => End(visitor, resets)));
            }
        })));
        bench.Serve(new EchoServer());
        bench.Machine.ConsoleLine += line =>
        {
            if (line.StartsWith("round ", StringComparison.Ordinal))
            {
                var round = int.Parse(line.AsSpan(6), CultureInfo.InvariantCulture);
                target = round < s_steps.Length ? round : -1;
                bench.Network.Dial("10.76.40.73", 2020 + round, 8888, new Caller(client => visitor = client));
            }
        };
        bench.Play("StruckVisitor", "Run", 36_000, s_steps.Length + 1);
        Assert.Equal(-1, target);
        return bench;
    }

    private static void End(ServerEnd? visitor, bool resets)
    {
        if (resets)
        {
            visitor?.Reset();
        }
        else
        {
            visitor?.Close();
        }
    }

    /// <summary>Says something when it has come.</summary>
    private sealed class Caller(Action<ServerEnd> opened) : MemoryServer
    {
        public override void OnOpen(ServerEnd client)
        {
            opened(client);
            client.Send(Pattern.Of(1, 0, 200));
        }
    }
}

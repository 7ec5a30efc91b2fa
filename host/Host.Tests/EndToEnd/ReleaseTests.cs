using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Wire;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>
/// Closing a socket ends its pending calls within 300 ms, whatever the module does at that moment: the exchange they were in is left to the driver,
/// and afterwards every link works.
/// </summary>
public class ReleaseTests
{
    private const int Limit = 300;

    // How long the module misbehaves, and what the next round waits for it.
    private const int Trouble = 4_000;
    private const int Rest = 9_000;

    [Theory]
    [Boards("transfer", "poll", "connect")]
    public void AtAnyMomentOfAHealthyExchange(string profile, string calls) => Sweep(profile, calls, first: 0, step: 7, rest: 1_000);

    /// <summary>It reads nothing and says nothing.</summary>
    [Theory]
    [Boards("transfer", "poll", "connect")]
    public void WhileTheModuleIsSilent(string profile, string calls) =>
        Sweep(profile, calls, first: 400, step: 97, Rest, (bench, round) => bench.At(bench.Queue.Now + (round * 9 * PerMillisecond), () => bench.Module.Strike(new StallFault(0, Trouble * PerMillisecond))));

    /// <summary>What it says stops in the middle of a line or of payload.</summary>
    [Theory]
    [Boards("transfer", "poll")]
    public void WhileTheModuleIsStuckInTheMiddle(string profile, string calls) =>
        Sweep(profile, calls, first: 200, step: 43, Rest, (bench, round) =>
        {
            // Before the driver itself takes the payload for lost.
            var begin = bench.Queue.Now + (round * 9 * PerMillisecond);
            bench.At(begin, () => Hold(bench, true));
            bench.At(begin + (Trouble * PerMillisecond), () => Hold(bench, false));
        });

    /// <summary>A byte every 30 ms.</summary>
    [Theory]
    [Boards("transfer", "poll")]
    public void WhileTheModuleDribbles(string profile, string calls) =>
        Sweep(profile, calls, first: 400, step: 97, Rest, (bench, round) => Dribble(bench, round * 9, 30));

    /// <summary>It talks without a pause.</summary>
    [Theory]
    [Boards("transfer", "poll")]
    public void WhileTheModuleChatters(string profile, string calls) =>
        Sweep(profile, calls, first: 100, step: 57, Rest, (bench, _) =>
        {
            var begin = bench.Queue.Now;
            for (var at = 0; at < Trouble; at++)
            {
                bench.At(begin + (at * PerMillisecond), () => bench.Module.Machine.SendUnsolicited("+CREG: 1", bench.Queue.Now));
            }
        });

    /// <summary>It asks for no payload, or says nothing after it.</summary>
    [Theory]
    [Boards(CommandEffect.NoAnswer, CommandEffect.NoResult)]
    public void AtThePrompt(string profile, CommandEffect effect) =>
        Sweep(profile, "transfer", first: 400, step: 97, Rest, (bench, _) => bench.Module.Strike(new CommandFault("+CIPSEND", effect, Skip: 0, Count: 1)));

    /// <summary>Far more slowly than payload is sent at 115200.</summary>
    [Theory]
    [Boards]
    public void AtALowRate(string profile) => Sweep(profile, "transfer", first: 0, step: 131, rest: 5_000, rate: 9_600);

    private static void Sweep(string profile, string calls, int first, int step, int rest, Action<Bench, int>? trouble = null, int rounds = 16, int rate = 115_200)
    {
        // RTS is not wired to the board: the test holds the module's output with it.
        using var bench = new Bench(profile, new Sim800Options { Stored = new Profile { BaudRate = rate, FlowControlOut = 2 } });
        Hold(bench, false);
        bench.Serve(new FloodServer());
        bench.Serve(new SinkServer { AnswersConnect = false }, Bench.Port + 1);
        bench.Serve(new EchoServer(), Bench.Port + 2);
        bench.Machine.ConsoleLine += line =>
        {
            if (line.StartsWith("round ", StringComparison.Ordinal))
            {
                trouble?.Invoke(bench, int.Parse(line[6..], System.Globalization.CultureInfo.InvariantCulture));
            }
        };
        bench.Play("Released", "Run", 3_600, calls, rounds, first, step, rest, rate);

        string[] names = calls == "transfer" ? ["send", "receive"] : [calls];
        foreach (var name in names)
        {
            for (var round = 0; round < rounds; round++)
            {
                var call = bench.Step($"{name} {round}");
                Assert.True(call.Error is ModemError.Aborted or ModemError.NotConnected, $"{name} {round}: {call}");
                Assert.True(call.Milliseconds <= Limit, $"{name} {round}: {call}");
            }
        }

        Assert.Contains("six links", bench.Console);
    }

    private static void Hold(Bench bench, bool held) => bench.Module.Lines.Rts.Drive(Side.Host, held);

    private static void Dribble(Bench bench, int after, int period)
    {
        var begin = bench.Queue.Now + (after * PerMillisecond);
        for (var at = 0; at < Trouble; at += period)
        {
            bench.At(begin + (at * PerMillisecond), () => Hold(bench, true));
            bench.At(begin + ((at + period) * PerMillisecond) - (50 * PerMicrosecond), () => Hold(bench, false));
        }
    }

    /// <summary>Has more to say than anybody reads, and takes everything.</summary>
    private sealed class FloodServer : MemoryServer
    {
        public override void OnOpen(ServerEnd client) => client.Send(new byte[200_000]);
    }
}

using System.Globalization;
using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>
/// Events of an old connection around the moment at which its link goes to a new one: none of them touches the new one. CONNECT OK and CONNECT FAIL are swept in
/// <see cref="LateAnswerTests"/>.
/// </summary>
public class StaleEventTests
{
    private const int OldPort = Bench.Port + 1;

    // Every 4 ms from before the close is sent until the new connection is asked for.
    private const int Rounds = 24;

    /// <summary>CLOSED, also after the time for which a module keeps what the peer has closed; REMOTE CLOSING; +CIPRXGET: 1.</summary>
    [Theory]
    [Boards("close six default", "close six strict", "close six old", "close only default", "close only lenient",
        "reset six default", "reset only default", "data six default", "data six lenient", "data only default", "last words six strict", "last words only default")]
    public void OfThePeer(string profile, string what)
    {
        var words = what.Split(' ');
        ServerEnd? old = null;
        using var bench = new Bench(profile, OptionProfiles.Find(words[^1]) with { Stored = new Profile { BaudRate = 115200 } });
        bench.Network.Latency = 10 * PerMillisecond;
        bench.Serve(new EchoServer());
        bench.Serve(new WelcomingServer(client => old = client), OldPort);
        bench.Machine.ConsoleLine += line =>
        {
            if (line.StartsWith("closing ", StringComparison.Ordinal))
            {
                var round = int.Parse(line[8..], CultureInfo.InvariantCulture);
                var client = old!;
                client.After(4 * round * PerMillisecond, () =>
                {
                    if (words[0] is "data" or "last")
                    {
                        client.Send(new byte[50]);
                    }

                    if (words[0] is "close" or "last")
                    {
                        client.Close();
                    }
                    else if (words[0] is "reset")
                    {
                        client.Reset();
                    }
                });
            }
        };

        bench.Play("Reused", "Run", 1_200, Rounds, words[^2] == "only");

        for (var round = 0; round < Rounds; round++)
        {
            bench.Succeeds($"old {round}");
            bench.Succeeds($"connect {round}", 6_000);
            bench.Succeeds($"new {round}");
        }
    }

    /// <summary>DATA ACCEPT and SEND OK of a send that was given up: the link has a new connection only when it has come, or will not.</summary>
    [Theory]
    [Boards(10_100, 10_300, 12_000, 15_000, 20_000, 25_000, 29_000)]
    public void OfASend(string profile, int late)
    {
        foreach (var single in new[] { false, true })
        {
            using var bench = Send(profile, single, new CommandFault("+CIPSEND", CommandEffect.LateResult, late * PerMillisecond, Count: 1));

            bench.Fails("send", ModemError.TimedOut, ModemWait.SendResult, 10_000, 10_100);
            bench.Succeeds("connect", late - 10_000 + 2_500);
            bench.Succeeds("use");
            Assert.True(Lines(bench, "DATA ACCEPT")[1] < Lines(bench, "> AT+CIPSTART")[^1], bench.Trace);
        }
    }

    /// <summary>One that never comes, and SEND FAIL.</summary>
    [Theory]
    [Boards(CommandEffect.NoResult, CommandEffect.FailedResult)]
    public void OfASendThatFails(string profile, CommandEffect effect)
    {
        foreach (var single in new[] { false, true })
        {
            using var bench = Send(profile, single, new CommandFault("+CIPSEND", effect, 11 * PerSecond, Count: 1));

            bench.Fails("send", ModemError.TimedOut, ModemWait.SendResult, 10_000, 10_100);
            bench.Succeeds("connect", 21_000);
            bench.Succeeds("use");
        }
    }

    /// <summary>CLOSE OK of a close that was given up.</summary>
    [Theory]
    [Boards(10_010, 10_500, 11_000, 12_000, 15_000, 19_000, 20_500, 25_000)]
    public void OfAClose(string profile, int late)
    {
        foreach (var single in new[] { false, true })
        {
            using var bench = new Bench(profile, Bench.FixedRate with { Faults = [new CommandFault("+CIPCLOSE", CommandEffect.LateAnswer, late * PerMillisecond, Count: 1)] });
            bench.Serve(new EchoServer());
            bench.Serve(new EchoServer(), OldPort);

            bench.Play("Reused", "Run", 1_200, 2, single);

            bench.Succeeds("new 1");
        }
    }

    private static Bench Send(string profile, bool single, CommandFault fault)
    {
        var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        bench.Machine.ConsoleLine += line =>
        {
            if (line == "armed")
            {
                bench.Module.Strike(fault);
            }
        };
        bench.Play("Reused", "Send", 1_200, single);
        return bench;
    }

    private static int[] Lines(Bench bench, string text) =>
        [.. bench.Trace.Split('\n').Select((line, at) => line.Contains(text, StringComparison.Ordinal) ? at : -1).Where(at => at >= 0)];
}

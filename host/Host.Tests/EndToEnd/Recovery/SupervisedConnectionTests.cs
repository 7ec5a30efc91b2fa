using System.Text;
using System.Text.RegularExpressions;
using Sim800.Nano;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.Recovery;

/// <summary>A connection that comes back by itself: who closes it when, what it gives up, what it keeps.</summary>
public partial class SupervisedConnectionTests
{
    /// <summary>Where it is closed: while the module is probed and switched on, boots, registers; while it connects, waits for a reply, pauses after a failure, or shuts a context.</summary>
    [Theory]
    [Boards("start", "connect", "reply", "pause", "network", "shut")]
    public void CloseEndsEveryWaitAndLeavesTheMessageToTheNext(string profile, string where)
    {
        for (var (after, last) = Moments(where); after <= last; after += 977)
        {
            using var bench = Prepare(profile, where);
            bench.Play("Supervised", "CloseWhile", 3_600, where == "reply", false, after);

            // An exchange with the module is finished; pressing a key, or a scan of rates, gives up sooner.
            var deliver = bench.Step("deliver");
            Assert.True(deliver.Error == ModemError.Aborted && deliver.Milliseconds <= after + 12_000, $"{after}: {deliver}");
            bench.Succeeds("close", 12_000);
            Assert.Contains("pending 1", bench.Console);
            bench.Succeeds("next");
        }
    }

    [Theory]
    [Boards("start", "connect", "reply", "pause", "network")]
    public void ClosingTheModemEndsIt(string profile, string where)
    {
        var (after, _) = Moments(where);
        using var bench = Prepare(profile, where);
        bench.Play("Supervised", "CloseWhile", 3_600, where == "reply", true, after);

        bench.Succeeds("close", 4_000);
        Assert.Contains("pending 1", bench.Console);
    }

    [Theory]
    [Boards]
    public void AThreadOfItsOwnDelivers(string profile)
    {
        using var bench = new Bench(profile);
        var server = bench.Serve(new LineServer(_ => null));
        bench.At(70 * PerSecond, () => bench.Module.Strike(new RestartFault(0)));
        bench.Play("Supervised", "Background", 3_600, 6);

        Assert.Equal(["1", "2", "3", "4", "5", "6"], server.Lines);
        Assert.Contains("pending 0 delivered 6", bench.Console);
        bench.Succeeds("close", 500);
        bench.Succeeds("signal", 1_000);
    }

    [Theory]
    [Boards]
    public void ItsThreadEndsWithTheModem(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new LineServer(_ => null));
        bench.Play("Supervised", "Abandoned", 3_600);

        // The program has come to its end, so no thread of it is left.
        Assert.Contains("pending 0", bench.Console);
    }

    [Theory]
    [Boards]
    public void AMessageOnWhichTheServerBreaksIsGivenUpAndReported(string profile)
    {
        using var bench = new Bench(profile);
        var server = bench.Serve(new BreakingServer("3"));
        bench.Play("Supervised", "Poison", 36_000, 5, 4);

        Assert.Contains("lost 3", bench.Console);
        Assert.Contains("delivered 4 lost 1", bench.Console);
        Assert.Equal(["1", "2", "4", "5"], server.Taken.Distinct());
        Assert.Equal(4, server.Broken);
    }

    [Theory]
    [Boards]
    public void AFullOutboxRefusesOrDropsTheOldestAndSaysSo(string profile)
    {
        foreach (var drops in new[] { false, true })
        {
            using var bench = new Bench(profile);
            bench.Serve(new SinkServer { Accepts = false });
            var server = new LineServer(_ => null);
            bench.At(300 * PerSecond, () => bench.Serve(server));
            bench.Play("Supervised", "Overflow", 36_000, 10, drops);

            // Seven have room, of four bytes each.
            bench.Succeeds("deliver");
            Assert.Equal(Enumerable.Range(drops ? 4 : 1, 7).Select(n => $"{n}"), server.Lines);
            Assert.Contains(drops ? "delivered 7 lost 3 refused 0 0" : "delivered 7 lost 0 refused 3 3", bench.Console);
            Assert.Equal(drops ? ["lost 1", "lost 2", "lost 3"] : [], bench.Console.Where(line => line.StartsWith("lost ", StringComparison.Ordinal)));
        }
    }

    /// <summary>Connections end in the middle of messages: each message arrives whole at least once, and what arrives in part is a beginning.</summary>
    [Theory]
    [Boards("manual", "push", "single", "acknowledged")]
    public void AMessageIsSentAgainWhole(string profile, string mode)
    {
        const int messages = 24;
        const int size = 1_900;
        using var bench = new Bench(profile);
        var server = bench.Serve(new CuttingServer(2_500));
        bench.Play("Supervised", "Long", 36_000, messages, size, mode == "push" ? "push" : "manual", mode == "single", mode == "acknowledged");

        bench.Succeeds("deliver");
        Assert.Contains($"delivered {messages}", bench.Console);
        Assert.True(server.Cuts > 5, $"{server.Cuts} cuts");
        var whole = new List<string>();
        foreach (var received in server.Received)
        {
            Assert.Matches(Messages(), received);
            whole.AddRange(Message().Matches(received).Select(match => match.Value).Where(message => message.Length == size));
        }

        Assert.Equal(Enumerable.Range(1, messages).Select(Text), whole.Distinct());

        static string Text(int number) => $"<{string.Concat(Enumerable.Range(1, size - 2).Select(k => (char)('a' + ((number + k) % 26))))}>";
    }

    [Theory]
    [Boards]
    public void OneThreadDeliversAtATime(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new LineServer(_ => null));
        bench.Play("Supervised", "Misuse", 3_600);

        bench.Succeeds("deliver");
        bench.Fails("second", ModemError.InUse, ModemWait.None, 0, 0);
        Assert.Contains("taken yes", bench.Console);
    }

    private static (int First, int Last) Moments(string where) => where switch
    {
        "start" => (1, 12_500),
        "shut" => (113_000, 114_900),
        _ => (20_000, 30_000),
    };

    private static Bench Prepare(string profile, string where)
    {
        var bench = new Bench(profile, where == "network" ? Bench.FixedRate with { RegistrationStatus = 2 } : Bench.FixedRate);
        bench.Serve(new SinkServer { Accepts = where != "pause", AnswersConnect = where is not ("connect" or "shut") });
        bench.Machine.ConsoleLine += line =>
        {
            if (line.StartsWith("close", StringComparison.Ordinal))
            {
                bench.Module.Machine.SetRegistration(1, bench.Queue.Now);
                bench.Module.Strike(new RegistrationFault(0, 1));
                bench.Serve(new SinkServer());
            }
        };
        return bench;
    }

    [GeneratedRegex("^(<[a-z]*>)*(<[a-z]*)?$")]
    private static partial Regex Messages();

    [GeneratedRegex("<[a-z]*>")]
    private static partial Regex Message();

    /// <summary>Resets the connection on which a certain line comes.</summary>
    private sealed class BreakingServer(string poison) : MemoryServer
    {
        private readonly StringBuilder _line = new();

        public List<string> Taken { get; } = [];

        public int Broken { get; private set; }

        public override void OnOpen(ServerEnd client) => _line.Clear();

        public override void OnData(ServerEnd client, ReadOnlySpan<byte> data)
        {
            foreach (var value in data)
            {
                if (value != '\n')
                {
                    _line.Append((char)value);
                    continue;
                }

                if (_line.ToString() == poison)
                {
                    Broken++;
                    client.Reset();
                    return;
                }

                Taken.Add(_line.ToString());
                client.Send("k"u8);
                _line.Clear();
            }
        }
    }

    /// <summary>Resets each connection after so many bytes, or a little sooner: a message goes through, and two do not.</summary>
    private sealed class CuttingServer(int after) : MemoryServer
    {
        public List<string> Received { get; } = [];

        public int Cuts { get; private set; }

        public override void OnOpen(ServerEnd client) => Received.Add("");

        public override void OnData(ServerEnd client, ReadOnlySpan<byte> data)
        {
            Received[^1] += Encoding.ASCII.GetString(data);
            if (Received[^1].Length > after - (Cuts % 3 * 200))
            {
                Cuts++;
                client.Reset();
            }
        }
    }
}

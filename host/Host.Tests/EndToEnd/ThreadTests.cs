using Sim800.Nano;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>Several threads on one modem.</summary>
public class ThreadTests
{
    // Of a call that does nothing.
    private const int Moment = 5;

    // Over more than one exchange of each kind, in milliseconds.
    private const int Sweep = 130;
    private const int SweepStep = 9;

    [Theory]
    [Boards]
    public void SixLinksAtOnce(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());

        bench.Play("SixLinks", "Run", 600, 6_000);

        for (var link = 0; link < 6; link++)
        {
            bench.Succeeds($"send {link}");
            bench.Succeeds($"receive {link}");
        }

        bench.Fails("seventh", ModemError.NoFreeLink, ModemWait.None, 0, Moment);
        bench.Succeeds("eighth");
    }

    /// <summary>Firmware may be interrupted between any two accesses to a field.</summary>
    [Theory]
    [Boards(1UL, 2UL)]
    public void SixLinksAtOnceInAnyOrder(string profile, ulong seed)
    {
        using var bench = new Bench(profile, seed: seed, preemption: true);
        bench.Serve(new EchoServer());

        bench.Play("SixLinks", "Run", 600, 2_000);

        for (var link = 0; link < 6; link++)
        {
            bench.Succeeds($"send {link}");
            bench.Succeeds($"receive {link}");
        }
    }

    [Theory]
    [Boards("connect", "receive", "poll", "send", "execute", "network")]
    public void ASecondThreadOnTheSameSideIsRefused(string profile, string call)
    {
        using var bench = Waits(profile, call);
        bench.Play("Blocked", "SecondComer", 600, call);

        bench.Fails("second", call == "connect" ? bench.Step("second").Error : ModemError.InUse, ModemWait.None, 0, Moment);
        Assert.True(bench.Step("second").Error is ModemError.InUse or ModemError.AlreadyConnected);
        bench.Fails("call", ModemError.Aborted, bench.Step("call").Wait, 500, 30_000);
        if (call is "receive" or "poll" or "send")
        {
            bench.Succeeds("other side", 30_000);
        }
    }

    /// <summary>Documented: close ends the calls of other threads, and takes at most 10 s after its turn. The call itself ends without waiting for that.</summary>
    [Theory]
    [Boards("connect", "receive", "poll", "send")]
    public void CloseEndsACallThatWaits(string profile, string call)
    {
        foreach (var after in new[] { 300, 4_000 })
        {
            using var bench = Waits(profile, call);
            bench.Play("Blocked", "CloseSocket", 600, call, after);

            // What waits for data or a result ends at once; an exchange that has begun is left as soon as nothing is on the line.
            bench.Fails("call", ModemError.Aborted, bench.Step("call").Wait, after, after + 100);
            bench.Succeeds("close", 10_000 + 3_500);
            bench.Succeeds("again", 30_000);
        }
    }

    [Theory]
    [Boards("connect", "receive", "poll", "send", "execute", "network")]
    public void CloseOfTheModemEndsACallThatWaits(string profile, string call)
    {
        using var bench = Waits(profile, call);
        bench.Play("Blocked", "CloseModem", 600, call, 2_000);

        bench.Fails("call", ModemError.Aborted, bench.Step("call").Wait, 2_000, 2_100);
        bench.Succeeds("close", 4_000);
        bench.Succeeds("attach", 4_000);
        if (call != "network")
        {
            bench.Succeeds("again", 30_000);
        }
    }

    /// <summary>The close comes at any moment of an exchange.</summary>
    [Theory]
    [Boards("connect", "sending", "receiving")]
    public void CloseComesAtAnyMoment(string profile, string call)
    {
        for (var after = 0; after < Sweep; after += SweepStep)
        {
            using var bench = Busy(profile, call);
            bench.Play("Blocked", "CloseSocket", 600, call, after);

            var ended = bench.Step("call");
            Assert.True(ended.Error is ModemError.Aborted or ModemError.NotConnected || (call == "connect" && ended.Error == ModemError.None), $"after {after}: {ended}");
            Assert.True(ended.Milliseconds <= after + 150, $"after {after}: {ended}");
            bench.Succeeds("close", 10_000 + 3_500);
            bench.Succeeds("again", 30_000);
        }
    }

    [Theory]
    [Boards("connect", "sending", "receiving")]
    public void CloseOfTheModemComesAtAnyMoment(string profile, string call)
    {
        for (var after = 0; after < Sweep; after += SweepStep)
        {
            using var bench = Busy(profile, call);
            bench.Play("Blocked", "CloseModem", 600, call, after);

            var ended = bench.Step("call");
            Assert.True(ended.Error is ModemError.Aborted or ModemError.NotConnected || (call == "connect" && ended.Error == ModemError.None), $"after {after}: {ended}");
            bench.Succeeds("close", 4_000);
            bench.Succeeds("attach", 4_000);
            bench.Succeeds("again", 30_000);
        }
    }

    [Theory]
    [Boards]
    public void ASlowConnectDelaysNobodyElse(string profile)
    {
        using var bench = Waits(profile, "connect");
        bench.Serve(new EchoServer());
        bench.Run("SlowConnect");

        bench.Fails("slow", ModemError.HostUnreachable, ModemWait.Connect, 75_000, 80_000);
        var alone = Number(bench, "alone");
        var beside = Number(bench, "beside");

        // By no more than the one exchange that its own command is.
        Assert.True(beside <= alone + 50, $"alone {alone} ms, beside a slow connect {beside} ms");
    }

    /// <summary>The same with firmware that may be interrupted between any two accesses to a field. Each of these seeds has found something.</summary>
    [Theory]
    [Boards("connect", "sending", "receiving")]
    public void CloseComesAtAnyMomentInAnyOrder(string profile, string call)
    {
        foreach (var seed in new ulong[] { 6, 8, 27, 33 })
        {
            using var bench = Busy(profile, call, seed);
            var after = (int)(seed * 7 % 125);
            var modem = seed % 3 == 0;
            bench.Play("Blocked", modem ? "CloseModem" : "CloseSocket", 600, call, after);

            var ended = bench.Step("call");
            Assert.True(ended.Error is ModemError.Aborted or ModemError.NotConnected || (call == "connect" && ended.Error == ModemError.None), $"seed {seed}: {ended}");
            bench.Succeeds("close", 10_000 + 3_500);
            bench.Succeeds("again", 30_000);
        }
    }

    private static Bench Busy(string profile, string call, ulong? seed = null)
    {
        var bench = new Bench(profile, seed: seed ?? 0, preemption: seed is not null);
        bench.Serve<MemoryServer>(call == "receiving" ? new TalkativeServer() : new EchoServer());
        bench.Serve(new EchoServer(), Bench.Port + 1);
        return bench;
    }

    private static Bench Waits(string profile, string call)
    {
        Fault[] faults = call switch
        {
            "send" => [new CommandFault("+CIPSEND", CommandEffect.NoAnswer, Skip: 1, Count: 1)],
            "execute" => [new CommandFault("+CBC", CommandEffect.NoAnswer, Count: 1)],
            _ => [],
        };
        var options = Bench.FixedRate with { Faults = faults, RegistrationStatus = call == "network" ? 2 : 1 };
        var bench = new Bench(profile, options);
        bench.Serve(new EchoServer());
        bench.Serve(new SinkServer { AnswersConnect = false }, Bench.Port + 1);
        return bench;
    }

    private static int Number(Bench bench, string name) =>
        int.Parse(bench.Console.Single(line => line.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}

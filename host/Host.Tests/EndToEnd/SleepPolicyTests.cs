using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>Sleep when nobody talks, sleep without DTR (AT+CSCLK=2), and modules that do not wake as they should (fact sheet 5.6).</summary>
public class SleepPolicyTests
{
    private const int Question = 300;

    /// <summary>Told to, by DTR; told to, by itself; when idle, in both ways.</summary>
    [Theory]
    [Boards(0, 1, 2, 3)]
    public void EveryWayOfSleepingWorksAndAllocatesNothing(string profile, int way)
    {
        const int Count = 60;
        var (byDtr, idle) = ((way & 1) == 0, way < 2 ? 0 : 2_000);
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        var counters = bench.Machine.Counters;
        var marks = 0;
        bench.Marker.Changed += _ =>
        {
            if (marks++ == 0)
            {
                counters.StartLaps();
            }
            else if (marks <= Count + 1)
            {
                counters.Lap();
            }
        };

        bench.Play("Dozer", "Cycles", 3_600, byDtr, idle, 8_000, Count);

        bench.Succeeds("cycles");
        bench.Succeeds("close", 10_000);
        Assert.Equal(Count, counters.Laps);
        Assert.True(counters.MaximumLap.Bytes == 0, $"one of the cycles allocated {counters.MaximumLap}");
        Assert.InRange(Asleep(bench), Count, Count + 10);
        Assert.DoesNotContain("restart", bench.Trace);
        Assert.DoesNotContain(@"> \x1B\r", bench.Trace); // nothing had to be asked twice
    }

    [Theory]
    [Boards(1UL, 2UL, 3UL, 4UL)]
    public void ThreadsThatTalkJustWhenItFallsAsleep(string profile, ulong seed)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { SleepDelay = 20 * PerMillisecond }, seed, preemption: true);
        bench.Serve(new EchoServer());

        bench.Play("Dozer", "Threads", 900, true, 30);

        bench.Succeeds("one");
        bench.Succeeds("close", 10_000);
        bench.Succeeds("close second", 10_000);
        Assert.True(Asleep(bench) > 3);
    }

    /// <summary>The question behind the wake-up is lost, whole or in part.</summary>
    [Theory]
    [Boards(1, 3, 11)]
    public void TheFirstQuestionIsLost(string profile, int bytes)
    {
        using var bench = Sleeper(profile, true, 30_000, Bench.FixedRate, bench => bench.Module.Strike(new LineFault(LineEffect.Lost, LineDirection.ToModule, Count: bytes)));

        bench.Succeeds("signal", 1_000);
        bench.Succeeds("send", 1_000);
    }

    [Theory]
    [Boards(1, 8, 20)]
    public void TheAnswerToItIsLost(string profile, int bytes)
    {
        using var bench = Sleeper(profile, true, 30_000, Bench.FixedRate, bench => bench.Module.Strike(new LineFault(LineEffect.Lost, LineDirection.ToHost, Count: bytes)));

        bench.Succeeds("signal", 1_000);
        bench.Succeeds("send", 1_000);
    }

    /// <summary>Longer than the documents say: 50 ms of DTR, 100 ms behind the character.</summary>
    [Theory]
    [Boards(true, false)]
    public void OneThatNeedsLonger(string profile, bool byDtr)
    {
        using var bench = Sleeper(profile, byDtr, 30_000, Bench.FixedRate with { WakeTime = 250 * PerMillisecond, AutomaticWakeTime = 400 * PerMillisecond });

        bench.Succeeds("signal", 2_000, from: Question);
        bench.Succeeds("send", 1_000);
    }

    /// <summary>It has lost its ears: bounded, told, and it is asked again by the next call.</summary>
    [Theory]
    [Boards(true, false)]
    public void OneThatDoesNotWake(string profile, bool byDtr)
    {
        using var bench = Sleeper(profile, byDtr, 30_000, Bench.FixedRate, bench => bench.Module.Strike(new LineFault(LineEffect.Lost, LineDirection.ToModule, Count: 90)));

        bench.Fails("signal", ModemError.TimedOut, ModemWait.Resynchronise, 3_000, 5_000);
        bench.Succeeds("send", 5_000);
    }

    [Theory]
    [Boards(true, false)]
    public void ARestartInItsSleep(string profile, bool byDtr)
    {
        // Its boot codes get lost, too.
        using var bench = Sleeper(profile, byDtr, 60_000, Bench.FixedRate, bench =>
        {
            bench.Module.Machine.BrownOut(bench.Queue.Now);
            bench.Module.Strike(new LineFault(LineEffect.Lost, LineDirection.ToHost, Count: 100));
        });

        bench.Fails("signal", ModemError.Restarted, bench.Step("signal").Wait, 0, 5_000);
        bench.Fails("send", ModemError.Restarted, bench.Step("send").Wait, 0, 10);
    }

    /// <summary>A call, a message, data: RI moves, the codes come, the driver listens and nobody has to wake anybody.</summary>
    [Theory]
    [Boards(true, false)]
    public void WhatTheNetworkWantsIsTakenInWhileItSleeps(string profile, bool byDtr)
    {
        using var bench = new Bench(profile, new Sim800Options { Stored = new Profile { BaudRate = 115200, RingIndicator = 1 } });
        bench.Serve(new WelcomingServer(client => client.After(70 * PerSecond, () => client.Send(Pattern.Of(Pattern.OfServer, 0, 100)))));
        bench.At(40 * PerSecond, () => bench.Module.Machine.ReceiveMessage("+491234", "hello", bench.Queue.Now));
        bench.At(50 * PerSecond, () => bench.Module.Machine.Call("+491234", bench.Queue.Now));
        bench.At(53 * PerSecond, () => bench.Module.Machine.HangUp(bench.Queue.Now));

        bench.Play("Dozer", "Disturbed", 600, byDtr, 120_000);

        Assert.Contains("reports 7, connected yes", bench.Console);
        bench.Succeeds("receive", 1_000);
        bench.Succeeds("close", 10_000);
    }

    [Theory]
    [Boards(true, false)]
    public void ItDoesNotSleepInDataMode(string profile, bool byDtr)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());

        bench.Play("Dozer", "InDataMode", 600, byDtr);

        bench.Succeeds("connect", 2_000);
        for (var i = 0; i < 3; i++)
        {
            bench.Succeeds($"echo {i}", 3_000);
        }

        bench.Succeeds("policy", 10);
        bench.Succeeds("close", 5_000);
        bench.Succeeds("signal", 1_000);
        var inData = false;
        foreach (var line in bench.Trace.Split('\n'))
        {
            inData = line.EndsWith("   data mode", StringComparison.Ordinal) || (inData && !line.EndsWith("   command mode", StringComparison.Ordinal));
            Assert.False(inData && line.EndsWith("   asleep", StringComparison.Ordinal), line);
        }

        Assert.Equal(2, Asleep(bench));
    }

    [Theory]
    [Boards(true, false)]
    public void NeverKeepsItAwakeAndOnDemandWaitsForTheDemand(string profile, bool byDtr)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());

        bench.Play("Dozer", "Kept", 900, byDtr);

        foreach (var step in new[] { "never", "sleep", "send", "on demand", "sleep again", "send again" })
        {
            bench.Succeeds(step, 1_000);
        }

        var asleep = bench.Trace.Split('\n').Where(line => line.EndsWith("   asleep", StringComparison.Ordinal) || line.Contains("phase", StringComparison.Ordinal) || line.Contains("sleep again", StringComparison.Ordinal));
        Assert.Equal(["asleep", "firmware: phase never", "firmware: phase on demand", "asleep"], asleep.Select(line => line[18..]).Where(note => !note.Contains("sleep again", StringComparison.Ordinal)).Take(4));
    }

    private static Bench Sleeper(string profile, bool byDtr, int pause, Sim800Options options, Action<Bench>? strike = null)
    {
        var bench = new Bench(profile, options);
        bench.Serve(new EchoServer());
        bench.At(30 * PerSecond, () => strike?.Invoke(bench));
        bench.Play("Dozer", "Awaken", 600, byDtr, pause);
        bench.Succeeds("sleep", 1_000);
        return bench;
    }

    private static int Asleep(Bench bench) => bench.Trace.Split('\n').Count(line => line.EndsWith("   asleep", StringComparison.Ordinal));
}

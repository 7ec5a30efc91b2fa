using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>The card, the registration, and what module and network say of themselves.</summary>
public class NetworkTests
{
    private static Sim800Options Locked(int attempts) => Bench.FixedRate with { Pin = "1234", PinAttempts = attempts };

    [Theory]
    [Boards]
    public void ThePinOpensTheCard(string profile)
    {
        using var bench = Pin(profile, Locked(3), "1234", false);

        bench.Fails("wait", ModemError.SimLocked, ModemWait.Network, 0, 10_000);
        Assert.Contains("sim 1 attempts 3", bench.Console);
        bench.Succeeds("enter", 6_000);
        Assert.Contains("sim 0 attempts 3", bench.Console);
        bench.Succeeds("again", 10_000);
        Assert.DoesNotContain(bench.Console, line => line.Contains("1234", StringComparison.Ordinal));
    }

    [Theory]
    [Boards]
    public void AWrongPinCostsAnAttempt(string profile)
    {
        using var bench = Pin(profile, Locked(3), "4321", false);

        bench.Fails("enter", ModemError.WrongPin, ModemWait.None, 0, 6_000);
        Assert.Contains("sim 1 attempts 2", bench.Console);
        bench.Fails("again", ModemError.SimLocked, ModemWait.Network, 0, 10_000);
    }

    [Theory]
    [Boards("1234", "4321")]
    public void TheLastAttemptIsNotUsed(string profile, string pin)
    {
        using var bench = Pin(profile, Locked(1), pin, false);

        bench.Fails("enter", ModemError.LastAttempt, ModemWait.None, 0, 6_000);
        Assert.Contains("sim 1 attempts 1", bench.Console);
        Assert.DoesNotContain("AT+CPIN=", bench.Trace);
    }

    [Theory]
    [Boards(true, false)]
    public void UnlessItIsForced(string profile, bool right)
    {
        using var bench = Pin(profile, Locked(1), right ? "1234" : "4321", true);

        Assert.Equal(right ? ModemError.None : ModemError.WrongPin, bench.Step("enter").Error);
        Assert.Contains(right ? "sim 0 attempts 1" : "sim 2 attempts 0", bench.Console);
        if (right)
        {
            bench.Succeeds("again", 10_000);
        }
        else
        {
            bench.Fails("again", ModemError.SimLocked, ModemWait.Network, 0, 10_000);
        }
    }

    [Theory]
    [Boards]
    public void ACardWithoutPinIsLeftAlone(string profile)
    {
        using var bench = Pin(profile, Bench.FixedRate, "1234", false);

        bench.Succeeds("enter", 1_000);
        Assert.DoesNotContain("AT+CPIN=", bench.Trace);
    }

    [Theory]
    [Boards]
    public void EverythingThatCanBeAsked(string profile)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { NetworkTime = new DateTime(2026, 11, 22, 17, 30, 0, DateTimeKind.Utc), NetworkTimeZone = -12, RegistrationStatus = 5 });

        bench.Play("Networking", "Facts", 600);

        Assert.Equal(
            [
                "sim 0", "attempts 3", "registration 5", "attached yes", "operator CHINA MOBILE", "card 89860012345678901234", "subscriber 460001234567890", "identity SIM800 R14.18",
                "serial 867717031234567", "signal 20", "battery 4000 100", "time 2026 11 22 17",
            ],
            bench.Console.SkipLast(1));
        bench.Succeeds("join", 1_000);
    }

    [Theory]
    [Boards(false, true)]
    public void TheWayOfAContext(string profile, bool single)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        bench.Machine.ConsoleLine += line =>
        {
            if (line == "lose")
            {
                bench.At(bench.Queue.Now + PerSecond, () => bench.Module.Machine.LoseContext(bench.Queue.Now));
            }
        };

        bench.Play("Networking", "States", 600, single);

        Assert.Equal(
            ["way 0: 0 to 1", "way 0: 1 to 2", "way 0: 2 to 3", "way 0: 3 to 4", "way 0: 4 to 11", "way 0: 11 to 0", "way 0: 0 to 1", "way 0: 1 to 2", "way 0: 2 to 3", "way 0: 3 to 4", "way 0: 4 to 0"],
            bench.Console.Where(line => line.StartsWith("way ", StringComparison.Ordinal)));
        Assert.Contains("before 0", bench.Console);
        Assert.Contains("open 4", bench.Console);
        Assert.Contains(single ? "connected 8" : "connected 5", bench.Console);
        Assert.Contains(single ? "closed 10" : "closed 4", bench.Console);
        Assert.Contains("lost 11", bench.Console);
        Assert.Contains("shut 0", bench.Console);
    }

    [Theory]
    [Boards(100, 5_000, 25_000)]
    public void CloseEndsTheWait(string profile, int delay)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { RegistrationStatus = 3 });

        bench.Play("Networking", "CloseWhileWaiting", 600, delay, false);

        bench.Fails("wait", ModemError.Aborted, bench.Step("wait").Wait, delay - 20, delay + 500);
        bench.Succeeds("close", 4_000);
        if (delay > 10_000)
        {
            // Searching, then denied; each is said once.
            Assert.Equal(["stage 10 2", "stage 10 3"], bench.Console.Where(line => line.StartsWith("stage 10", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [Boards]
    public void CloseEndsTheAttachment(string profile)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { Latencies = Latencies.Maximum });

        bench.Play("Networking", "CloseWhileWaiting", 600, 5_000, true);

        bench.Fails("wait", ModemError.Aborted, bench.Step("wait").Wait, 4_900, 5_500);
        bench.Succeeds("close", 4_000);
    }

    [Theory]
    [Boards(500, 1_500, 2_500, 3_300, 4_000, 6_000, 9_000, 15_000, 20_000)]
    public void CloseEndsTheSearch(string profile, int delay)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { Boot = new BootTimes { Uart = 3_600 * PerSecond } });

        bench.Play("Networking", "CloseWhileSearching", 600, delay);

        bench.Fails("open", ModemError.Aborted, bench.Step("open").Wait, delay - 20, delay + 500);
        bench.Succeeds("close", 4_000);
        Assert.Contains("ended", bench.Console);
        Assert.True(bench.Module.Lines.PwrKey.High);
    }

    private static Bench Pin(string profile, Sim800Options module, string pin, bool force)
    {
        var bench = new Bench(profile, module);
        bench.Play("Networking", "Pin", 600, pin, force);
        return bench;
    }
}

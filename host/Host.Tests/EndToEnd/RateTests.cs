using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;

namespace Host.Tests.EndToEnd;

/// <summary>The module at whatever rate, on or off, awake or asleep: it is found, set to the port's rate and works.</summary>
public class RateTests
{
    [Theory]
    [Boards]
    public void ASim800LInFactoryStateIsFoundAtARateThatItDetects(string profile)
    {
        using var bench = Open(profile, new Sim800Options(), switchesOn: true);

        Works(bench, 23_000);
        var found = bench.Trace.Split('\n').Single(line => line.Contains("autobauding found", StringComparison.Ordinal));
        Assert.True(int.Parse(found.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture) <= 57600);
        Assert.Contains("AT+IPR=115200", bench.Trace);
    }

    [Theory]
    [Boards]
    public void OtherModelsInFactoryStateAreFoundAtThePortsRate(string profile)
    {
        foreach (var model in new[] { ModelProfile.Sim800C, ModelProfile.Sim800H })
        {
            using var bench = Open(profile, new Sim800Options { Model = model }, switchesOn: true);

            Works(bench, 23_000);
            Assert.Contains("autobauding found 115200", bench.Trace);
        }
    }

    [Theory]
    [Boards(9600, 19200, 38400, 57600, 115200)]
    public void AModuleThatIsOnAtAFixedRate(string profile, int rate)
    {
        using var bench = Open(profile, new Sim800Options { StartsOn = true, Stored = new Profile { BaudRate = rate } }, switchesOn: false);

        Works(bench, 4_000);
        Assert.Equal(rate != 115200, bench.Trace.Contains("AT+IPR=115200", StringComparison.Ordinal));
    }

    [Theory]
    [Boards(9600, 19200, 38400, 57600, 115200)]
    public void AModuleThatIsOffAndHasAFixedRateStored(string profile, int rate)
    {
        // Only the port's own rate and 57600 are asked for while it starts: the others would cost time at every start.
        using var bench = Open(profile, new Sim800Options { Stored = new Profile { BaudRate = rate } }, switchesOn: true);

        Works(bench, 23_000);
    }

    [Theory]
    [Boards(230400, 460800)]
    public void AModuleThatIsOnAtAHighRate(string profile, int rate)
    {
        using var bench = Open(profile, new Sim800Options { Model = ModelProfile.Sim800C, StartsOn = true, Stored = new Profile { BaudRate = rate } }, switchesOn: false);

        Works(bench, 4_000);
    }

    [Theory]
    [Boards]
    public void AModuleThatIsOnAndDetectsTheRate(string profile)
    {
        foreach (var model in new[] { ModelProfile.Sim800L, ModelProfile.Sim800C })
        {
            using var bench = Open(profile, new Sim800Options { Model = model, StartsOn = true }, switchesOn: false);

            Works(bench, 4_000);
        }
    }

    [Theory]
    [Boards(9600, 57600, 115200)]
    public void AModuleThatIsOnAndAsleep(string profile, int rate)
    {
        // Nobody has held DTR until now.
        using var bench = Open(
            profile,
            new Sim800Options { StartsOn = true, Stored = new Profile { BaudRate = rate, SlowClock = 1 }, SleepDelay = 0 },
            switchesOn: false);

        Works(bench, 4_000);
    }

    [Theory]
    [Boards]
    public void AModuleThatIsOnIsNotSwitchedOffByPowerOn(string profile)
    {
        foreach (var rate in new[] { 9600, 115200 })
        {
            using var bench = Open(profile, new Sim800Options { StartsOn = true, Stored = new Profile { BaudRate = rate } }, switchesOn: true);

            Works(bench, 4_000);
            Assert.DoesNotContain("PWRKEY low", bench.Trace);
        }
    }

    private static Bench Open(string profile, Sim800Options options, bool switchesOn)
    {
        var bench = new Bench(profile, options);
        bench.Serve(new EchoServer());
        bench.Play("FindModule", "Run", 600, switchesOn);
        return bench;
    }

    private static void Works(Bench bench, long within)
    {
        bench.Succeeds("open", within);
        Assert.Contains("rate 115200", bench.Console);
        bench.Succeeds("work");
    }
}

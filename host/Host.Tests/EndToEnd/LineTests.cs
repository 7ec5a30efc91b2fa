using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Wire;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>Boards that are wired in other ways than the sample's: transistors before the module's pins, a switch in its supply.</summary>
public class LineTests
{
    private const int KeyPin = 5;
    private const int ResetPin = 18;
    private const int DtrPin = 19;
    private const int StatusPin = 21;
    private const int SupplyPin = 22;

    [Theory]
    [Boards(true, false)]
    public void TransistorsDriveTheModule(string profile, bool isOn)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { StartsOn = isOn });
        bench.Serve(new EchoServer());
        Invert(bench);

        bench.Play("BringUp", "Inverted", 900, false);

        bench.Succeeds("open", isOn ? 500 : 6_000);
        bench.Succeeds("online", 60_000);
        bench.Succeeds("sleep", 1_000);
        bench.Succeeds("echo", 1_000);
        Assert.Equal(!isOn, bench.Trace.Contains("PWRKEY low", StringComparison.Ordinal));
        Assert.Contains("   asleep", bench.Trace);
    }

    [Theory]
    [Boards]
    public void TheSupplyIsSwitchedWhereAKeyDoesNotHelp(string profile)
    {
        // It hangs: whatever is pressed, only the supply brings it back.
        using var bench = new Bench(profile, Bench.FixedRate with { Boot = new BootTimes { Uart = 3_600 * PerSecond } });
        bench.Serve(new EchoServer());
        Invert(bench);
        var switched = 0;
        bench.Machine.Board.Pins[SupplyPin].Changed += line => switched += line.High ? 1 : 0;

        bench.Play("BringUp", "Inverted", 900, true);

        Assert.Equal(1, switched);
        bench.Fails("open", Sim800.Nano.ModemError.TimedOut, Sim800.Nano.ModemWait.Boot, 0, 50_000);
    }

    [Theory]
    [Boards]
    public void AHigherRateIsUsedWhereTheModuleCan(string profile)
    {
        foreach (var (model, rate) in new[] { (ModelProfile.Sim800C, 460800), (ModelProfile.Sim800L, 115200) })
        {
            using var bench = new Bench(profile, Bench.FixedRate with { Model = model });
            bench.Serve(new EchoServer());

            bench.Play("BringUp", "Fast", 900, 460800);

            bench.Succeeds("open", 13_000);
            Assert.Contains($"rate {rate}", bench.Console);
            bench.Succeeds("echo", 2_000);
            bench.Succeeds("store", 1_000);
            bench.Succeeds("open again", 13_000);
            Assert.Equal(rate == 460800, bench.Console[^1] == "again 460800");
        }
    }

    /// <summary>The pins lead to transistors: high pulls the module's line low; STATUS comes inverted, and a low switches the supply on.</summary>
    private static void Invert(Bench bench)
    {
        var lines = bench.Module.Lines;
        foreach (var (pin, line) in new[] { (KeyPin, lines.PwrKey), (ResetPin, lines.Rst), (DtrPin, lines.Dtr) })
        {
            var driver = new Line($"GPIO{pin}", pull: false);
            driver.Changed += from => line.Drive(Side.Host, from.High ? false : null);
            bench.Machine.Board.Pins[pin] = driver;
        }

        var status = new Line("INVERTED STATUS", pull: false);
        lines.Status.Changed += from => status.Drive(Side.Module, !from.High);
        status.Drive(Side.Module, !lines.Status.High);
        bench.Machine.Board.Pins[StatusPin] = status;

        var supply = new Line("SUPPLY", pull: false);
        supply.Changed += from => bench.Module.Strike(new SupplyFault(0, from.High ? 0 : 4_000));
        bench.Machine.Board.Pins[SupplyPin] = supply;
    }
}

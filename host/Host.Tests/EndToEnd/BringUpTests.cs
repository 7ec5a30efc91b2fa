using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>Each state in which a life before can have left the module, with each set of wires: it ends connected, or with the documented error, within its documented time (docs/power.md).</summary>
public class BringUpTests
{
    private const int All = StartState.Key | StartState.Rst | StartState.Dtr | StartState.Ring | StartState.Carrier | StartState.Status;

    private const int Instants = 12;

    private static readonly (string Name, int Wires)[] s_wirings =
    [
        ("all lines", All),
        ("no DTR", All & ~StartState.Dtr),
        ("no DCD", All & ~StartState.Carrier),
        ("no RI", All & ~StartState.Ring),
        ("only PWRKEY", StartState.Key),
        ("only RST", StartState.Rst),
        ("only TX and RX", 0),
    ];

    public static TheoryData<string, string, string> Matrix
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var profile in Bench.Profiles)
            {
                foreach (var start in StartState.All)
                {
                    foreach (var (name, _) in s_wirings)
                    {
                        data.Add(profile, start.Name, name);
                    }
                }
            }

            return data;
        }
    }

    public static TheoryData<string, string, int> Attached
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var start in StartState.All)
            {
                data.Add("ESP32", start.Name, All);
                data.Add("STM32", start.Name, StartState.Key);
            }

            return data;
        }
    }

    public static TheoryData<string, string, string> Options
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var start in StartState.All)
            {
                data.Add("ESP32", "lenient", start.Name);
                data.Add("STM32", "strict", start.Name);
                data.Add("ESP32", "old", start.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public void EndsConnected(string profile, string state, string wiring)
    {
        var start = StartState.Find(state);
        var wires = s_wirings.Single(candidate => candidate.Name == wiring).Wires;
        using var bench = new Bench(profile, start.Module);
        bench.Serve(new EchoServer());
        start.Begin?.Invoke(bench);
        bench.Play("BringUp", "Run", 900, start.Before, wires, true);

        var open = bench.Step("open");
        var (error, wait, limit) = start.Expect(wires);
        if (open.Error != error || open.Wait != wait || open.Milliseconds > limit)
        {
            Assert.Fail($"expected {error}/{wait} within {limit} ms, got {open}\n{string.Join('\n', bench.Console)}\n{bench.Tail()}");
        }

        if (error == ModemError.None)
        {
            Assert.Equal(start.Findings(wires), bench.Findings);
            Assert.Contains("rate 115200", bench.Console);
            bench.Succeeds("online", 60_000);
            bench.Succeeds("echo", 2_000);
        }
    }

    /// <summary>Nothing is waited for: also where each byte is an event, and the module echoes the first question.</summary>
    [Theory]
    [Boards]
    public void OneThatIsOnIsSetUpAtOnce(string profile)
    {
        var start = StartState.Find("on");
        using var bench = new Bench(profile, start.Module);
        bench.Play("BringUp", "Run", 900, start.Before, All, true);

        bench.Succeeds("open", 100);
    }

    /// <summary>Attach finds what PowerOn finds without a press, and presses nothing.</summary>
    [Theory]
    [MemberData(nameof(Attached))]
    public void AttachPressesNothing(string profile, string state, int wires)
    {
        var start = StartState.Find(state);
        using var bench = new Bench(profile, start.Module);
        bench.Serve(new EchoServer());
        start.Begin?.Invoke(bench);

        bench.Play("BringUp", "Run", 900, start.Before, wires, false);

        // Where nothing is pressed STATUS decides nothing.
        var found = start.Findings(wires & ~StartState.Status);
        if ((found & (ModemFindings.Off | ModemFindings.Unresponsive)) != 0)
        {
            bench.Fails("open", ModemError.TimedOut, ModemWait.Probe, 0, 14_000);
        }
        else
        {
            bench.Succeeds("open", 14_000);
            Assert.Equal(found, bench.Findings);
            bench.Succeeds("online", 60_000);
            bench.Succeeds("echo", 2_000);
        }

        Assert.DoesNotContain("PWRKEY low", bench.Trace);
        Assert.DoesNotContain("RST low", bench.Trace);
    }

    /// <summary>The microcontroller restarts at any instant of a life: while it brings the module up, in the middle of a command, of payload, of an answer.</summary>
    [Theory]
    [Boards(0, 1, 2, 3, 4, 5, 6, 7)]
    public void TheNextLifeGoesOnWhereverThisOneWasCutOff(string profile, int share)
    {
        for (var i = 0; i < Instants; i++)
        {
            // Bringing up takes long, talking is dense.
            var number = (share * Instants) + i;
            var instant = number % 2 == 0 ? number * 160 : 11_500 + (number * 23);
            using var bench = new Bench(profile);
            bench.Serve(new EchoServer());
            bench.PlayUntil(instant * PerMillisecond, "Session", "Run", 3_000, 3_000);

            bench.Play("BringUp", "Run", 900, "quiet", StartState.Key | StartState.Dtr | StartState.Ring | StartState.Carrier, true);

            try
            {
                bench.Succeeds("open", 20_000);
                bench.Succeeds("online", 60_000);
                bench.Succeeds("echo", 2_000);
            }
            catch (Exception e)
            {
                Assert.Fail($"cut off at {instant} ms: {e.Message}");
            }
        }
    }

    /// <summary>Whatever the documents leave open, the states are found in; with all wires and with none.</summary>
    [Theory]
    [MemberData(nameof(Options))]
    public void SoItIsWithEachReadingOfTheDocuments(string profile, string options, string state)
    {
        var start = StartState.Find(state);
        var module = options switch
        {
            "lenient" => OptionProfiles.Lenient,
            "strict" => OptionProfiles.StrictManual,
            _ => OptionProfiles.OldFirmware,
        };
        foreach (var wires in new[] { All, 0 })
        {
            using var bench = new Bench(profile, module with { StartsOn = start.Module.StartsOn, Stored = start.Module.Stored });
            bench.Serve(new EchoServer());
            start.Begin?.Invoke(bench);
            bench.Play("BringUp", "Run", 900, start.Before, wires, true);

            var open = bench.Step("open");
            var (error, wait, limit) = start.Expect(wires);
            Assert.True(open.Error == error && open.Wait == wait && open.Milliseconds <= limit, $"expected {error}/{wait} within {limit} ms, got {open}\n{string.Join('\n', bench.Console)}\n{bench.Tail()}");
            if (error == ModemError.None)
            {
                bench.Succeeds("online", 60_000);
                bench.Succeeds("echo", 2_000);
            }
        }
    }
}

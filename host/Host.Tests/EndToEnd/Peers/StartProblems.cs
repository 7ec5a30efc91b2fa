using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.Peers;

/// <summary>What users of other libraries report about the start of the module.</summary>
public class StartProblems
{
    /// <summary>A module that detects its rate says nothing when it starts, and does not hear the first question: it is found all the same, that it does so is told, and storing the rate ends it.</summary>
    [Theory]
    [Boards("SIM800L", "SIM800C", "SIM800H")]
    public void Problem17_AutobaudingIsUnreliableAndSilent(string profile, string model)
    {
        var module = new[] { ModelProfile.Sim800L, ModelProfile.Sim800C, ModelProfile.Sim800H }.Single(candidate => candidate.Name == model);
        using var bench = new Bench(profile, new Sim800Options { Model = module });
        bench.Serve(new EchoServer());

        bench.Play("BringUp", "Fast", 900, 115200);

        bench.Succeeds("open", 15_000);
        Assert.DoesNotContain("RDY", bench.Trace.Split("AT+IPR=")[0]);
        bench.Succeeds("echo", 2_000);
        bench.Succeeds("store", 1_000);
        bench.Succeeds("open again", 12_000);
        Assert.Equal(ModemFindings.Off, bench.Findings);
        Assert.Contains("RDY", bench.Trace);
    }

    /// <summary>The supply breaks down when the transmitter is switched on, again and again: each time it is said in time what happened, and the same three calls begin anew.</summary>
    [Theory]
    [Boards("+CIICR", "+CGATT", "+CIPSTART")]
    public void Problem18_BrownOutAtTheAttachment(string profile, string command)
    {
        const int BrownOuts = 3;
        using var bench = new Bench(profile, Bench.FixedRate with { Faults = [new CommandFault(command, CommandEffect.Restart, Count: BrownOuts)] });
        bench.Serve(new EchoServer());

        bench.Play("BringUp", "BreakDown", 900, BrownOuts + 1);

        for (var i = 0; i < BrownOuts; i++)
        {
            bench.Fails($"attempt {i}", ModemError.Restarted, bench.Step($"attempt {i}").Wait, 0, 25_000);
        }

        bench.Succeeds($"attempt {BrownOuts}", 25_000);
        Assert.Equal(BrownOuts, bench.Console.Count(line => line == "restarted"));
        Assert.Equal(1, bench.Trace.Split('\n').Count(line => line.EndsWith("PWRKEY low", StringComparison.Ordinal)));
    }

    /// <summary>The module warns of a low supply and switches itself off: both are reported, and it is switched on again when the supply is back.</summary>
    [Theory]
    [Boards]
    public void Problem18_TheSupplyIsTooWeak(string profile)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { Faults = [new SupplyFault(20 * PerSecond, 3_450), new SupplyFault(21 * PerSecond, 3_350), new SupplyFault(24 * PerSecond, 4_000)] });
        bench.Serve(new EchoServer());

        bench.Play("BringUp", "Starve", 900);

        Assert.Contains("low", bench.Console);
        Assert.Contains("off", bench.Console);
        bench.Fails("meanwhile", ModemError.NotOpen, ModemWait.None, 0, 100);
        bench.Succeeds("back", 30_000);
    }
}

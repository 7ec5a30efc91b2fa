using System.Globalization;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>Sleep under AT+CSCLK=1: who talks wakes the module first, 50 ms before (fact sheet 5.6); what arrives wakes it by itself.</summary>
public class SleepTests
{
    private const int WakeTime = 50;

    [Theory]
    [Boards]
    public void AHundredCycles(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());

        bench.Play("Sleeper", "Cycles", 1_000, 100);

        bench.Succeeds("cycles");
        bench.Succeeds("asleep at the end");
        bench.Succeeds("close", 10_000);
        Assert.True(Count(bench, "asleep") > 100);
        NothingIsSaidToASleeper(bench);
    }

    [Theory]
    [Boards(0, 1, 2)]
    public void DataThatArriveWakeIt(string profile, int ringIndicator)
    {
        using var bench = new Bench(profile, new Sim800Options { Stored = new Profile { BaudRate = 115200, RingIndicator = ringIndicator } });
        bench.Serve(new ScriptedServer((client, _) =>
        {
            for (var i = 1; i <= 5; i++)
            {
                client.After(i * 20 * PerSecond, () => client.Send(Pattern.Of(Pattern.OfServer, 0, 100)));
            }
        }));

        bench.Play("Sleeper", "WaitForData", 600, 5);

        bench.Succeeds("receive", 20_500, from: 15_000);
        Assert.True(Count(bench, "asleep") >= 5);
        NothingIsSaidToASleeper(bench);
    }

    [Theory]
    [Boards]
    public void ReportsArriveWithoutWakingAnybodyElse(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        for (var i = 0; i < 10; i++)
        {
            var code = i % 2 == 0 ? "+CMTI: \"SM\",1" : "RING";
            bench.At((40 + (7 * i)) * PerSecond, () => bench.Module.Machine.SendUnsolicited(code, bench.Queue.Now));
        }

        bench.Play("Sleeper", "WaitForReports", 600, 100);

        Assert.Contains("reports 10, connected yes", bench.Console);
        bench.Succeeds("identity", 5_000);
        bench.Succeeds("close", 10_000);
        NothingIsSaidToASleeper(bench);
    }

    [Theory]
    [Boards]
    public void TheEndOfAConnectionArrives(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new ClosingServer { AfterTime = 20 * PerSecond });

        bench.Play("Sleeper", "WaitForReports", 600, 60);

        Assert.Contains("reports 1, connected no", bench.Console);
        NothingIsSaidToASleeper(bench);
    }

    private static int Count(Bench bench, string note) => bench.Trace.Split('\n').Count(line => line.EndsWith("   " + note, StringComparison.Ordinal));

    /// <summary>From the first sleep on, whenever the host begins to talk, DTR has been low for 50 ms.</summary>
    private static void NothingIsSaidToASleeper(Bench bench)
    {
        decimal? awakeSince = 0;
        var slept = false;
        foreach (var line in bench.Trace.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var time = decimal.Parse(line.AsSpan(0, 15), CultureInfo.InvariantCulture) * 1_000;
            if (line.EndsWith("DTR low", StringComparison.Ordinal))
            {
                awakeSince = time;
            }
            else if (line.EndsWith("DTR high", StringComparison.Ordinal))
            {
                awakeSince = null;
                slept = true;
            }
            else if (line[16] == '>' && slept)
            {
                Assert.True(time - awakeSince >= WakeTime, line);
            }
        }
    }
}

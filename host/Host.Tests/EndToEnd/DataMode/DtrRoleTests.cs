using System.Globalization;
using Sim800.Nano;
using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd.DataMode;

/// <summary>DTR puts the module to sleep or leaves data mode, never both: its low is the one's rest and the other's beginning.</summary>
public class DtrRoleTests
{
    [Theory]
    [Boards(0, 1, 2, 3)]
    public void OneRoleAtATime(string profile, int combination)
    {
        var (sleeps, plus) = (combination & 1, combination >> 1);
        using var bench = new Bench(profile);
        var server = bench.Serve(new SinkServer());

        bench.Play("Transparent", "SleepRoles", 600, sleeps, plus);

        bench.Succeeds("connect", 1_000);
        bench.Fails("refused", ModemError.InDataMode, ModemWait.None, 0, 1);
        bench.Fails("refused in command mode", ModemError.InDataMode, ModemWait.None, 0, 1);
        bench.Succeeds("signal", 100);
        bench.Succeeds("close", 3_000);
        bench.Succeeds("sleep", 100);
        bench.Succeeds("awake", 200);
        Assert.Equal(20, server.Received.Count);

        var lows = 0;
        var sleepsSeen = 0;
        var inData = false;
        decimal? low = null;
        foreach (var line in bench.Trace.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var time = decimal.Parse(line.AsSpan(0, 15), CultureInfo.InvariantCulture) * 1_000;
            inData = line.EndsWith("   data mode", StringComparison.Ordinal) || (inData && !line.EndsWith("   command mode", StringComparison.Ordinal));
            sleepsSeen += line.EndsWith("   asleep", StringComparison.Ordinal) ? 1 : 0;
            Assert.False(inData && line.EndsWith("   asleep", StringComparison.Ordinal), line);
            if (line.EndsWith("DTR low", StringComparison.Ordinal))
            {
                low = inData ? time : null;
            }
            else if (line.EndsWith("DTR high", StringComparison.Ordinal) && low is { } since)
            {
                Assert.InRange(time - since, 1_000, 1_300);
                lows++;
            }
        }

        Assert.Equal(plus == 0 ? 2 : 0, lows);
        Assert.Equal(1 + sleeps, sleepsSeen);
    }
}

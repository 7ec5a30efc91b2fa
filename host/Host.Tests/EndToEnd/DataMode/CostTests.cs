using Sim800.Simulator.Network;
using Xunit.Abstractions;

namespace Host.Tests.EndToEnd.DataMode;

/// <summary>Reading and writing allocate nothing, and cost few instructions.</summary>
public class CostTests(ITestOutputHelper output)
{
    private const int Block = 1_460;
    private const int Rounds = 100;

    [Theory]
    [Boards(0, 3)]
    public void ReadingAndWritingAllocateNothing(string profile, int wires)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        var counters = bench.Machine.Counters;
        var marks = 0;
        long write = 0;
        long read = 0;
        bench.Marker.Changed += _ =>
        {
            if (marks++ == 0)
            {
                counters.StartLaps();
            }
            else if (marks <= (2 * Rounds) + 1)
            {
                counters.Lap();

                // The first rounds find the way; the marker itself costs the same each time.
                ref var most = ref marks % 2 == 0 ? ref write : ref read;
                most = marks <= 4 ? 0 : Math.Max(most, counters.LastLap.Instructions - counters.LastLap.EventInstructions);
            }
        };

        bench.Play("Transparent", "Steady", 600, wires, Block, Rounds);

        output.WriteLine($"{profile}, wires {wires}: write {write}, read {read} instructions at most for {Block} bytes");
        Assert.Equal(2 * Rounds, counters.Laps);
        Assert.True(counters.MaximumLap.Bytes == 0, $"one of the operations allocated {counters.MaximumLap}");
    }
}

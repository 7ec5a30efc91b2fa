using Sim800.Nano;
using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

/// <summary>Each state in which a life before can have left the module, with each set of wires: it ends connected, or with the documented error, within its documented time (docs/power.md).</summary>
public class BringUpTests
{
    private const int All = StartState.Key | StartState.Rst | StartState.Dtr | StartState.Ring | StartState.Carrier | StartState.Status;

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
}

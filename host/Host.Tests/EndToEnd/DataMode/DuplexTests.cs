using Sim800.Simulator;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.DataMode;

/// <summary>Both directions at once at 115200, as fast as the line goes: ten mebibytes in each.</summary>
public class DuplexTests
{
    private const int Total = 10 * 1024 * 1024;

    [Fact]
    public void WithFlowControl() => Run("ESP32", 1, 0);

    [Theory]
    [Boards]
    public void AtSafeSettingsWithoutIt(string profile) => Run(profile, 0, 1);

    private static void Run(string profile, int flow, int paced)
    {
        // What goes over the wire is too much to be kept.
        var setUp = "";
        using var bench = new Bench(profile, recorder: new Recorder(new WireWatch(line => setUp += setUp.Length < 10_000 ? line : "", keeps: false)));
        var server = bench.Serve(new PatternServer(Total, 1_152, 100 * PerMillisecond));

        bench.Play("Transparent", "Duplex", 36_000, 3, flow, paced, Total);

        Assert.Contains("lost 0", bench.Console);
        Assert.Equal(Pattern.Of(0, 0, Total), server.Received);
        Assert.Equal(flow != 0, setUp.Contains("+IFC=2,2", StringComparison.Ordinal));
        Assert.Equal(paced != 0, setUp.Contains(",1024,0,1,170,20;", StringComparison.Ordinal));
    }
}

using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.DataMode;

/// <summary>
/// Both directions at once at 115200, as fast as the line goes. A quarter of a mebibyte in each direction, so that the suite stays quick: what a longer run would add is
/// repetition, because no state lasts longer than the buffers.
/// </summary>
public class DuplexTests
{
    private const int Total = 256 * 1024;

    [Fact]
    public void WithFlowControl() => Run("ESP32", 1, 0);

    [Theory]
    [Boards]
    public void AtSafeSettingsWithoutIt(string profile) => Run(profile, 0, 1);

    private static void Run(string profile, int flow, int paced)
    {
        using var bench = new Bench(profile);
        var server = bench.Serve(new PatternServer(Total, 1_152, 100 * PerMillisecond));

        bench.Play("Transparent", "Duplex", 3_600, 3, flow, paced, Total);

        Assert.Contains("lost 0", bench.Console);
        Assert.Equal(Pattern.Of(0, 0, Total), server.Received);
        Assert.Equal(flow != 0, bench.Trace.Contains("+IFC=2,2", StringComparison.Ordinal));
        Assert.Equal(paced != 0, bench.Trace.Contains(",1024,0,1,170,20;", StringComparison.Ordinal));
    }
}

using NanoHost;
using Sim800.Rig.Campaign;
using Xunit.Abstractions;

namespace Host.Tests.EndToEnd.Recovery;

public class EnduranceTests(ITestOutputHelper output)
{
    /// <summary>The run takes ten seconds, so it is the whole of it and no sample.</summary>
    [Fact]
    public void ThirtyDaysWithFaultsByChanceAreAccountedForOnAFlatHeap()
    {
        var result = EnduranceRun.Run(BoardProfile.Esp32, days: 30, probability: 0.01, seed: 1);

        output.WriteLine(result.ToString());
        Assert.Null(result.Problem);
        Assert.Equal(4_320, result.Records);
        Assert.Equal(4_320, result.Arrived + result.Reported);
        Assert.InRange(result.Strikes, 30, 60);
        Assert.True(result.QuietReports > 2_000, $"{result.QuietReports} quiet reports");
        Assert.Equal(0, result.Bytes);
        Assert.Equal(result.ThreadsBefore, result.ThreadsAfter);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void SoAreThreeDaysInWhichEachThirdReportIsHit(int seed)
    {
        var result = EnduranceRun.Run(BoardProfile.Stm32, days: 3, probability: 0.3, seed);

        output.WriteLine(result.ToString());
        Assert.Null(result.Problem);
        Assert.Equal(432, result.Arrived + result.Reported + result.Pending);
    }
}

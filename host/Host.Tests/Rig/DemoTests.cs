using NanoHost;
using Sim800.Rig.Demo;

namespace Host.Tests.Rig;

public class DemoTests
{
    private static readonly DemoResult s_good = new(3, 3, 3, 18, 29, "abc", "abc", TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(1), null);

    [Fact]
    public void TheServerReceivesExactlyWhatTheSampleSaysItSent()
    {
        using var timeline = new Timeline(null);

        var result = new DemoRun(timeline, reports: 2, seed: 5).Run();

        Assert.Null(result.Problem);
        Assert.Equal((2, 2, 2), (result.Sent, result.Acknowledged, result.Received));
        Assert.Equal(result.SentHash, result.ReceivedHash);
        Assert.Equal("1;207\n2;214\n".Length, result.PayloadBytes);
        Assert.InRange(result.Commands, 10, 60);
        Assert.InRange(result.SimulatedTime, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        Assert.Equal(result.SimulatedTime + TimeSpan.FromSeconds(5), TimeSpan.FromTicks(result.Energy.Sum(share => share.Time) / TimeSpan.NanosecondsPerTick));
        Assert.InRange(result.Energy.Sum(share => share.Charge), 0.4, 1);
    }

    [Fact]
    public void AGoodRunHasNoProblem() => Assert.Null(Judge(s_good));

    [Fact]
    public void EachProblemSaysWhatToDo()
    {
        Assert.Contains("Compare the lines", Judge(s_good with { ReceivedHash = "abd" }));
        Assert.Contains("2 of 3 records", Judge(s_good with { Acknowledged = 2 }));
        Assert.Contains("AT+CSCLK=1", Judge(s_good, asleep: false));
        Assert.Contains("main waits for COM2", Judge(s_good, waiting: ["main waits for COM2"]));
        Assert.Contains("has not finished", Judge(s_good, waiting: []));
        Assert.Contains("Its stack", Judge(s_good, faults: [new FirmwareFault(FaultKind.UnhandledException, "main", 0, "ModemException", "at X", null)]));
    }

    private static string? Judge(DemoResult result, bool asleep = true, string[]? waiting = null, FirmwareFault[]? faults = null) =>
        Verdict.Of(result, 3, faults ?? [], ended: waiting is null, waiting ?? [], asleep);
}

namespace Host.Tests.EndToEnd.Peers;

/// <summary>What users of other libraries report about clients that come to the device.</summary>
public class ServerProblems
{
    /// <summary>Clients come while others are served, and go without waiting; each is served.</summary>
    [Theory]
    [Boards]
    public void Problem14_TcpServerIsMissing(string profile)
    {
        using var bench = new Bench(profile);
        var visitors = ServerTests.Queue(bench, 8, 2, 0);
        bench.Play("Serving", "OneAfterTheOther", 600, visitors.Count, false);

        Assert.All(visitors, visitor => Assert.True(visitor.WasAnswered));
        bench.Succeeds("end");
    }
}

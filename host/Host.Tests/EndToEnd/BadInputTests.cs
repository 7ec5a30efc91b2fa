using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

/// <summary>Bad input throws what is documented, and not one byte of it goes to the module.</summary>
public class BadInputTests
{
    [Theory]
    [Boards]
    public void IsRefusedInSilence(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());

        bench.Run("BadInput");

        var lines = bench.Trace.Split('\n').ToList();
        var from = lines.FindIndex(line => line.EndsWith("firmware: quiet from here", StringComparison.Ordinal));
        var to = lines.FindIndex(line => line.EndsWith("firmware: quiet to here", StringComparison.Ordinal));
        Assert.True(0 < from && from < to);
        Assert.DoesNotContain(lines[from..to], line => line.Contains(" > ", StringComparison.Ordinal));
        Assert.Contains("closed 24", bench.Console);
    }
}

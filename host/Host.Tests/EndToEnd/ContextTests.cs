using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;

namespace Host.Tests.EndToEnd;

/// <summary>The connection modes and the two contexts: application note 3.1, 4, 5.</summary>
public class ContextTests
{
    [Theory]
    [Boards("default", "lenient", "strict", "old")]
    public void OneConnectionInsteadOfSix(string profile, string options)
    {
        using var bench = Of(profile, options);
        bench.Serve(new EchoServer());

        bench.Run("OneConnection");

        bench.Succeeds("context");
        bench.Succeeds("echo");
        bench.Fails("second", ModemError.NoFreeLink, ModemWait.None, 0, 10);
        bench.Fails("nobody", ModemError.ConnectFailed, ModemWait.Connect, 0, 80_000);
        bench.Succeeds("again");
        bench.Succeeds("multi");
        bench.Succeeds("once more");
        Assert.Contains(bench.Trace.Split('\n'), line => line.Contains("AT+CIPSEND=1"));
    }

    private static Bench Of(string profile, string options) => new(profile, OptionProfiles.Find(options) with { Stored = new Profile { BaudRate = 115200 } });
}

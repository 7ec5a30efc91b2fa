using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>A code was lost, and the program asks for the truth: application note 11; fact sheet 2.14.</summary>
public class StatusTests
{
    // After the 3.5 s for which a link whose peer has closed is in between.
    private const int Asked = 8_000;

    [Theory]
    [Boards("default", "lenient", "strict", "old")]
    public void TheCodeOfAClosedLinkIsLost(string profile, string options) => TheCloseIsLost(profile, options, single: false);

    [Theory]
    [Boards("default", "lenient", "strict", "old")]
    public void TheCodeOfTheOnlyClosedLinkIsLost(string profile, string options) => TheCloseIsLost(profile, options, single: true);

    [Theory]
    [Boards(false, true)]
    public void TheCodeOfALostContextIsLost(string profile, bool single)
    {
        using var bench = Of(profile, "default", "+PDP: DEACT");
        bench.Serve(new WelcomingServer(client => client.After(PerSecond, () => bench.Module.Machine.LoseContext(bench.Queue.Now))));

        bench.Play("Doubt", "WhileConnected", 600, Asked, single);

        Says(bench, "before", ModemSocketState.Connected, ModemError.None, open: true);
        bench.Succeeds("reconcile", 1_000);
        Says(bench, "after", ModemSocketState.Failed, ModemError.ContextLost, open: false);
        bench.Fails("receive", ModemError.ContextLost, ModemWait.Data, 0, 10);
        bench.Succeeds("again");
    }

    [Theory]
    [Boards(false, true)]
    public void TheCodeOfAConnectionIsLost(string profile, bool single)
    {
        using var bench = Of(profile, "default", Codes("CONNECT OK", single));
        bench.Serve(new EchoServer());

        bench.Play("Doubt", "WhileConnecting", 600, Asked, single);

        Says(bench, "before", ModemSocketState.Connecting, ModemError.None, open: true);
        bench.Succeeds("connect", Asked + 1_000, Asked);
        Says(bench, "after", ModemSocketState.Connected, ModemError.None, open: true);
    }

    [Theory]
    [Boards(false, true)]
    public void TheCodeOfAFailedConnectIsLost(string profile, bool single)
    {
        using var bench = Of(profile, "default", Codes("CONNECT FAIL", single));

        bench.Play("Doubt", "WhileConnecting", 600, Asked, single);

        bench.Fails("connect", ModemError.ConnectFailed, ModemWait.Connect, Asked, Asked + 1_000);
        Says(bench, "after", ModemSocketState.Closed, ModemError.None, open: true);
    }

    [Theory]
    [Boards("default", "lenient", "strict", "old")]
    public void ThePeerIsKnown(string profile, string options)
    {
        using var bench = Of(profile, options);
        bench.Serve(new EchoServer());

        bench.Play("Doubt", "Remote", 600);

        Assert.Equal([$"{Bench.Address}:{Bench.Port}"], bench.Console);
    }

    [Theory]
    [Boards(false, true)]
    public void DataAndTheEndOfAConnectionAreReported(string profile, bool push)
    {
        using var bench = Of(profile, "default");
        bench.Serve(new ClosingServer { AfterTime = 2 * PerSecond, LastWords = "bye"u8.ToArray() });

        bench.Play("Ends", "Run", 600, false, push);

        Assert.Equal(["link 5", "data 5 -1", $"closed 5 {(int)ModemError.ConnectionClosed}", $"state {(int)ModemSocketState.PeerClosed}"], bench.Console);
    }

    [Theory]
    [Boards]
    public void AnEndByThisSideIsReported(string profile)
    {
        using var bench = Of(profile, "default");
        bench.Serve(new EchoServer());

        bench.Play("Ends", "Run", 600, true, false);

        Assert.Equal(["link 5", $"closed 5 {(int)ModemError.Aborted}", $"state {(int)ModemSocketState.Closed}"], bench.Console);
    }

    [Theory]
    [Boards(false, true)]
    public void AnEndByTheNetworkOrTheModuleIsReported(string profile, bool restarts)
    {
        using var bench = Of(profile, "default");
        bench.Serve(new WelcomingServer(client => client.After(2 * PerSecond, () =>
        {
            if (restarts)
            {
                bench.Module.Machine.BrownOut(bench.Queue.Now);
            }
            else
            {
                bench.Module.Machine.LoseContext(bench.Queue.Now);
            }
        })));

        bench.Play("Ends", "Run", 600, false, false);

        var error = restarts ? ModemError.Restarted : ModemError.ContextLost;
        Assert.Equal(["link 5", $"closed 5 {(int)error}", $"state {(int)ModemSocketState.Failed}"], bench.Console);
    }

    private static void TheCloseIsLost(string profile, string options, bool single)
    {
        using var bench = Of(profile, options, Codes("CLOSED", single));
        bench.Serve(new ClosingServer { AfterTime = 2 * PerSecond, LastWords = "bye"u8.ToArray() });

        bench.Play("Doubt", "WhileConnected", 600, Asked, single);

        Says(bench, "before", ModemSocketState.Connected, ModemError.None, open: true);
        bench.Succeeds("reconcile", 1_000);
        Says(bench, "after", ModemSocketState.PeerClosed, ModemError.None, open: true);
        if (OptionProfiles.Find(options).KeepsUnreadAfterClose)
        {
            Assert.Contains("received 3", bench.Console);
            bench.Succeeds("end", 100);
        }
        else
        {
            bench.Fails("receive", ModemError.DataLost, ModemWait.Data, 0, 1_000);
        }

        if (!single || OptionProfiles.Find(options).ConnectsAfterClose)
        {
            bench.Succeeds("again");
        }
    }

    private static void Says(Bench bench, string when, ModemSocketState state, ModemError error, bool open) =>
        Assert.Contains($"{when} {(int)state} {(int)error}{(open ? " open" : " gone")}", bench.Console);

    private static string[] Codes(string code, bool single) => single ? [code] : [.. Enumerable.Range(0, 6).Select(link => $"{link}, {code}")];

    private static Bench Of(string profile, string options, params string[] lost) =>
        new(profile, OptionProfiles.Find(options) with { Stored = new Profile { BaudRate = 115200 }, Faults = [.. lost.Select(code => new LostCodeFault(code, Count: 1))] });
}

using Sim800.Nano;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>What is reported without being asked for: each report has a cause in the module, and handlers harm nobody but themselves.</summary>
public class EventTests
{
    /// <summary>Each event, the cause that the virtual module gives it, and the numbers that come with it.</summary>
    [Theory]
    [InlineData("", ModemEvent.Started, "-1 -1 -1")]
    [InlineData("sim-removed", ModemEvent.Sim, "-1 -1 -1")]
    [InlineData("", ModemEvent.CallReady, "-1 -1 -1")]
    [InlineData("", ModemEvent.MessageReady, "-1 -1 -1")]
    [InlineData("", ModemEvent.Data, "5 -1 -1")]
    [InlineData("registration 2", ModemEvent.Registration, "2 -1 -1")]
    [InlineData("registration 2", ModemEvent.PacketRegistration, "2 -1 -1")]
    [InlineData("call", ModemEvent.Ring, "-1 -1 -1")]
    [InlineData("sms", ModemEvent.Message, "1 -1 -1")]
    [InlineData("sms", ModemEvent.RingPulse, "3 120 30")]
    [InlineData("supply 3450", ModemEvent.UnderVoltage, "-1 -1 -1")]
    [InlineData("supply 4350", ModemEvent.OverVoltage, "-1 -1 -1")]
    [InlineData("supply 3350", ModemEvent.PoweredDown, "-1 -1 -1")]
    [InlineData("restart", ModemEvent.Restarted, "-1 -1 -1")]
    [InlineData("pdp-deact", ModemEvent.ContextLost, "0 -1 -1")]
    [InlineData("remote-close", ModemEvent.Closed, "5 14 -1")]
    [InlineData("pdp-deact", ModemEvent.Closed, "5 7 -1")]
    [InlineData("no-answer * 1000", ModemEvent.Silent, "-1 -1 -1")]
    public void EachEventHasItsCause(string cause, ModemEvent expected, string numbers)
    {
        foreach (var (profile, receives) in ((string, bool)[])[("ESP32", false), ("ESP32", true), ("STM32", false), ("STM32", true)])
        {
            using var bench = new Bench(profile);
            bench.Serve(new EchoServer());
            WhenReady(bench, 15, () => Happen(bench, cause));

            // Who waits for data takes what comes for others.
            bench.Play("Events", "Watch", 300, 30, receives);

            Assert.Contains($"event {(int)expected} {numbers}", bench.Console);
            var others = bench.Console.SkipWhile(line => line != "ready").Where(line => line.StartsWith("event", StringComparison.Ordinal));
            Assert.True(cause.Length > 0 || !others.Any(), "nothing happens by itself");
        }
    }

    [Theory]
    [Boards]
    public void TheModuleIsToldOnceWhatToReport(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());

        bench.Play("Events", "Watch", 300, 30, false);

        Assert.Equal(1, bench.Trace.Split("> AT+CREG=1;+CGREG=1").Length - 1);
    }

    [Theory]
    [Boards]
    public void OneThatBlocksDelaysOnlyOtherHandlers(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        Codes(bench, 37);

        bench.Play("Events", "Block", 300, 30);

        // Nobody waits for it: not the module's codes, not the calls of others.
        bench.Succeeds("echo", 1_000);
        bench.Succeeds("identity", 1_000);

        // One is with the handler and keeps its place in the ring of 16; the others of 37 calls and the data of the echo are counted.
        Assert.Contains("called 1 0, lost 22", bench.Console);
        Assert.Contains("called 1 16, lost 22", bench.Console);
    }

    [Theory]
    [Boards]
    public void OneThatThrowsHarmsOnlyItself(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        Codes(bench, 10);

        bench.Play("Events", "Throw", 300, 30);

        bench.Succeeds("echo", 1_000);
        Assert.Contains("called 11 11", bench.Console);
    }

    [Theory]
    [Boards]
    public void OneThatHasLeftIsNotCalled(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        Codes(bench, 60);

        bench.Play("Events", "Leave", 300, 20);

        var called = bench.Console.Where(line => line.StartsWith("called ", StringComparison.Ordinal)).Select(line => int.Parse(line["called ".Length..])).ToArray();
        Assert.Equal(3, called.Length);
        Assert.InRange(called[0], 10, 30);
        Assert.Equal(called[0], called[1]);
        Assert.InRange(called[2], called[1] + 10, 60);
    }

    [Theory]
    [Boards]
    public void AHandlerMayTalkToTheModule(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        WhenReady(bench, 15, () => Happen(bench, "sms"));

        bench.Play("Events", "Ask", 300, 60);

        bench.Succeeds("read", 1_000);
    }

    private static void Codes(Bench bench, int count)
    {
        for (var i = 0; i < count; i++)
        {
            WhenReady(bench, 2.5 + (i * 0.75), () => bench.Module.Machine.SendUnsolicited("RING", bench.Queue.Now));
        }
    }

    private static void WhenReady(Bench bench, double seconds, Action action) => bench.Machine.ConsoleLine += line =>
    {
        if (line == "ready")
        {
            bench.At(bench.Queue.Now + (long)(seconds * PerSecond), action);
        }
    };

    private static void Happen(Bench bench, string cause)
    {
        var machine = bench.Module.Machine;
        switch (cause)
        {
            case "":
                break;
            case "call":
                Assert.True(machine.Call("110", bench.Queue.Now));
                break;
            case "sms":
                Assert.True(machine.ReceiveMessage("110", "hello", bench.Queue.Now));
                break;
            default:
                bench.Module.Strike(FaultSyntax.Parse(cause));
                break;
        }
    }
}

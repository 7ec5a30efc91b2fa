using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>Every way to send: application note 7, and the close of 10.</summary>
public class SendingTests
{
    /// <summary>Application note 7.5.</summary>
    [Theory]
    [Boards("default", "lenient", "strict", "old", "single")]
    public void FlushSaysWhatThePeerHas(string profile, string options)
    {
        using var bench = Of(profile, options == "single" ? "default" : options);
        var server = bench.Serve(new SinkServer());
        bench.Serve(new SinkServer { Acknowledges = false }, Bench.Port + 1);

        bench.Play("Sending", "Flush", 900, options == "single");

        bench.Succeeds("flush nothing", 100);
        bench.Succeeds("flush", 1_000);
        bench.Fails("flush silent", ModemError.PeerSilent, ModemWait.SendResult, 30_000, 30_400);
        bench.Fails("flush shortly", ModemError.TimedOut, ModemWait.SendResult, 2_000, 2_400);
        Assert.Equal(["unacknowledged 1000", "unacknowledged 1000"], bench.Console.Where(line => line.StartsWith("unack", StringComparison.Ordinal)));

        // What finds room goes out; the rest waits as long as a peer may be silent, once more in the call that says so.
        bench.Fails("send silent", ModemError.PeerSilent, ModemWait.SendResult, 5_000, 13_000);
        bench.Succeeds("again");
        Assert.Equal(Pattern.Of(0, 0, 3_000).Concat(Pattern.Of(0, 0, 100)), server.Received);
    }

    /// <summary>Application note 3.1.1, 4 (Ctrl-Z) and 7.2 (timed).</summary>
    [Theory]
    [Boards("default", "lenient", "strict", "old", "single")]
    public void TextArrives(string profile, string options)
    {
        foreach (var timer in new[] { 0, 3 })
        {
            using var bench = Of(profile, options == "single" ? "default" : options);
            var server = bench.Serve(new LineServer(line => line.Length + "\n"));

            bench.Play("Sending", "Text", 900, timer, options == "single");

            bench.Succeeds("text", from: timer * 1_000);
            bench.Succeeds("long text");
            Assert.Equal(["hello SIM800", new string('x', 3_000)], server.Lines);
            Assert.Contains("12", bench.Console);
            Assert.Contains("3000", bench.Console);
        }
    }

    /// <summary>Application note 7.4, with AT+CIPQSEND=0. What it costs the others is documented.</summary>
    [Theory]
    [Boards]
    public void AnAcknowledgedSendIsBoundedByOurOwnLimit(string profile)
    {
        using var bench = Of(profile, "default");
        bench.Serve(new EchoServer());
        bench.Serve(new SinkServer { Acknowledges = false }, Bench.Port + 1);

        bench.Play("Sending", "Acknowledged", 900);

        bench.Succeeds("echo");
        bench.Fails("silent", ModemError.PeerSilent, ModemWait.SendResult, 30_000, 30_300);
        bench.Fails("beside", ModemError.TimedOut, bench.Step("beside").Wait, 29_000, 35_000);
        Assert.Contains("open no", bench.Console);
        bench.Succeeds("power on", 60_000);
    }

    /// <summary>Application note 10.</summary>
    [Theory]
    [Boards(true, false)]
    public void ASlowCloseWaitsForThePeer(string profile, bool answers)
    {
        using var bench = Of(profile, "default");
        bench.Serve(new SinkServer { AnswersClose = answers });

        bench.Play("Sending", "Linger", 600);

        bench.Succeeds("close", answers ? 500 : 10_300, from: answers ? 100 : 10_000);
        bench.Succeeds("again");
        Assert.Contains("> AT+CIPCLOSE=5,0", bench.Trace);
    }

    /// <summary>Bytes of the payload never reach the module, which waits for the rest: nothing that is said to it afterwards becomes payload.</summary>
    [Theory]
    [Boards(1, 10, 100, 900)]
    public void PayloadThatIsLostOnItsWayLeavesNoPromptBehind(string profile, int lost)
    {
        foreach (var options in OptionProfiles.Names)
        {
            using var bench = Of(profile, options);
            var server = bench.Serve(new SinkServer());
            bench.Machine.ConsoleLine += line =>
            {
                if (line == "ready")
                {
                    bench.Module.Strike(new LineFault(LineEffect.Lost, LineDirection.ToModule, Skip: "AT+CIPSEND=5,1000\r".Length + 50, Count: lost));
                }
            };

            bench.Play("Sending", "Cut", 600, false);

            bench.Fails("send", ModemError.TimedOut, ModemWait.SendResult, 10_000, 12_000);
            bench.Succeeds("signal", 5_000);
            bench.Succeeds("again");

            // What was made whole is escapes, never a command.
            Assert.DoesNotContain((byte)'A', server.Received.SkipLast(100));
        }
    }

    /// <summary>The same where the end was not told: the mark is lost, or the prompt never answers.</summary>
    [Theory]
    [Boards("mark", "prompt", "late prompt")]
    public void ATextThatIsCutLeavesNoPromptBehind(string profile, string cut)
    {
        foreach (var options in OptionProfiles.Names)
        {
            using var bench = Of(profile, options);
            bench.Serve(new SinkServer());
            bench.Machine.ConsoleLine += line =>
            {
                if (line == "ready")
                {
                    bench.Module.Strike(cut switch
                    {
                        "mark" => new LineFault(LineEffect.Lost, LineDirection.ToModule, Skip: "AT+CIPSEND=5\r".Length + 1_000, Count: 1),
                        "prompt" => new CommandFault("+CIPSEND", CommandEffect.NoAnswer, Count: 1),
                        _ => new CommandFault("+CIPSEND", CommandEffect.LateAnswer, 10_500 * PerMillisecond, Count: 1),
                    });
                }
            };

            bench.Play("Sending", "Cut", 600, true);

            bench.Fails("send", ModemError.TimedOut, cut == "mark" ? ModemWait.SendResult : ModemWait.Prompt, 10_000, 12_000);
            bench.Succeeds("signal", 6_000);
            bench.Succeeds("again");
        }
    }

    private static Bench Of(string profile, string options) => new(profile, OptionProfiles.Find(options) with { Stored = new Profile { BaudRate = 115200 } });
}

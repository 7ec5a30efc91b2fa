using System.Text;
using System.Text.RegularExpressions;
using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Serial;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.Peers;

/// <summary>What users of other libraries report about receiving, and about ends that are not noticed.</summary>
public class ReceiveProblems
{
    private const int Receiving = 30_000 + 5_000;

    /// <summary>Thousands of bytes wait while every send fails: they are read, and sending works again when the network does.</summary>
    [Theory]
    [Boards]
    public void Problem03_ReadStuckWhileSendFails(string profile)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { Faults = [new CommandFault("+CIPSEND", CommandEffect.FailedResult, 200 * PerMillisecond, Skip: 1, Count: 3)] });
        bench.Serve(new AskedServer(client => client.Send(Pattern.Of(Pattern.OfServer, 0, 2_871))));
        bench.Play("Complaints", "ReceiveWhileSendingFails", 900, 2_871);

        for (var i = 0; i < 3; i++)
        {
            bench.Fails($"send {i}", ModemError.SendFailed, ModemWait.SendResult, 200, 500);
        }

        bench.Succeeds("receive", 5_000);
        Assert.Contains("received 2871, connected yes", bench.Console);
        bench.Succeeds("echo", 1_000);
    }

    /// <summary>The peer closes in the middle of slow reads, and the module answers the rest of them with errors: one of them is the end, not all.</summary>
    [Theory]
    [Boards(true, false)]
    public void Problem04_EndlessErrorsAfterTheRemoteClose(string profile, bool emptyReadIsError)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { KeepsUnreadAfterClose = false, EmptyReadIsError = emptyReadIsError });
        bench.Serve(new AskedServer(client =>
        {
            client.Send(Pattern.Of(Pattern.OfServer, 0, 2_500));
            client.Close();
        }));
        bench.Play("Complaints", "ReadToTheEnd", 900, 100_000, 63, 400);

        // It had been announced, so its loss is no clean end.
        bench.Fails("receive", ModemError.DataLost, ModemWait.Data, 0, Receiving);
        var lines = bench.Trace.Split('\n').ToList();
        var closed = lines.FindIndex(line => Regex.IsMatch(line, "< .*[0-5], CLOSED"));
        Assert.InRange(lines.Skip(closed).TakeWhile(line => !line.Contains("AT+CIPSTART", StringComparison.Ordinal)).Count(line => line.Contains("> AT+CIPRXGET=", StringComparison.Ordinal)), 0, 3);
        bench.Succeeds("close", 1_000);
        bench.Succeeds("connect", 1_000);
        bench.Succeeds("echo", 1_000);
    }

    /// <summary>The peer's end is told between the payload of a send and its result, once and not again.</summary>
    [Theory]
    [Boards]
    public void Problem05_ClosedIsEatenBetweenSendAndDataAccept(string profile)
    {
        var link = "";
        var sends = 0;
        var watch = new WireWatch(line =>
        {
            link = Regex.Match(line, "^> AT\\+CIPSTART=(.)") is { Success: true } start ? start.Groups[1].Value : link;
            sends += line.StartsWith("> AT+CIPSEND=", StringComparison.Ordinal) ? 1 : 0;
        });
        var options = Bench.FixedRate with
        {
            // The module's own report, which it makes when it has given the peer some time, is the one that comes early.
            Faults = [new LostCodeFault("5, CLOSED", Count: 1)],
            Inject = point => sends == 2 && point is { Previous: UnitKind.Prompt, Next: UnitKind.Result or UnitKind.Information } ? Encoding.ASCII.GetBytes($"\r\n{link}, CLOSED\r\n") : null,
        };
        using var bench = new Bench(profile, options, recorder: new Recorder(watch));
        bench.Serve(new HangingUpServer());
        bench.Play("Complaints", "SendUntilClosed", 900);

        bench.Succeeds("echo", 1_000);
        bench.Succeeds("send", 1_000);
        Assert.Contains("connected no", bench.Console);
        bench.Succeeds("receive", 1_000);
        bench.Fails("send again", ModemError.ConnectionClosed, ModemWait.None, 0, 5);
        bench.Succeeds("close", 1_000);
        bench.Succeeds("connect", 1_000);
        bench.Succeeds("echo again", 1_000);
    }

    /// <summary>The peer has closed, and bytes are left: it is not connected, the bytes can be read, and then it is over.</summary>
    [Theory]
    [Boards]
    public void Problem07_ConnectedForEverWithLeftoverBytes(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new AskedServer(client =>
        {
            client.Send(Pattern.Of(Pattern.OfServer, 0, 900));
            client.Close();
        }));
        bench.Play("Complaints", "Leftover", 900, 900);

        Assert.Contains("connected no, available 900", bench.Console);
        bench.Succeeds("receive", 2_000);
        Assert.Contains("received 900", bench.Console);
        bench.Succeeds("again", 100);
        bench.Succeeds("close", 1_000);
        bench.Succeeds("connect", 1_000);
        bench.Succeeds("echo", 1_000);
    }

    /// <summary>The peer has vanished without a word: who goes on sending is told in time.</summary>
    [Theory]
    [Boards]
    public void Problem07_HalfOpenConnectionIsNotDetected(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        bench.Machine.ConsoleLine += line =>
        {
            if (line == "vanish")
            {
                bench.Module.Strike(new NoAcknowledgementFault(0));
            }
        };
        bench.Play("Complaints", "SendToNobody", 900);

        // A peer that acknowledges nothing for 30 s counts as dead.
        bench.Fails("send", ModemError.PeerSilent, ModemWait.SendResult, 0, 32_000);
        bench.Succeeds("close", 1_000);
    }

    /// <summary>Nothing comes for 30 hours: the module is asked now and then, not without end, and what comes at last is there at once.</summary>
    [Theory]
    [Boards(true, false)]
    public void Problem08_EndlessPollingForHours(string profile, bool emptyReadIsError)
    {
        const int Hours = 30;
        using var bench = new Bench(profile, Bench.FixedRate with { EmptyReadIsError = emptyReadIsError });
        bench.Serve(new AskedServer(client => client.After(Hours * 3_600 * PerSecond, () => client.Send(Pattern.Of(Pattern.OfServer, 0, 100)))));
        bench.Play("Complaints", "WaitLong", (Hours + 1) * 3_600);

        bench.Succeeds("receive", (Hours * 3_600_000L) + 1_000, from: Hours * 3_600_000L);
        Assert.Contains("received 100", bench.Console);
        var asked = bench.Trace.Split('\n').Count(line => line.Contains("> AT+", StringComparison.Ordinal));
        Assert.InRange(asked, 0, 100 + (Hours * 3_600 / 15 * (emptyReadIsError ? 2 : 1)));
    }

    /// <summary>A file, and the end at once behind it: a slow reader gets every byte, and then the end.</summary>
    [Theory]
    [Boards(100, 1460)]
    public void Problem09_ClosedBeforeTheFileIsRead(string profile, int piece)
    {
        using var bench = new Bench(profile);
        bench.Serve(new AskedServer(client =>
        {
            client.Send(Pattern.Of(Pattern.OfServer, 0, 20_000));
            client.Close();
        }));
        bench.Play("Complaints", "ReadToTheEnd", 900, 100_000, piece, 150);

        bench.Succeeds("receive", 90_000);
        Assert.Contains("received 20000, connected no", bench.Console);
        bench.Succeeds("connect", 1_000);
        bench.Succeeds("echo", 1_000);
    }

    /// <summary>An echo whose first connection ends at its second block.</summary>
    private sealed class HangingUpServer : MemoryServer
    {
        private int _blocks;

        public override void OnData(ServerEnd client, ReadOnlySpan<byte> data)
        {
            if (++_blocks == 2)
            {
                client.Close();
            }
            else
            {
                client.Send(data);
            }
        }
    }
}

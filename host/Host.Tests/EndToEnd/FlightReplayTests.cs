using Sim800.Rig.Flight;
using Sim800.Rig.Simulate;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

/// <summary>What went wrong on the board is seen again, from nothing but the text of the recorder.</summary>
public class FlightReplayTests
{
    private const int Whole = 8_192;
    private const int TheLast = 512;

    [Theory]
    [InlineData("nothing", Whole, "close", "> AT+CIPCLOSE=5,1")]
    [InlineData("nothing", TheLast, "close", "> AT+CIPCLOSE=5,1")]
    [InlineData("no-answer +CSQ", Whole, "signal", "recorded < TimedOut (Answer)")]
    [InlineData("no-answer +CSQ", TheLast, "signal", "recorded < TimedOut (Answer)")]
    [InlineData("error +CSQ", Whole, "signal", "recorded < Rejected (Answer)")]
    [InlineData("late-answer +CSQ 4000", Whole, "close", "fault LateAnswer strikes AT+CSQ")]
    [InlineData("connect-fail", Whole, "connect", "CONNECT FAIL")]
    [InlineData("send-fail", Whole, "echo", "recorded < SendFailed (SendResult)")]
    [InlineData("no-result +CIPSEND", Whole, "echo", "recorded < TimedOut (SendResult)")]
    [InlineData("pdp-deact @20000", Whole, "wait", "+PDP: DEACT")]
    [InlineData("pdp-deact @20000", TheLast, "wait", "+PDP: DEACT")]
    [InlineData("restart @20000", Whole, "wait", "recorded * RDY")]
    [InlineData("restart @20000", TheLast, "wait", "recorded * RDY")]
    [InlineData("remote-close @20000", Whole, "again", "5, CLOSED")]
    [InlineData("remote-close @20000", TheLast, "again", "5, CLOSED")]
    [InlineData("supply 3350 @20000", Whole, "wait", "UNDER-VOLTAGE POWER DOWN")]
    [InlineData("code +CREG: 2 @20000", TheLast, "close", "+CREG: 2")]
    public void ATroubleOfTheBoardIsSeenAgain(string trouble, int size, string lastStep, string seen)
    {
        using var bench = new Bench("ESP32", Bench.FixedRate with { Faults = trouble == "nothing" ? [] : [FaultSyntax.Parse(trouble)] });
        bench.Serve(new EchoServer());
        bench.Play("Recorded", "GoWrong", 600, size);
        Assert.StartsWith(lastStep, bench.Console.Last(line => !line.StartsWith('|')));
        var records = string.Join('\n', bench.Console.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line[2..]));
        using var trace = new StringWriter();

        var replay = new FlightReplay(new StringReader(records), trace, null);
        replay.Run();

        Assert.True(replay.Differences.Count == 0, $"{string.Join('\n', replay.Differences)}\n{records}\n\n{trace}");
        Assert.True(trace.ToString().Contains(seen, StringComparison.Ordinal), $"{records}\n\n{trace}");
        Assert.True(replay.Results > 3);
    }

    [Fact]
    public void TheSameRecordsGiveTheSameTraceToTheByte() => Assert.Equal(TraceOf(Sample), TraceOf(Sample));

    [Fact]
    public void ACommandWhoseArgumentsWereLeftOutIsSaidNotToBeTyped()
    {
        var trace = TraceOf("       1.000 > AT+CPIN=...\n       1.020 < OK");
        Assert.Contains("recorded > AT+CPIN=..., which cannot be typed", trace);
    }

    [Fact]
    public void TheCommandLineTellsThemFromOtherRecordings()
    {
        var directory = Directory.CreateTempSubdirectory("sim800-");
        try
        {
            var (file, trace) = (Path.Combine(directory.FullName, "box17.txt"), Path.Combine(directory.FullName, "trace.txt"));
            File.WriteAllText(file, $"{FlightRecord.Heading}\n{Sample}\n");
            Assert.Equal(0, ReplayCommand.Create().Parse([file, "--trace", trace]).Invoke());
            Assert.Equal(TraceOf(Sample), File.ReadAllText(trace));

            File.WriteAllText(file, $"{FlightRecord.Heading}\nhello\n");
            Assert.Equal(2, ReplayCommand.Create().Parse([file]).Invoke());
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("hello", "'hello' is no record")]
    [InlineData("1.000 ! AT", "'1.000 ! AT' is no record")]
    public void WhatIsNoRecordIsRefused(string text, string problem) => Assert.Equal(problem, Assert.Throws<FormatException>(() => TraceOf(text)).Message);

    private const string Sample = """
               1.000 > AT+CIPSEND=3,100
               1.050 < OK
        ...
               2.500 * +CIPRXGET: 1,3
               2.510 > AT+CIPRXGET=2,3,1460
               2.530 < OK 100 0
               9.000 * 3, CLOSED
        """;

    private static string TraceOf(string records)
    {
        using var trace = new StringWriter();
        new FlightReplay(new StringReader(records), trace, null).Run();
        return trace.ToString();
    }
}

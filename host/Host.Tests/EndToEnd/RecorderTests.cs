using System.Globalization;
using System.Text.RegularExpressions;
using Sim800.Nano;
using Sim800.Nano.Recording;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Xunit.Abstractions;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>The flight recorder on the board: it can be read when nothing else works, it holds nobody up, and it says what happened.</summary>
public partial class RecorderTests(ITestOutputHelper output)
{
    private const int Rounds = 200;

    [Theory]
    [Boards]
    public void WhatHappenedIsReadWhenTheModemIsClosed(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        bench.At(40 * PerSecond, () => bench.Module.Machine.Call("110", bench.Queue.Now));

        bench.Play("Recorded", "Run", 300);

        var lines = Records(bench);
        InOrder(
            lines,
            "= rate 115200", "# PWRKEY low", "# PWRKEY high", "> AT+CIPMUX?;+CMEE=1;E0;+IPR?", "= open", "> AT+CREG?;+CGATT?", "> AT+CPIN?", "< OK 0 1", "+CSTT=...", "> AT+CIICR", "= context 0 open",
            "> AT+CIPSTART=5,\"TCP\",\"telemetry.example.com\",7000", "* 5, CONNECT OK", "> AT+CIPSEND=5,100", "* +CIPRXGET: 1,5", "> AT+CIPRXGET=2,5,", "< OK 100 0",
            "> AT+CSCLK=1", "# DTR high", "# RI low", "* RING", "# DTR low", "> AT+CIPCLOSE=5,1", "= link 5 ended Aborted", "> AT+CPOWD=1", "= not open", "= context 0 closed");
        Assert.DoesNotContain(lines, line => line.Contains("internet", StringComparison.Ordinal));
    }

    [Theory]
    [Boards]
    public void ACallThatHangsIsSeenWhileItHangs(string profile)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { Faults = [new CommandFault("+CSQ", CommandEffect.NoAnswer)] });
        bench.Serve(new EchoServer());

        bench.Play("Recorded", "ReadWhileACallHangs", 300);

        // The reader waits for nobody, and the caller no longer than alone.
        bench.Succeeds("reading", 100);
        bench.Fails("hanging", ModemError.TimedOut, ModemWait.Answer, 5_000, 5_100);
        var console = bench.Console.ToList();
        var hanging = console[..console.FindIndex(line => line.StartsWith("reading", StringComparison.Ordinal))];
        Assert.EndsWith("> AT+CSQ", hanging[^1]);
        InOrder(console[(hanging.Count + 1)..], "> AT+CSQ", "< TimedOut (Answer)", "= not open", "= context 0 closed");
        Assert.Contains("counted 1", console);
    }

    /// <summary>With the reader interrupted anywhere, each line is one that was written, in its order; what was overwritten is said.</summary>
    [Theory]
    [InlineData("ESP32", 1)]
    [InlineData("ESP32", 2)]
    [InlineData("STM32", 3)]
    [InlineData("STM32", 4)]
    public void WhoReadsWhileOthersWriteReadsWholeRecords(string profile, ulong seed)
    {
        using var bench = new Bench(profile, seed: seed, preemption: true);
        bench.Serve(new EchoServer());

        bench.Play("Recorded", "ReadWhileOthersTalk", 300, 50);

        bench.Succeeds("echoes");
        var lines = Records(bench);
        Assert.True(lines.Count(line => line.Contains("AT+CIPSEND=5,100", StringComparison.Ordinal)) > 20);
        var last = 0m;
        foreach (var line in lines.Where(line => line != "..."))
        {
            Assert.Matches(Record(), line);
            var time = decimal.Parse(line.AsSpan(0, 12), CultureInfo.InvariantCulture);
            Assert.True(time >= last, line);
            last = time;
        }
    }

    /// <summary>A send, a notice, a read: five records.</summary>
    [Theory]
    [Boards]
    public void WhatARoundCosts(string profile)
    {
        var without = InstructionsOfARound(profile, bench => bench.Play("Steady", "RunIn", 3_600, "manual", false, Rounds));
        var with = InstructionsOfARound(profile, bench => bench.Play("Steady", "RunRecorded", 3_600, Rounds));

        output.WriteLine($"{profile}: {without} instructions, with a recorder {with}");
        Assert.InRange(with - without, 1, 2_200);
    }

    [Fact]
    public void EveryErrorHasItsName()
    {
        Assert.All(Enum.GetValues<ModemError>().Skip(1), error => Assert.Equal(error.ToString(), RecordNames.Of(error)));
        Assert.All(Enum.GetValues<ModemWait>().Skip(1), wait => Assert.Equal(wait.ToString(), RecordNames.Of(wait)));
        Assert.True((int)Enum.GetValues<ModemError>().Max() < Counter.Count - Counter.Errors);
    }

    [GeneratedRegex("""^ *\d+\.\d{3} (> AT[+A-Z0-9=;,?"a-z.]*|< OK( \d+){0,2}|< [A-Za-z]+( \d+)?( \([A-Za-z]+\))?|\* (\d, )?[+A-Za-z ]+:?( \d(,\d)*| READY)?|\* \? \d+ bytes|# [A-Z0-9]+ (low|high)|= .+)$""")]
    private static partial Regex Record();

    private static long InstructionsOfARound(string profile, Action<Bench> run)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        var counters = bench.Machine.Counters;
        var marks = 0;
        long begun = 0;
        long ended = 0;
        bench.Marker.Changed += _ =>
        {
            var now = counters.Total.Instructions;
            begun = marks == 0 ? now : begun;
            ended = marks++ == Rounds ? now : ended;
        };
        run(bench);
        return (ended - begun) / Rounds;
    }

    private static List<string> Records(Bench bench) => [.. bench.Console.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line[2..])];

    private static void InOrder(List<string> lines, params string[] expected)
    {
        var at = 0;
        foreach (var text in expected)
        {
            var found = lines.FindIndex(at, line => line.Contains(text, StringComparison.Ordinal));
            Assert.True(found >= 0, $"'{text}' is not behind line {at}:\n{string.Join('\n', lines)}");
            at = found + 1;
        }
    }
}

using System.Text.RegularExpressions;
using Host.Tests.Simulator;
using Sim800.Simulator;

namespace Host.Tests.Waveforms;

/// <summary>The VCD file, read as it is written; sigrok's own reading of one is in <see cref="SigrokTests"/>.</summary>
public partial class WaveformTests
{
    [Fact]
    public void TheSameRunGivesTheSameFile() => Assert.Equal(Run(), Run());

    [Fact]
    public void AByteHasItsBitsAtTheRateOfTheLine()
    {
        var text = Record(bench => bench.Type("A")); // 0x41, from the lowest bit: 1 0 0 0 0 0 1 0
        Assert.Equal(
            "#0 0\" #8680 1\" #17361 0\" #60763 1\" #69444 0\" #78125 1\" ",
            string.Concat(Edges(text).Where(edge => edge.Identifier == '"').Select(edge => $"#{edge.Time} {edge.Level}\" ")));
    }

    [Fact]
    public void PinsHaveTheirEdges()
    {
        var text = Record(bench => bench.Drive(bench.Lines.Dtr, false).Wait(5).Drive(bench.Lines.Dtr, true));
        Assert.Equal([(0L, 0), (5_000_000L, 1)], Edges(text).Where(edge => edge.Identifier == '#').Select(edge => (edge.Time, edge.Level)));
    }

    [Fact]
    public void TimesNeverRunBackwards()
    {
        var times = TimeStamp().Matches(Run()).Select(match => long.Parse(match.Groups[1].Value)).ToArray();
        Assert.Equal(times.Order(), times);
        Assert.Equal(times.Distinct(), times);
    }

    [Fact]
    public void WhatIsCutOffLeavesTheLineAtRest()
    {
        var text = Record(bench =>
        {
            bench.Type("\0");
            bench.Wait(0.02);
            bench.Terminal.Abandon();
        });
        Assert.Equal([(0L, 0), (20_000L, 1)], Edges(text).Where(edge => edge.Identifier == '"').Select(edge => (edge.Time, edge.Level)));
    }

    private static string Run() => Record(bench => bench.Play("""
        >> AT+GSN
        << \r\n867717031234567\r\n\r\nOK\r\n
        >> AT+IPR=9600
        << \r\nOK\r\n
        """));

    private static string Record(Action<Bench> run)
    {
        var writer = new StringWriter();
        var waveform = new Waveform(writer);
        var bench = new Bench(waveform: waveform);
        run(bench);
        bench.Wait(10);
        waveform.End(bench.Queue.Now);
        return writer.ToString();
    }

    private static IEnumerable<(long Time, char Identifier, int Level)> Edges(string text)
    {
        var time = 0L;
        foreach (var line in text[(text.IndexOf("$end\n", text.IndexOf("$dumpvars", StringComparison.Ordinal), StringComparison.Ordinal) + 5)..].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#')
            {
                time = long.Parse(line.AsSpan(1));
            }
            else
            {
                yield return (time, line[1], line[0] - '0');
            }
        }
    }

    [GeneratedRegex(@"(?m)^#([0-9]+)$")]
    private static partial Regex TimeStamp();
}

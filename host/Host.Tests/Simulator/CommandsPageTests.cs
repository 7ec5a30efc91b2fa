using System.Text.RegularExpressions;
using Sim800.Simulator;

namespace Host.Tests.Simulator;

/// <summary>The page that lists the manual's commands says of each what the virtual module does with it.</summary>
public class CommandsPageTests
{
    [Fact]
    public void EveryKnownCommandIsOnThePageAsKnown()
    {
        var rows = Rows().ToLookup(row => row.Command, row => row.State);
        foreach (var command in Sim800Machine.Commands)
        {
            Assert.Contains(rows[command], state => state is "modelled" or "accepted");
        }
    }

    [Fact]
    public void NoCommandIsThereTwice()
    {
        var twice = Rows().GroupBy(row => row.Command).Where(group => group.Count() > 1).Select(group => group.Key);
        Assert.Empty(twice);
    }

    [Fact]
    public void WhatIsNotThereAnswersError()
    {
        var bench = new Bench();
        foreach (var (command, _) in Rows().Where(row => row.State == "–"))
        {
            bench.Play($"""
                >> AT{command}=?
                << \r\nERROR\r\n
                """);
        }
    }

    private static IEnumerable<(string Command, string State)> Rows()
    {
        foreach (var line in File.ReadLines(Repository.Path("host/Sim800.Simulator/COMMANDS.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            var cells = line.Split('|');
            foreach (Match name in Regex.Matches(cells[1], "`(AT)?([^`]+)`"))
            {
                yield return (name.Groups[2].Value, cells[2].Trim());
            }
        }
    }
}

using System.Globalization;
using Sim800.Simulator.Recording;
using Wire;

namespace Sim800.Rig.Simulate;

/// <summary>Runs a module again on a recorded input, as fast as the PC can.</summary>
internal sealed class Replay(TextReader input)
{
    /// <summary>Reads the input to its end and writes the records of the run.</summary>
    /// <exception cref="FormatException">The input is no recording; the message says where.</exception>
    public void Run(TextWriter trace, TextWriter? vcd)
    {
        if (input.ReadLine() != InputLog.Heading)
        {
            throw new FormatException($"its first line is not '{InputLog.Heading}'; make one with rig simulate --record FILE");
        }

        var choice = new ModuleChoice();
        for (var line = input.ReadLine(); line != InputLog.Begin; line = input.ReadLine())
        {
            choice = choice.With(line ?? throw new FormatException("it ends before its input begins"));
        }

        var queue = new EventQueue();
        var events = ReadEvents().ToList();
        var network = new ReplayedNetwork(queue, events.Where(each => each.Kind == "network").Select(each => each.Text));
        var module = new PluggedModule(queue, network, choice, trace, vcd);
        module.Module.Start();
        foreach (var (time, kind, text) in events)
        {
            // not for what happened at the same instant: between the two nothing else did
            if (time > queue.Now)
            {
                queue.AdvanceTo(time);
            }

            switch (kind)
            {
                case "typed":
                    module.Line.Send(Convert.FromHexString(text));
                    break;
                case "control":
                    module.Control.Execute(text);
                    break;
                case "network":
                    network.Play(text);
                    break;
            }
        }

        module.End();
    }

    private IEnumerable<(long Time, string Kind, string Text)> ReadEvents()
    {
        while (input.ReadLine() is { } line)
        {
            var words = line.Split(' ', 3);
            if (words.Length < 2 || words[1] is not ("typed" or "control" or "network" or "end") || !long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var time))
            {
                throw new FormatException($"'{line}' is no input");
            }

            yield return (time, words[1], words.ElementAtOrDefault(2) ?? "");
        }
    }
}

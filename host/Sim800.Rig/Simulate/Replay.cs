using System.Globalization;
using Sim800.Simulator;
using Sim800.Simulator.Network;
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
        var waveform = vcd is null ? null : new Waveform(vcd);
        var module = new VirtualModule(queue, new MemoryNetwork(queue), choice.ToOptions(), new Recorder(trace), waveform);
        var terminal = new Uart(queue, choice.Rate == 0 ? module.Uart.BaudRate : choice.Rate);
        Uart.Connect(terminal, module.Uart);
        module.Lines.Dtr.Drive(Side.Host, false);
        module.Lines.Rts.Drive(Side.Host, false);
        module.Start();
        Feed(queue, terminal, new ControlCommands(queue, module));
        module.Recorder.Flush();
        waveform?.End(queue.Now);
    }

    private void Feed(EventQueue queue, Uart terminal, ControlCommands control)
    {
        while (input.ReadLine() is { } line)
        {
            var words = line.Split(' ', 3);
            if (words.Length < 2 || !long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var time))
            {
                throw new FormatException($"'{line}' is no input");
            }

            queue.AdvanceTo(time);
            switch (words[1])
            {
                case "byte":
                    terminal.BaudRate = int.Parse(words[2].AsSpan(3), CultureInfo.InvariantCulture);
                    terminal.Send([byte.Parse(words[2].AsSpan(0, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)]);
                    break;
                case "control":
                    control.Execute(words[2]);
                    break;
            }
        }
    }
}

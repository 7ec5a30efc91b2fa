using Wire;

namespace Sim800.Simulator;

/// <summary>
/// Writes what an oscilloscope at the module's pins would see as a VCD file, bit by bit at the rate of each byte. TX is what the
/// module sends, RX what it receives. The same run gives the same file to the byte.
/// </summary>
public sealed class Waveform(TextWriter writer)
{
    private const int Tx = 0;
    private const int Rx = 1;
    private const char FirstIdentifier = '!';

    private static readonly ModuleLine[] s_pins =
        [ModuleLine.Dtr, ModuleLine.Ri, ModuleLine.Dcd, ModuleLine.PwrKey, ModuleLine.Rst, ModuleLine.Status, ModuleLine.Rts, ModuleLine.Cts];

    private readonly PriorityQueue<Edge, (long Time, int Signal, long Sequence)> _edges = new();
    private readonly bool[] _levels = new bool[2 + s_pins.Length];
    private readonly int[] _frames = new int[2];
    private long _sequence;
    private long _time;

    private readonly record struct Edge(long Time, int Signal, int Frame, bool High);

    /// <summary>Writes the heading and the levels of this instant, and follows the pins from now on.</summary>
    internal void Begin(EventQueue queue, Uart uart, ModuleLines lines)
    {
        string[] names = ["TX", "RX", .. s_pins.Select(pin => lines[pin].Name)];
        writer.Write("$timescale 1 ns $end\n$scope module sim800 $end\n");
        for (var i = 0; i < names.Length; i++)
        {
            writer.Write($"$var wire 1 {Identifier(i)} {names[i]} $end\n");
        }

        writer.Write($"$upscope $end\n$enddefinitions $end\n#{_time = queue.Now}\n$dumpvars\n");
        for (var i = 0; i < names.Length; i++)
        {
            _levels[i] = i <= Rx || lines[s_pins[i - 2]].High;
            Write(i);
        }

        writer.Write("$end\n");
        uart.Shifting += value => Frame(Tx, value, queue.Now, uart);
        if (uart.Peer is { } peer)
        {
            peer.Shifting += value => Frame(Rx, value, queue.Now, peer);
        }

        for (var i = 0; i < s_pins.Length; i++)
        {
            var signal = i + 2;
            lines[s_pins[i]].Changed += line =>
            {
                Add(queue.Now, signal, line.High);
                WriteBefore(queue.Now);
            };
        }
    }

    /// <summary>Completes the file: nothing happens after this instant any more.</summary>
    public void End(long now)
    {
        WriteBefore(now + 1);
        if (_time < now)
        {
            writer.Write($"#{now}\n");
        }

        writer.Flush();
    }

    private static char Identifier(int signal) => (char)(FirstIdentifier + signal);

    /// <summary>A start bit, the data bits from the lowest, and what follows them; or what is under way is cut off.</summary>
    private void Frame(int signal, byte? value, long now, Uart sender)
    {
        WriteBefore(now);
        _frames[signal]++;
        if (value is not { } data)
        {
            Add(now, signal, true);
            return;
        }

        var frame = sender.Format.Encode(data);
        for (var bit = 0; bit < sender.Format.Bits; bit++)
        {
            Add(now + (bit * Nanoseconds.PerSecond / sender.BaudRate), signal, ((frame >> bit) & 1) != 0);
        }
    }

    private void Add(long time, int signal, bool high) =>
        _edges.Enqueue(new Edge(time, signal, signal <= Rx ? _frames[signal] : 0, high), (time, signal, ++_sequence));

    /// <summary>Everything before an instant; what happens within one is written in the order of the signals, whoever was first.</summary>
    private void WriteBefore(long time)
    {
        while (_edges.TryPeek(out var edge, out _) && edge.Time < time)
        {
            _edges.Dequeue();
            var cutOff = edge.Signal <= Rx && edge.Frame != _frames[edge.Signal];
            if (cutOff || _levels[edge.Signal] == edge.High)
            {
                continue;
            }

            if (_time != edge.Time)
            {
                writer.Write($"#{_time = edge.Time}\n");
            }

            _levels[edge.Signal] = edge.High;
            Write(edge.Signal);
        }
    }

    private void Write(int signal) => writer.Write($"{(_levels[signal] ? '1' : '0')}{Identifier(signal)}\n");
}

using System.Text;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Wire;

namespace Host.Tests.Simulator;

/// <summary>
/// A virtual module on a bench: a terminal at 115200 on its serial line, switches on its pins, an in-memory network behind it. A transcript
/// says what is typed and what must come back, byte for byte.
/// </summary>
internal sealed class Bench
{
    /// <summary>How long a transcript waits for the bytes it expects.</summary>
    private const long Patience = 700 * Nanoseconds.PerSecond;

    /// <summary>How long it listens for bytes that should not come.</summary>
    private const long Silence = 20 * Nanoseconds.PerMillisecond;

    private readonly List<byte> _received = [];

    public Bench(Sim800Options? options = null, int baudRate = 115200, Action<MemoryNetwork>? network = null, Waveform? waveform = null)
    {
        Network = new MemoryNetwork(Queue);
        network?.Invoke(Network);
        Module = new VirtualModule(Queue, Network, options ?? Ready, waveform: waveform);
        Terminal = new Uart(Queue, baudRate) { Received = _received.Add };
        Uart.Connect(Terminal, Module.Uart);
        Lines.Rts.Drive(Side.Host, false); // always ready, as most terminals are
        Module.Start();
    }

    /// <summary>Long since booted and registered, at a fixed rate, echo off, every command without delay.</summary>
    public static Sim800Options Ready => new()
    {
        StartsOn = true,
        Stored = new Profile { BaudRate = 115200, Echo = false },
        Latencies = Latencies.None,
    };

    public EventQueue Queue { get; } = new();

    public MemoryNetwork Network { get; }

    public VirtualModule Module { get; }

    public Uart Terminal { get; }

    public ModuleLines Lines => Module.Lines;

    public static long Milliseconds(double milliseconds) => Nanoseconds.FromMilliseconds(milliseconds);

    /// <summary>
    /// Plays a transcript. A line <c>&gt;&gt; text</c> is typed with a carriage return, <c>&gt;| text</c> without; <c>&lt;&lt; text</c> must come back,
    /// several in a row joined, nothing else before the next line of another kind; <c>.. 20</c> lets so many milliseconds pass, in which exactly
    /// the lines that follow must come. Escapes: \r \n \" \\ \xNN.
    /// </summary>
    public Bench Play(string transcript)
    {
        var lines = transcript.Split('\n').Select(line => line.TrimStart()).Where(line => line.Length > 0).ToArray();
        for (var i = 0; i < lines.Length;)
        {
            var line = lines[i++];
            var wait = Silence;
            var timed = false;
            switch (line[..2])
            {
                case ">>":
                    Type(Unescape(Body(line)) + "\r");
                    break;
                case ">|":
                    Type(Unescape(Body(line)));
                    break;
                case "..":
                    wait = Nanoseconds.FromMilliseconds(double.Parse(Body(line)));
                    timed = true;
                    break;
                default:
                    i--;
                    break;
            }

            var expected = new StringBuilder();
            while (i < lines.Length && lines[i].StartsWith("<<", StringComparison.Ordinal))
            {
                expected.Append(Unescape(Body(lines[i++])));
            }

            Expect(expected.ToString(), wait, timed, line);
        }

        return this;
    }

    /// <summary>Types characters, one byte each.</summary>
    public void Type(string text) => Terminal.Send(Encoding.Latin1.GetBytes(text));

    /// <summary>Lets time pass.</summary>
    public Bench Wait(double milliseconds)
    {
        Queue.AdvanceTo(Queue.Now + Nanoseconds.FromMilliseconds(milliseconds));
        return this;
    }

    /// <summary>Drives a pin as the microcontroller does.</summary>
    public Bench Drive(Line line, bool? high)
    {
        line.Drive(Side.Host, high);
        return this;
    }

    /// <summary>What has come since this was last asked, or since the last line of a transcript.</summary>
    public string TakeReceived()
    {
        var text = Encoding.Latin1.GetString([.. _received]);
        _received.Clear();
        return text;
    }

    private static string Body(string line) => line.Length > 3 ? line[3..] : "";

    private static string Unescape(string text)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                result.Append(text[i]);
                continue;
            }

            switch (text[++i])
            {
                case 'r':
                    result.Append('\r');
                    break;
                case 'n':
                    result.Append('\n');
                    break;
                case 'x':
                    result.Append((char)Convert.ToInt32(text.Substring(i + 1, 2), 16));
                    i += 2;
                    break;
                default:
                    result.Append(text[i]);
                    break;
            }
        }

        return result.ToString();
    }

    private void Expect(string expected, long wait, bool timed, string line)
    {
        var limit = Queue.Now + Patience;
        while (!timed && _received.Count < expected.Length && Queue.NextDue <= limit)
        {
            Queue.AdvanceTo(Queue.NextDue);
        }

        Queue.AdvanceTo(Queue.Now + wait);
        var received = TakeReceived();
        if (received != expected)
        {
            Assert.Fail($"after  {line}\nexpected  {Escape(expected)}\nreceived  {Escape(received)}\n\n{Module.Recorder}");
        }
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(c => c switch
        {
            '\r' => "\\r",
            '\n' => "\\n",
            >= ' ' and < '\x7F' => c.ToString(),
            _ => $"\\x{(int)c:X2}",
        }));
}
